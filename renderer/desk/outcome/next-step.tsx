import type { ContactCard } from '../../../shared/contact/contact.ts'
import type { FollowUp } from '../../../shared/cadence/follow-up.ts'
import type { Recording } from '../../../shared/studio/recording.ts'
import { clocksDiffer, dueInWords, dueTag, isDaysLong, timeWindow } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

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

/** What comes next for this contact, and every reason for it. */
export function NextStep(props: { card: ContactCard; recordings: readonly Recording[]; minute: number }) {
  const { card, recordings, minute } = props
  const { finish } = useIntents()
  const { next, cadence } = card
  if (!next) return <p className="card">{cadence?.stopped ?? 'Nothing is planned.'}</p>
  const recording = recordings.find(({ recordingId }) => recordingId === next.recordingId)
  const due = dueTag(minute, next.dueAt, next.dueUntil)
  return (
    <div className={next.promise ? 'card promise' : 'card'}>
      {next.promise && <small className="tag">Promise{due.late && <span className="late"> · {due.text}</span>}</small>}
      <b>{nextInWords(next, minute)}</b>
      {clocksDiffer(next.dueAt, card.timeZone) && !isDaysLong(next.dueAt, next.dueUntil) && (
        <p className="there">
          {timeWindow(next.dueAt, next.dueUntil, card.timeZone)} in {card.place || card.timeZone}
        </p>
      )}
      {next.kind === 'call' && (
        <p>
          {recording ? `Leave “${recording.name}” on a voicemail` : 'No message on a voicemail'}
          {next.hidden && ' · hidden number'}
        </p>
      )}
      <ul className="reasons">
        {next.why.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
      {next.kind !== 'call' && (
        <div className="promise-ends">
          <Action tone="link" size="small" about={next.name} onPress={() => finish(next.followUpId, true)}>
            Done
          </Action>
          <Action tone="link" size="small" about={next.name} onPress={() => finish(next.followUpId, false)}>
            Skip this step
          </Action>
        </div>
      )}
    </div>
  )
}
