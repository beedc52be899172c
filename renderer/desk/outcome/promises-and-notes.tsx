import type { ContactAssistant, GatekeeperFact, Note, Promised } from '../../../shared/cadence/assistant.ts'
import type { ContactCard } from '../../../shared/contact/contact.ts'
import { clock, dayFrom, dueInWords, dueTag, inSentence } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/* What was promised, said and noted, for the sidebar: each section only where there is something in it. */

const kindWords: Record<Promised['kind'], string> = {
  call: 'Call',
  letter: 'Letter',
  email: 'Email',
  meeting: 'Meeting',
  task: 'Task',
}

/** What the rep told them, until it is kept or withdrawn. */
export function Promises(props: { name: string; promises: readonly Promised[]; minute: number }) {
  const { name, promises, minute } = props
  const { endPromise } = useIntents()
  if (promises.length === 0) return null
  return (
    <section className="promises">
      <h2>{promises.length === 1 ? 'Promise' : 'Promises'}</h2>
      <ul>
        {promises.map(({ promiseId, kind, words, dueAt, dueUntil, madeAt, late }) => (
          <li key={promiseId} className="card promise">
            <p>
              {words ? `“${words}”` : kindWords[kind]}, said {onDay(minute, madeAt)}.
            </p>
            <b>
              {kindWords[kind]} {dueInWords(minute, dueAt, dueUntil)}
            </b>
            {late && <span className="late"> · {dueTag(minute, dueAt, dueUntil).text}</span>}
            <div className="promise-ends">
              <Action
                tone="link"
                size="small"
                about={words || kindWords[kind]}
                onPress={() => endPromise({ promiseId, name, was: 'kept' })}
              >
                Kept
              </Action>
              <Action
                tone="link"
                size="small"
                about={words || kindWords[kind]}
                onPress={() => endPromise({ promiseId, name, was: 'withdrawn' })}
              >
                Withdraw
              </Action>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Gatekeeper({ facts, minute }: { facts: readonly GatekeeperFact[]; minute: number }) {
  if (facts.length === 0) return null
  return (
    <section className="gatekeeper">
      <h2>Gatekeeper</h2>
      <ul>
        {facts.slice(0, 3).map(({ factId, at, said, inWords, directNumber }) => (
          <li key={factId} className="card">
            {said && (
              <p>
                <bdi>{said}</bdi>
              </p>
            )}
            {inWords && <b>{inWords}</b>}
            {directNumber && <p>Direct: {directNumber}</p>}
            <small>{dayFrom(minute, at)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function LastNotes({ notes, count, minute }: { notes: readonly Note[]; count: number; minute: number }) {
  if (notes.length === 0) return null
  return (
    <section className="notes">
      <h2>
        Last notes <span>{count > notes.length ? `${notes.length} of ${count}` : count}</span>
      </h2>
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
    </section>
  )
}

/** What this step asks for: the script or the talking points, and the message that comes next. */
export function TalkingPoints({ step }: { step: ContactAssistant['step'] }) {
  const script = step?.script.trim()
  if (!step || !script) return null
  return (
    <section className="say">
      <h2>
        <bdi>{step.name}</bdi>
      </h2>
      <p className="card note-text">{script}</p>
    </section>
  )
}

/** That the cadence is paused, and until when. */
export function Paused({ card }: { card: ContactCard }) {
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

/** When this rep's calls are answered best, with the numbers behind it. */
export function BestTimes({ times }: { times: ContactAssistant['bestTimes'] }) {
  const known = times.filter(({ tries }) => tries > 0)
  if (known.length === 0) return null
  return (
    <p className="best-times">
      Best times: {known.map(({ inWords, answered, tries }) => `${inWords} (${answered} of ${tries})`).join(', ')}
    </p>
  )
}

/** "today", "on Thu 26 Nov". */
function onDay(now: number, at: number): string {
  const day = dayFrom(now, at)
  const word = inSentence(day)
  return word === day ? `on ${day}` : word
}
