import { useEffect, useRef } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { RuleAnswer, Verdict } from '../../../shared/compliance/rule-answer.ts'
import type { Desk } from '../frame/desk-store.ts'
import { ruleInWords } from '../call/words.ts'
import { useIntents } from '../frame/intents-context.ts'

/** What stands against a call or a drop: each reason with its source, what to do instead, and why the rep goes on. */
export function Rules(props: {
  desk: Desk
  /** The contact or the call that it is about. */
  about: string
  what: 'call' | 'drop'
  verdict: Verdict
  answers: readonly RuleAnswer[]
  needsReason: boolean
  /** Enter in the field. */
  onGoOn: () => void
}) {
  const { desk, about, what, verdict, answers, needsReason, onGoOn } = props
  const against = answers.filter((answer) => answer.verdict !== 'allowed')
  if (against.length === 0) return null
  // A refusal says it all: what only warns would be lost beside it.
  const told = verdict === 'refuse' ? against.filter((answer) => answer.verdict === 'refuse') : against
  return (
    <section className={`rules ${verdict}`} aria-label={headings[what][verdict]}>
      <h2>{headings[what][verdict]}</h2>
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
      {verdict === 'warn' && needsReason && <Reason desk={desk} about={about} what={what} onGoOn={onGoOn} />}
      {verdict === 'warn' && !needsReason && (
        <p className="source">The practice line calls nobody, so you can go on.</p>
      )}
    </section>
  )
}

function Reason(props: { desk: Desk; about: string; what: 'call' | 'drop'; onGoOn: () => void }) {
  const { desk, about, what, onGoOn } = props
  const { typeReason } = useIntents()
  const form = useRef<HTMLFormElement>(null)
  const { reason, reasonAsked } = desk
  const asked = useRef(reasonAsked)
  useEffect(() => {
    if (asked.current === reasonAsked) return
    asked.current = reasonAsked
    // The big button stays in sight as long as there is room for both.
    form.current?.querySelector('input')?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [reasonAsked])
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        onGoOn()
      }}
    >
      <TextField
        className="field reason"
        value={reason.about === about ? reason.text : ''}
        maxLength={300}
        autoComplete="off"
        onChange={(text) => typeReason(about, text)}
      >
        <Label>Why go on?</Label>
        <Input placeholder={what === 'call' ? 'Type why, then Enter calls' : 'Type why, then Enter drops it'} />
      </TextField>
      <p className="source">Kept with the attempt, in the compliance log.</p>
    </form>
  )
}

const headings: Record<'call' | 'drop', Record<Verdict, string>> = {
  call: { allowed: '', warn: 'Before you call', refuse: 'This call is not made' },
  drop: { allowed: '', warn: 'Before you drop a recording', refuse: 'No recording is left here' },
}
