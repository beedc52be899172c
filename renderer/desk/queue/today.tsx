import type { DeskState } from '../../../shared/contract/bridge.ts'
import { sessionFigures } from '../outcome/assistant-desk.ts'
import type { Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { day, duration } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { useContacts } from '../contact/contacts-context.ts'
import { AskHours } from '../cadence/ask-hours.tsx'
import { PauseAll } from './pause-all.tsx'

/** How far the day is, and what is done with it: go from call to call, or rest. */
export function Today({ desk, facts }: { desk: Desk; facts: DeskState }) {
  const { resumeAll, turnSession } = useIntents()
  const { openAll } = useContacts()
  const { session } = desk.assistant
  const { counts, items, pausedUntil, today } = facts.queue
  const total = today.done + today.left
  const late = items.filter((item) => item.late !== null).length
  const figures = session && sessionFigures(session, facts)
  return (
    <section className="day" aria-label="Today">
      <h2>
        Today{' '}
        <span>
          <b>{today.done}</b> of {total} done
        </span>
      </h2>
      <progress aria-label="Done today" value={today.done} max={Math.max(1, total)} />
      <p className="day-counts">
        {late > 0 && <b className="late">{late} late</b>}
        <span>{counts.promised + counts.callback} promised</span>
        <span>{counts.now} now</span>
        <span>{counts.later} later</span>
      </p>
      {counts.none > 0 && (
        <p className="day-holds">
          <Action size="small" tone="link" onPress={() => openAll('none')}>
            {`${counts.none} on no cadence`}
          </Action>
        </p>
      )}
      {figures && (
        <p className="day-session">
          Session: {figures.calls} {figures.calls === 1 ? 'call' : 'calls'}, {figures.reached} reached in{' '}
          {duration(figures.ms)}
        </p>
      )}
      {pausedUntil !== null && (
        <p className="day-paused">All cadences rest until {day(pausedUntil)}. Promises and callbacks do not.</p>
      )}
      <AskHours />
      <div className="day-actions">
        <Action size="small" hotkey={keys.session} onPress={turnSession}>
          {session ? 'End session' : 'Start session'}
        </Action>
        {pausedUntil === null ? (
          <PauseAll desk={desk} />
        ) : (
          <Action size="small" hotkey={keys.pause} onPress={resumeAll}>
            Resume all
          </Action>
        )}
      </div>
    </section>
  )
}
