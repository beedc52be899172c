import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { ComplianceEntry } from '../../../shared/contract/compliance-log.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { dayField, logKinds, whatHappened, withDays, withKinds } from './log.ts'
import { clock, dayFrom } from '../controls/times.ts'
import { keys } from '../frame/shortcuts.ts'
import { ruleInWords } from '../call/words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** Every hidden call, override and drop, newest first. */
export function ComplianceLog({ desk, facts }: { desk: Desk; facts: DeskState }) {
  const { openLists, openLog, exportLog } = useIntents()
  const { log, logFilter, logExported } = desk
  const count = log?.entries.length ?? 0
  return (
    <main className="log">
      <header className="log-head">
        <div>
          <h1>Compliance log</h1>
          <p>Every hidden call, override and drop. This is information, not legal advice.</p>
        </div>
        <div className="log-actions">
          <Action size="small" hotkey={keys.lists} onPress={() => openLists(true)}>
            Do-not-call lists
          </Action>
          <Button className="close" onPress={() => openLog(false)}>
            Back <kbd aria-hidden="true">Esc</kbd>
          </Button>
        </div>
      </header>
      <Filters desk={desk} facts={facts} />
      <div className="log-count">
        <output>
          {logExported
            ? `${logExported.rows} ${logExported.rows === 1 ? 'row' : 'rows'} written to ${logExported.path}`
            : log
              ? `${log.more ? 'The newest ' : ''}${count} ${count === 1 ? 'call' : 'calls'}${log.more ? '; the export has all of them' : ''}`
              : 'Reading …'}
        </output>
        <Action
          size="small"
          disabled={count === 0}
          pressed={isPressed(desk, 'complianceLog.export', '')}
          onPress={() => exportLog(logFilter)}
        >
          Export as CSV
        </Action>
      </div>
      {log && count === 0 && <p className="log-empty">Nothing logged yet.</p>}
      {log && count > 0 && (
        // Rows can be scrolled with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="log-rows" tabIndex={0} aria-label="Entries">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">How it ended</th>
              </tr>
            </thead>
            <tbody>
              {log.entries.map((entry) => (
                <Entry key={entry.attemptId ?? `trial ${entry.startedAt}`} entry={entry} now={facts.now} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </main>
  )
}

function Filters({ desk, facts }: { desk: Desk; facts: DeskState }) {
  const { readLog } = useIntents()
  const { logFilter } = desk
  const { kinds, from, until, contactId } = logFilter
  const days = [dayField(from), dayField(until, 1)] as const
  return (
    <div className="log-filters">
      <fieldset className="log-kinds" aria-label="Kinds">
        {logKinds.map(({ kind, name }) => (
          <ToggleButton
            key={kind}
            className="chip"
            isSelected={kinds.includes(kind)}
            onChange={(wanted) =>
              readLog(withKinds(logFilter, wanted ? [...kinds, kind] : kinds.filter((each) => each !== kind)))
            }
          >
            <bdi>{name}</bdi>
          </ToggleButton>
        ))}
        {facts.card && (
          <ToggleButton
            className="chip"
            isSelected={contactId !== null}
            onChange={(only) => readLog({ ...logFilter, contactId: only && facts.card ? facts.card.contactId : null })}
          >
            Only <bdi>{facts.card.name}</bdi>
          </ToggleButton>
        )}
      </fieldset>
      <div className="log-days">
        <TextField
          className="log-day"
          type="date"
          value={days[0]}
          onChange={(day) => readLog(withDays(logFilter, day, days[1]))}
        >
          <Label>From</Label>
          <Input className="day-input" />
        </TextField>
        <TextField
          className="log-day"
          type="date"
          value={days[1]}
          onChange={(day) => readLog(withDays(logFilter, days[0], day))}
        >
          <Label>To</Label>
          <Input className="day-input" />
        </TextField>
      </div>
    </div>
  )
}

function Entry({ entry, now }: { entry: ComplianceEntry; now: number }) {
  const { startedAt, name, company, number, overriddenRules, outcome } = entry
  return (
    <tr>
      <td>
        {dayFrom(now, startedAt)} <span className="soft">{clock(startedAt)}</span>
      </td>
      <td>
        <b>
          <bdi>{name}</bdi>
        </b>
        <span className="soft">
          <bdi>{company}</bdi>
        </span>
        <span className="soft">{number}</span>
      </td>
      <td>
        {whatHappened(entry).map((line) => (
          <span key={line}>{line}</span>
        ))}
        {overriddenRules.map(({ rule, reason }) => (
          <span className="soft" key={`${rule} ${reason}`}>
            {ruleInWords(rule)} {reason}
          </span>
        ))}
      </td>
      <td>{outcome ? outcomeInWords(outcome) : 'Under way'}</td>
    </tr>
  )
}
