import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { FollowUp } from '../../../shared/contract/follow-up.ts'
import type { Recording } from '../../../shared/contract/recording.ts'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import { Part } from '../contact/sidebar-part.tsx'
import { clocksDiffer, dueInWords, dueTag } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { keys } from '../frame/shortcuts.ts'
import { TheirClock } from './their-clock.tsx'

const kindWords: Record<FollowUp['kind'], string> = {
  call: 'Call',
  letter: 'Letter',
  email: 'Email',
  meeting: 'Meeting',
  task: 'Task',
}

/** "Call Thu 26 Nov, 16:30 to 17:30", on the rep's own clock. */
export function nextInWords({ kind, dueAt, dueUntil }: FollowUp, now: number): string {
  return `${kindWords[kind]} ${dueInWords(now, dueAt, dueUntil)}`
}

/** What comes next for this contact, with every reason; where nothing does, why, and what could. */
export function NextPart(props: {
  card: ContactCard
  recordings: readonly Recording[]
  minute: number
  folded: readonly SidebarPart[]
}) {
  const { card, recordings, minute, folded } = props
  const { next } = card
  const gist = next ? `${kindWords[next.kind]} ${dueTag(minute, next.dueAt, next.dueUntil).text}` : 'nothing'
  return (
    <Part part="next" title="Next, and why" gist={gist} folded={folded}>
      {next ? (
        <NextStep card={card} next={next} recordings={recordings} minute={minute} />
      ) : (
        <NothingNext card={card} />
      )}
      <Beside card={card} minute={minute} />
      <Paused card={card} />
      <BestTimes card={card} minute={minute} />
    </Part>
  )
}

function NextStep(props: { card: ContactCard; next: FollowUp; recordings: readonly Recording[]; minute: number }) {
  const { card, next, recordings, minute } = props
  const recording = recordings.find(({ recordingId }) => recordingId === next.recordingId)
  const due = dueTag(minute, next.dueAt, next.dueUntil)
  return (
    <div className={next.promise ? 'card promise' : 'card'}>
      {next.promise && <small className="tag">Promise{due.late && <span className="late"> · {due.text}</span>}</small>}
      <b>{nextInWords(next, minute)}</b>
      <TheirClock card={card} from={next.dueAt} until={next.dueUntil} />
      {next.kind === 'call' && (
        <p>
          <bdi>{recording ? `Leave “${recording.name}” on a voicemail` : 'No message on a voicemail'}</bdi>
          {next.hidden && ' · hidden number'}
        </p>
      )}
      <ul className="reasons">
        {next.why.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
      {next.kind !== 'call' && <StepEnds step={next} />}
    </div>
  )
}

/** A letter, an email or a task beside the next call, which does not wait for it. */
function Beside({ card, minute }: { card: ContactCard; minute: number }) {
  const { beside } = card.assistant
  if (!beside) return null
  const { followUp, script } = beside
  return (
    <div className="card">
      <b>{nextInWords(followUp, minute)}</b>
      <ul className="reasons">
        {followUp.why.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
      {script && <p className="script">{script}</p>}
      <StepEnds step={followUp} />
    </div>
  )
}

function StepEnds({ step }: { step: FollowUp }) {
  const { finish } = useIntents()
  return (
    <div className="promise-ends">
      <Action tone="link" size="small" about={step.name} onPress={() => finish(step.followUpId, true)}>
        Done
      </Action>
      <Action tone="link" size="small" about={step.name} onPress={() => finish(step.followUpId, false)}>
        Skip this step
      </Action>
    </div>
  )
}

/** On no cadence, or on one that has stopped: why, and what could come next. */
function NothingNext({ card }: { card: ContactCard }) {
  const { goOnWithCadence, openCadenceOf, openPromise } = useIntents()
  const { cadence, doNotCall } = card
  const isForbidden = doNotCall.length > 0
  return (
    <div className="card nothing-next">
      <b>
        <bdi>{cadence?.stopped ? `${cadence.name} has stopped` : 'Nothing is planned: on no cadence'}</bdi>
      </b>
      {cadence?.stopped && <p>{cadence.stopped}</p>}
      <p>
        {isForbidden
          ? 'They are not to be called: nothing comes next.'
          : cadence?.stopped
            ? 'What could come next: a promise, another cadence, or this one again from where it was.'
            : 'What could come next: a cadence, which plans every call, or a promise for a day of your own.'}
      </p>
      {!isForbidden && (
        <div className="promise-ends">
          <Action size="small" hotkey={keys.cadence} onPress={() => openCadenceOf(true)}>
            Put on …
          </Action>
          <Action size="small" hotkey={keys.promise} onPress={() => openPromise(true)}>
            Promise
          </Action>
          {cadence?.stopped && (
            <Action tone="link" size="small" about={card.name} onPress={() => goOnWithCadence(card)}>
              Go on
            </Action>
          )}
        </div>
      )}
    </div>
  )
}

/** That the cadence is paused, and until when. */
function Paused({ card }: { card: ContactCard }) {
  const { resume } = useIntents()
  const { paused } = card.assistant
  if (!paused) return null
  return (
    <p className="paused">
      {paused.inWords}
      {!paused.everybody && (
        <Action tone="link" size="small" about={card.name} onPress={() => resume(card.contactId)}>
          Resume
        </Action>
      )}
    </p>
  )
}

/** One call that was answered is no best time. */
const FEWEST = 3

/** When this rep's calls are answered best, with the numbers behind it. */
function BestTimes({ card, minute }: { card: ContactCard; minute: number }) {
  const known = card.assistant.bestTimes.filter(({ tries }) => tries >= FEWEST)
  if (known.length === 0) return null
  return (
    <p className="best-times">
      Best times
      {clocksDiffer(minute, card.timeZone) && ', on their clock'}:{' '}
      {known.map(({ inWords, answered, tries }) => `${inWords} (${answered} of ${tries})`).join(', ')}
    </p>
  )
}
