import type { BetweenForm, DetourForm, ScriptForm } from './cadence-form.ts'
import { detourWords, kindWords } from './cadence-words.ts'
import { Action } from '../controls/action.tsx'
import { LongField, PartChips, type Editing } from './cadence-fields.tsx'
import { useCadences } from './cadences-context.ts'
import { PlainField } from '../controls/plain-field.tsx'

const replaced = <T,>(rows: readonly T[], at: number, change: Partial<T>): T[] =>
  rows.map((row, index) => (index === at ? { ...row, ...change } : row))
const without = <T,>(rows: readonly T[], at: number): T[] => rows.filter((_, index) => index !== at)

const kinds = ['letter', 'email', 'task'] as const

/** Letters, emails and tasks between the calls. */
export function BetweenRows({ form: { between }, errors }: Editing) {
  const { type } = useCadences()
  const put = (at: number, change: Partial<BetweenForm>) => type({ between: replaced(between, at, change) })
  return (
    <fieldset>
      <legend>Between the calls</legend>
      {between.length === 0 && <p className="field-hint">Nothing: only calls.</p>}
      <div className="edit-rows">
        {between.map(({ kind, name, every, script }, at) => (
          // A row has nothing but its place while its name is typed.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset className="edit-row" key={at} aria-label={`Step ${at + 1}`}>
            <label className="choice-field">
              <span>Kind</span>
              <select
                value={kind}
                onChange={({ currentTarget }) => put(at, { kind: currentTarget.value as BetweenForm['kind'] })}
              >
                {kinds.map((one) => (
                  <option key={one} value={one}>
                    {kindWords[one].one}
                  </option>
                ))}
              </select>
            </label>
            <PlainField label="Name" value={name} maxLength={80} onChange={(value) => put(at, { name: value })} />
            <PlainField
              label="After every … unanswered calls"
              value={every}
              maxLength={4}
              onChange={(value) => put(at, { every: value })}
            />
            <Remove what={`step ${at + 1}`} onPress={() => type({ between: without(between, at) })} />
            <LongField
              label="Its text, or what to think of"
              value={script}
              onChange={(value) => put(at, { script: value })}
            />
            <Wrong error={errors[`between.${at}`]} />
          </fieldset>
        ))}
      </div>
      {between.length < 12 && (
        <Action
          size="small"
          onPress={() => type({ between: [...between, { kind: 'letter', name: '', every: '2', script: '' }] })}
        >
          Add a step
        </Action>
      )}
    </fieldset>
  )
}

const ways = ['receptionist', 'directory'] as const

/** Ways round a phone that nobody answers. */
export function DetourRows({ form: { detours }, errors }: Editing) {
  const { type } = useCadences()
  const put = (at: number, change: Partial<DetourForm>) => type({ detours: replaced(detours, at, change) })
  return (
    <fieldset>
      <legend>Ways round a phone that nobody answers</legend>
      <p className="field-hint">Suggested with a call; the receptionist knows when the person is in.</p>
      <div className="edit-rows">
        {detours.map(({ by, every, parts }, at) => (
          // A row is its place.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset className="edit-row" key={at} aria-label={`Way round ${at + 1}`}>
            <label className="choice-field">
              <span>Way</span>
              <select
                value={by}
                onChange={({ currentTarget }) => put(at, { by: currentTarget.value as DetourForm['by'] })}
              >
                {ways.map((one) => (
                  <option key={one} value={one}>
                    {detourWords[one]}
                  </option>
                ))}
              </select>
            </label>
            <PlainField
              label="On every …th call"
              value={every}
              maxLength={4}
              onChange={(value) => put(at, { every: value })}
            />
            <Remove what={`way round ${at + 1}`} onPress={() => type({ detours: without(detours, at) })} />
            <PartChips of={`way round ${at + 1}`} chosen={parts} onChange={(chosen) => put(at, { parts: chosen })} />
            <Wrong error={errors[`detours.${at}`]} />
          </fieldset>
        ))}
      </div>
      <Action
        size="small"
        onPress={() =>
          type({ detours: [...detours, { by: 'directory', every: '3', parts: ['early', 'evening', 'weekend'] }] })
        }
      >
        Add a way round
      </Action>
    </fieldset>
  )
}

/** What to say in a call. */
export function ScriptRows({ form: { scripts }, errors }: Editing) {
  const { type } = useCadences()
  const put = (at: number, change: Partial<ScriptForm>) => type({ scripts: replaced(scripts, at, change) })
  const next = String(Math.max(0, ...scripts.map(({ from }) => Number(from) || 0)) + 1)
  return (
    <fieldset>
      <legend>Scripts and talking points</legend>
      <p className="field-hint">Shown during a call: the last one that its number has come to.</p>
      <div className="edit-rows">
        {scripts.map(({ from, text }, at) => (
          // A row is its place.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset className="edit-row" key={at} aria-label={`Script ${at + 1}`}>
            <PlainField label="From call" value={from} maxLength={4} onChange={(value) => put(at, { from: value })} />
            <Remove what={`script ${at + 1}`} onPress={() => type({ scripts: without(scripts, at) })} />
            <LongField label="What to say" value={text} onChange={(value) => put(at, { text: value })} />
            <Wrong error={errors[`scripts.${at}`]} />
          </fieldset>
        ))}
      </div>
      {scripts.length < 20 && (
        <Action size="small" onPress={() => type({ scripts: [...scripts, { from: next, text: '' }] })}>
          Add a script
        </Action>
      )}
    </fieldset>
  )
}

function Remove({ what, onPress }: { what: string; onPress: () => void }) {
  return (
    <Action size="small" about={what} onPress={onPress}>
      Remove
    </Action>
  )
}

function Wrong({ error }: { error: string | undefined }) {
  return error ? <p className="field-error">{error}</p> : null
}
