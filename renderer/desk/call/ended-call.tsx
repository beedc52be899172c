import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Outcome } from '../../../shared/call/outcome.ts'
import { outcomeInWords, outcomeOf } from '../../../shared/call/outcome.ts'
import { receivedInWords, receivedOutcomeOf } from '../../../shared/call/received-outcome.ts'
import { countedOf, countsAs } from '../outcome/assistant-desk.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { Shown } from './panel-subject.ts'
import { endInWords } from './words.ts'
import { keys } from '../frame/shortcuts.ts'
import { PromiseOffer } from '../outcome/promise-offer.tsx'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { TheirClock } from '../outcome/their-clock.tsx'
import { nextInWords } from '../outcome/next-step.tsx'
import { Outcomes } from './outcomes.tsx'
import { WhoCalled } from './who-called.tsx'
import { TroubleNote } from '../frame/trouble-note.tsx'

const tones: Record<Outcome, 'good' | 'plain' | 'bad'> = {
  answered: 'good',
  'voicemail-dropped': 'good',
  'voicemail-cut-off': 'bad',
  'voicemail-stopped': 'plain',
  'voicemail-nothing-left': 'plain',
  'call-screener': 'plain',
  'no-answer': 'plain',
  busy: 'plain',
  declined: 'plain',
  cancelled: 'plain',
  failed: 'bad',
  interrupted: 'bad',
  'do-not-call': 'plain',
  interested: 'good',
  appointment: 'good',
  won: 'good',
  lost: 'plain',
  'not-now': 'plain',
  'not-interested': 'plain',
  gatekeeper: 'plain',
  'wrong-number': 'bad',
  'dial-tree': 'plain',
}

/** Calls that came in are coloured as those that were made. */
const receivedAs = { answered: 'answered', missed: 'failed', declined: 'declined', forwarded: 'declined' } as const

/** What the call came to, and what comes of it. */
export function EndedCall(props: { desk: Desk; call: CallView; contact: Shown; now: number }) {
  const { desk, call, contact, now } = props
  const { forbidAsked, openCadenceOf } = useIntents()
  const counted = countedOf(call, contact)
  const made = countsAs(counted) ?? outcomeOf(call)
  const isSaid = call.direction === 'out' || Boolean(counted?.byRep)
  const outcome = isSaid ? made : receivedAs[receivedOutcomeOf(call)]
  const words = isSaid ? outcomeInWords(outcome) : receivedInWords(receivedOutcomeOf(call))
  const detail = endInWords(call)
  const next = contact.card?.next
  const stopped = contact.card?.cadence?.stopped
  return (
    <>
      <section className="ended" aria-label="The call that ended">
        <div className={`outcome ${tones[outcome]}`}>
          <b>{words}</b>
          {detail && <span>{detail}</span>}
          {call.trouble && call.trouble.code !== 'line-one-call' && <TroubleNote trouble={call.trouble} tone="bad" />}
          {outcome === 'answered' && !counted && contact.card?.doNotCall.length === 0 && (
            <Action size="small" onPress={() => forbidAsked(call)}>
              They asked not to be called
            </Action>
          )}
        </div>
      </section>
      <WhoCalled call={call} now={now} />
      {counted && <Outcomes desk={desk} call={call} counted={counted} />}
      <PromiseOffer desk={desk} call={call} contact={contact} />
      {contact.card && (
        <div className="comes-next">
          <Action size="small" hotkey={keys.cadence} onPress={() => openCadenceOf(true)}>
            {contact.card.cadence && !stopped ? 'Stop, rest until, won, lost' : 'Put on a cadence'}
          </Action>
          <small>What comes next</small>
          {next ? (
            <>
              <b>{nextInWords(next, now)}</b>
              <TheirClock card={contact.card} from={next.dueAt} until={next.dueUntil} />
              <p>{next.why[0]}</p>
            </>
          ) : (
            <>
              <b>{stopped ? 'Nothing: the cadence has stopped' : 'Nothing is planned: they are on no cadence'}</b>
              {stopped && <p>{stopped}</p>}
            </>
          )}
        </div>
      )}
    </>
  )
}
