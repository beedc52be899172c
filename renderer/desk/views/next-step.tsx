import type { ContactCard } from '../../../shared/contact.ts'
import type { FollowUp } from '../../../shared/follow-up.ts'
import type { Recording } from '../../../shared/recording.ts'
import { clocksDiffer, dayFrom, dueTag, timeWindow } from '../state/times.ts'

const deeds: Record<FollowUp['kind'], string> = { call: 'Call', letter: 'Letter', email: 'Email', task: 'Task' }

/** "Call: Thu 26 Nov, 16:30 to 17:30", on the rep's own clock. */
export function dueInWords(next: FollowUp, now: number): string {
  return `${deeds[next.kind]} ${inSentence(dayFrom(now, next.dueAt))}, ${timeWindow(next.dueAt, next.dueUntil)}`
}

/** What comes next for this contact, and every reason for it. */
export function NextStep(props: { card: ContactCard; recordings: readonly Recording[]; minute: number }) {
  const { card, recordings, minute } = props
  const { next, cadence } = card
  if (!next) return <p className="card">{cadence?.stopped ?? 'Nothing is planned.'}</p>
  const recording = recordings.find(({ recordingId }) => recordingId === next.recordingId)
  const due = dueTag(minute, next.dueAt, next.dueUntil)
  return (
    <div className={next.promise ? 'card promise' : 'card'}>
      {next.promise && <small className="tag">Promise{due.late && <span className="late"> · {due.text}</span>}</small>}
      <b>{dueInWords(next, minute)}</b>
      {clocksDiffer(next.dueAt, card.timeZone) && (
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
    </div>
  )
}

/** "Today" inside a sentence is "today"; a weekday keeps its capital. */
function inSentence(day: string): string {
  return /^(Today|Tomorrow|Yesterday)$/.test(day) ? day.toLowerCase() : day
}
