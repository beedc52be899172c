import type { Note, Promised } from '../../../shared/contract/assistant.ts'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import { Part } from '../contact/sidebar-part.tsx'
import { clock, dayFrom, dueInWords, dueTag, inSentence, timesInSentence } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { keys } from '../frame/shortcuts.ts'
import { useIntents } from '../frame/intents-context.ts'
import { TheirClock } from './their-clock.tsx'

/* What was promised, asked for, said and noted, for the sidebar: each part only where there is something in it. */

interface OfACard {
  readonly card: ContactCard
  readonly minute: number
  readonly folded: readonly SidebarPart[]
}

const kindWords: Record<Promised['kind'], string> = {
  call: 'Call',
  letter: 'Letter',
  email: 'Email',
  meeting: 'Meeting',
  task: 'Task',
}

/** What the rep told them, until it is kept or withdrawn. */
export function Promises({ card, minute, folded }: OfACard) {
  const { promises } = card.assistant
  const [first] = promises
  if (!first) return null
  const gist = first.late
    ? dueTag(minute, first.dueAt, first.dueUntil).text
    : dueInWords(minute, first.dueAt, first.dueUntil)
  return (
    <Part part="promise" title={promises.length === 1 ? 'Promise' : 'Promises'} gist={gist} folded={folded}>
      <ul>
        {promises.map((promised) => (
          <OnePromise key={promised.promiseId} card={card} promised={promised} minute={minute} />
        ))}
      </ul>
    </Part>
  )
}

function OnePromise({ card, promised, minute }: { card: ContactCard; promised: Promised; minute: number }) {
  const { endPromise } = useIntents()
  const { promiseId, kind, words, dueAt, dueUntil, madeAt, late, goes } = promised
  const { name } = card
  const end = (was: 'kept' | 'withdrawn') => () => endPromise({ promiseId, name, was })
  const about = words || kindWords[kind]
  return (
    <li className="card promise">
      <p>
        {words ? `“${words}”` : kindWords[kind]}, said {onDay(minute, madeAt)}.
      </p>
      <b>
        {kindWords[kind]} {dueInWords(minute, dueAt, dueUntil)}
      </b>
      {late && <span className="late"> · {dueTag(minute, dueAt, dueUntil).text}</span>}
      <TheirClock card={card} from={dueAt} until={dueUntil} />
      {goes && <p className="goes">{goesInWords(goes, minute)}</p>}
      {goes && card.next?.promise && card.next.recordingId && (
        <p className="goes">
          A message may be left by now: <kbd aria-hidden="true">{keys.drop}</kbd> at their voicemail.
        </p>
      )}
      <div className="promise-ends">
        <Action tone="link" size="small" about={about} onPress={end('kept')}>
          Kept
        </Action>
        <Action tone="link" size="small" about={about} onPress={end('withdrawn')}>
          Withdraw
        </Action>
      </div>
    </li>
  )
}

/** "Tried twice today, next at 15:30." */
function goesInWords({ made, today, nextAt }: NonNullable<Promised['goes']>, minute: number): string {
  const tried = today > 0 ? `Tried ${timesInSentence(today)} today` : `Tried ${timesInSentence(made)}`
  const before = today > 0 && made > today ? `, ${timesInSentence(made)} in all` : ''
  const when = nextAt === null ? '' : `next ${inSentence(dayFrom(minute, nextAt))} at ${clock(nextAt)}`
  const next = nextAt === null ? 'next now' : when.replace('next today at', 'next at')
  return `${tried}${before}, ${next}.`
}

/** What they asked for: a call at another time, or no call at all. */
export function Asked({ card, minute, folded }: OfACard) {
  const { asked } = card.assistant
  const { doNotCall } = card
  if (!asked && doNotCall.length === 0) return null
  return (
    <Part part="asked" title="Asked for" folded={folded}>
      <ul>
        {asked && (
          <li className="card">
            <p>{asked.why}</p>
            <b>Call {dueInWords(minute, asked.dueAt, asked.dueUntil)}</b>
            <TheirClock card={card} from={asked.dueAt} until={asked.dueUntil} />
          </li>
        )}
        {doNotCall.map(({ entryId, subject, addedAt, why }) => (
          <li key={entryId} className="card">
            <b className="late">
              No calls to <bdi>{subject}</bdi>
            </b>
            <p>
              {why ? `${why}, ` : ''}
              {inSentence(dayFrom(minute, addedAt))}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function Gatekeeper({ card, minute, folded }: OfACard) {
  const facts = card.assistant.gatekeeper
  if (facts.length === 0) return null
  return (
    <Part part="gatekeeper" title="Gatekeeper" count={facts.length > 1 ? facts.length : undefined} folded={folded}>
      <ul>
        {facts.map(({ factId, at, said, inWords, doubted, directNumber }) => (
          <li key={factId} className="card">
            {said && (
              <p>
                <bdi>{said}</bdi>
              </p>
            )}
            {inWords && (
              <b>
                {inWords}
                <TheirClock card={card} from={minute} until={null} />
              </b>
            )}
            {doubted && <p className="late">{doubted}</p>}
            {directNumber && <p>Direct: {directNumber}</p>}
            <small>{dayFrom(minute, at)}</small>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export function LastNotes(props: {
  notes: readonly Note[]
  count: number
  minute: number
  folded: readonly SidebarPart[]
}) {
  const { notes, count, minute, folded } = props
  if (notes.length === 0) return null
  return (
    <Part
      part="notes"
      title="Last notes"
      count={count > notes.length ? `${notes.length} of ${count}` : count}
      folded={folded}
    >
      <ul>
        {notes.map(({ noteId, text, writtenAt }) => (
          <li key={noteId} className="card">
            <p className="note-text">{text}</p>
            <small>
              {dayFrom(minute, writtenAt)} {clock(writtenAt)}
            </small>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** "today", "on Thu 26 Nov". */
function onDay(now: number, at: number): string {
  const day = dayFrom(now, at)
  const word = inSentence(day)
  return word === day ? `on ${day}` : word
}
