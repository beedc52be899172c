import type { RuleAnswer, Verdict } from '../../../shared/contract/rule-answer.ts'
import { reasonFor } from '../call/to-dial.ts'
import type { ContactId } from '../../../shared/ids.ts'
import type { Desk } from '../frame/desk-store.ts'
import { ruleInWords } from '../call/words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/**
 * What stands against a call or a drop: one line that opens to each reason with its source, and what to do instead. The call
 * and the drop ask for the reason themselves.
 */
export function Rules(props: {
  desk: Desk
  /** The contact or the call that it is about. */
  about: string
  whom: ContactId
  what: 'call' | 'drop'
  verdict: Verdict
  answers: readonly RuleAnswer[]
  needsReason: boolean
}) {
  const { desk, about, whom, what, verdict, answers, needsReason } = props
  const { forgetReason } = useIntents()
  const against = answers.filter((answer) => answer.verdict !== 'allowed')
  if (against.length === 0) return null
  // A refusal says it all: what only warns would be lost beside it.
  const told = verdict === 'refuse' ? against.filter((answer) => answer.verdict === 'refuse') : against
  const remembered = needsReason ? reasonFor(desk, about, whom, answers) : null
  const rememberedFor = [whom, desk.facts?.card?.assistant.enrolment?.cadenceId].find((id) => id && desk.reasons[id])
  const list = (
    <>
      <ul>
        {told.map((answer) => (
          <li key={`${answer.rule} ${answer.reason}`}>
            <p>
              <b>{ruleInWords(answer.rule)}</b> {answer.reason}
              {answer.locked && <small className="locked">set by your organisation</small>}
            </p>
            {answer.instead && <p className="instead">{answer.instead}</p>}
            <p className="source">
              {answer.source}
              {answer.readOn && `, read ${answer.readOn}`}
            </p>
          </li>
        ))}
      </ul>
      {remembered && (
        <p className="source remembered">
          <span>Goes on, kept with the attempt: “{remembered}”</span>
          {rememberedFor && (
            <Action tone="link" size="small" onPress={() => forgetReason(rememberedFor)}>
              Forget it
            </Action>
          )}
        </p>
      )}
      {verdict === 'warn' && needsReason && !remembered && (
        <p className="source">You are asked why, and the answer is kept with the attempt in the compliance log.</p>
      )}
      {verdict === 'warn' && !needsReason && (
        <p className="source">The practice line calls nobody, so you can go on.</p>
      )}
    </>
  )
  const label = headings[what][verdict]
  const short = [...new Set(told.map(({ rule }) => ruleInWords(rule).replace(/\.$/, '').toLowerCase()))].join(', ')
  return (
    // A call that is not made says at once why, and what to do instead.
    <details key={about} className={`rules line ${verdict}`} open={what === 'call' && verdict === 'refuse'}>
      <summary>
        <b>{label}:</b> <span>{short}</span> <small>why</small>
      </summary>
      {list}
    </details>
  )
}

const headings: Record<'call' | 'drop', Record<Verdict, string>> = {
  call: { allowed: '', warn: 'Before you call', refuse: 'This call is not made' },
  drop: { allowed: '', warn: 'Before you drop a recording', refuse: 'No recording is left here' },
}
