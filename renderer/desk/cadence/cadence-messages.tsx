import type { SeriesId } from '../../../shared/ids.ts'
import type { SideForm } from './cadence-form.ts'
import { policyWords } from './cadence-words.ts'
import { Action } from '../controls/action.tsx'
import { NumberField, type Editing } from './cadence-fields.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { PlainField } from '../controls/plain-field.tsx'

type Policy = keyof typeof policyWords
const policies = Object.keys(policyWords) as Policy[]

/** Whether a voicemail gets a message, and which. */
export function CadenceMessages({ form, errors }: Editing) {
  const { known } = useCadencesDesk()
  const { type } = useCadences()
  const both = { form, errors }
  const series = known?.series ?? []
  const chosen = series.find(({ seriesId }) => seriesId === form.seriesId)
  return (
    <fieldset>
      <legend>Messages</legend>
      <div className="choice-fields">
        <label className="choice-field">
          <span>A message is left</span>
          <select
            value={form.message}
            onChange={({ currentTarget }) => type({ message: currentTarget.value as Policy })}
          >
            {policies.map((policy) => (
              <option key={policy} value={policy}>
                <bdi>{policyWords[policy].name}</bdi>
              </option>
            ))}
          </select>
          <small className="field-hint">{policyWords[form.message].says}</small>
        </label>
        {form.message !== 'never' && (
          <label className="choice-field">
            <span>From the series</span>
            <select
              value={chosen?.seriesId ?? ''}
              onChange={({ currentTarget }) => type({ seriesId: (currentTarget.value || null) as SeriesId | null })}
            >
              <option value="">None: no message is left</option>
              {series.map(({ seriesId, name, recordings }) => (
                <option key={seriesId} value={seriesId}>
                  <bdi>{name}</bdi> ({recordings.length})
                </option>
              ))}
            </select>
            <small className="field-hint">
              {chosen
                ? `In this order, none twice to a contact: ${chosen.recordings.join(', ') || 'it is empty'}.`
                : 'Series are made in the studio.'}
            </small>
          </label>
        )}
      </div>
      <div className="number-fields">
        {form.message === 'after-unanswered' && (
          <>
            <NumberField {...both} of="tries" label="Unanswered calls before" hint="No message until so many." />
            <NumberField {...both} of="times" label="Messages at most" hint="Then calls go on without one." />
          </>
        )}
        {form.message !== 'never' && form.message !== 'split' && (
          <NumberField
            {...both}
            of="messageGapDays"
            label="Days between messages"
            hint="However often is called; 0: no wait."
          />
        )}
      </div>
      {form.message === 'split' && <Sides {...both} recordings={chosen?.recordings ?? []} />}
    </fieldset>
  )
}

function Sides({ form, errors, recordings }: Editing & { recordings: readonly string[] }) {
  const { type } = useCadences()
  const { sides } = form
  const put = (at: number, change: Partial<SideForm>) =>
    type({ sides: sides.map((side, index) => (index === at ? { ...side, ...change } : side)) })
  const places = Math.max(recordings.length, ...sides.map(({ place }) => Number(place)))
  return (
    <div className="edit-rows">
      {sides.map(({ side, weight, place }, at) => (
        // A side has nothing but its place while its name is typed.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset className="edit-row" key={at} aria-label={`Side ${at + 1}`}>
          <PlainField label="Side" value={side} maxLength={60} onChange={(value) => put(at, { side: value })} />
          <PlainField label="Weight" value={weight} maxLength={3} onChange={(value) => put(at, { weight: value })} />
          <label className="choice-field">
            <span>Leaves</span>
            <select value={place} onChange={({ currentTarget }) => put(at, { place: currentTarget.value })}>
              <option value="">No message</option>
              {Array.from({ length: places }, (_, index) => (
                <option key={recordings[index] ?? index} value={String(index + 1)}>
                  {recordings[index] ?? `Message ${index + 1}, not recorded yet`}
                </option>
              ))}
            </select>
          </label>
          <Action
            size="small"
            about={`side ${at + 1}`}
            disabled={sides.length <= 2}
            onPress={() => type({ sides: sides.filter((_, index) => index !== at) })}
          >
            Remove
          </Action>
          {errors[`sides.${at}`] && <p className="field-error">{errors[`sides.${at}`]}</p>}
        </fieldset>
      ))}
      <p className="field-hint">A side of weight 2 is drawn twice as often as one of weight 1.</p>
      <Action size="small" onPress={() => type({ sides: [...sides, { side: '', weight: '1', place: '' }] })}>
        Add a side
      </Action>
    </div>
  )
}
