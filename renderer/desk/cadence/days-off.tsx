import { useEffect } from 'react'
import type { DaysOff as Span, UnderstoodDays } from '../../../shared/contract/days-off-bridge.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { isMac } from '../frame/actions.ts'
import { daysLong, doneInWords, fallsInWords, spanInWords, usualName } from './days-off-desk.ts'
import { dayField } from '../compliance/log.ts'
import { Action } from '../controls/action.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { PlainField } from '../controls/plain-field.tsx'

/** Holidays and vacations of the rep's own: what falls on them moves on, and nothing piles up. */
export function DaysOff({ now }: { now: number }) {
  const { all, done, isBusy } = useCadencesDesk().daysOff
  const { undoDaysOff } = useCadences()
  useUndoKey(done !== null, undoDaysOff)
  const isPast = ({ last }: Span) => last < dayField(now)
  return (
    <div className="days-off">
      <DaysOffForm now={now} />
      <output className="days-off-done">
        {done && (
          <span className="note calm">
            <span>{doneInWords(done, now)}</span>
            <Action size="small" hotkey={isMac() ? '⌘Z' : 'Ctrl+Z'} pressed={isBusy} onPress={undoDaysOff}>
              Undo
            </Action>
          </span>
        )}
      </output>
      {!all && <p className="log-empty">Reading …</p>}
      {all && <Spans title="Coming" spans={all.filter((span) => !isPast(span))} now={now} />}
      {all?.some(isPast) && (
        <details className="days-off-past">
          <summary>Past</summary>
          <Spans title="Past" spans={all.filter(isPast).toReversed()} now={now} />
        </details>
      )}
    </div>
  )
}

/** The one for undo, unless there is something typed in the field that it could be meant for. */
function useUndoKey(isOn: boolean, undo: () => void) {
  useEffect(() => {
    if (!isOn) return
    const pressed = (event: KeyboardEvent) => {
      const { target } = event
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return
      if (target instanceof HTMLInputElement && target.value !== '') return
      event.preventDefault()
      if (!event.repeat) undo()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isOn, undo])
}

function DaysOffForm({ now }: { now: number }) {
  const { written, name, read, isBusy } = useCadencesDesk().daysOff
  const { addDaysOff, typeDaysOff } = useCadences()
  const understood = read && !('code' in read) ? read : null
  return (
    <form
      className="days-off-form"
      onSubmit={(event) => {
        event.preventDefault()
        addDaysOff()
      }}
    >
      <PlainField
        label="Days"
        value={written}
        maxLength={120}
        placeholder="24 dec - 2 jan"
        focus
        onChange={(text) => typeDaysOff({ written: text })}
      />
      <PlainField
        label="Name"
        value={name}
        maxLength={80}
        placeholder={understood ? usualName(understood) : 'Vacation'}
        onChange={(text) => typeDaysOff({ name: text })}
      />
      <Action tone="primary" submits hotkey="Enter" disabled={!understood} pressed={isBusy}>
        Take off
      </Action>
      <Pickers understood={understood} />
      <output className="understood">
        {read && 'code' in read && <span className="not-understood">{sentenceFor(read)}</span>}
        {understood && (
          <span>
            <b>{spanInWords(understood, now)}</b>, {daysLong(understood)}. {fallsInWords(understood, now)}
          </span>
        )}
        {!read && !written.trim() && <span>Promises and calls that were asked for stay, on any day.</span>}
      </output>
    </form>
  )
}

/** The same days, picked. */
function Pickers({ understood }: { understood: UnderstoodDays | null }) {
  const { typeDaysOff } = useCadences()
  const [first, last] = [understood?.first ?? '', understood?.last ?? '']
  const write = (from: string, until: string) => {
    if (from && until) typeDaysOff({ written: from >= until ? from : `${from} to ${until}` })
  }
  return (
    <div className="days-off-picks">
      <span>or</span>
      <input
        className="day-input"
        type="date"
        aria-label="First day"
        value={first}
        onChange={({ currentTarget: { value } }) => write(value, last < value ? value : last)}
      />
      <span>to</span>
      <input
        className="day-input"
        type="date"
        aria-label="Last day"
        value={last}
        min={first}
        onChange={({ currentTarget: { value } }) => write(first || value, value)}
      />
    </div>
  )
}

function Spans({ title, spans, now }: { title: string; spans: readonly Span[]; now: number }) {
  const { isBusy } = useCadencesDesk().daysOff
  const { removeDaysOff } = useCadences()
  if (spans.length === 0) {
    return (
      <p className="framed-none">
        No days off are coming. On a holiday or in a vacation no cadence calls anybody: what falls on it moves on,
        spread over the days after it.
      </p>
    )
  }
  return (
    <ul className="framed days-off-spans" aria-label={title}>
      {spans.map((span) => (
        <li key={span.daysOffId}>
          <span className="days-off-when">
            <b>{spanInWords(span, now)}</b>
            <small>{daysLong(span)}</small>
          </span>
          <span className="days-off-what">
            <span title={span.name}>
              <bdi>{span.name}</bdi>
            </span>
            {span.moved > 0 && (
              <small>{span.moved === 1 ? '1 follow-up moved' : `${span.moved} follow-ups moved`}</small>
            )}
          </span>
          <Action size="small" about={span.name} pressed={isBusy} onPress={() => removeDaysOff(span.daysOffId)}>
            Remove
          </Action>
        </li>
      ))}
    </ul>
  )
}
