import { linePresets, type LinePreset } from '../../../shared/line/line-presets.ts'
import { Choice } from '../controls/choice.tsx'

/** What kind of server it is: fills in what its documentation confirms, and says where the rest is to be found. */
export function LinePresetChoice(props: { preset: LinePreset | null; onChange: (preset: LinePreset) => void }) {
  const { preset, onChange } = props
  return (
    <div className="line-preset">
      <Choice
        label="Phone system"
        placeholder="Choose, to have filled in what is known"
        value={preset?.id ?? null}
        options={linePresets.map(({ id, name, source }) => ({ id, name, tag: source ? '' : 'unverified' }))}
        onChange={(id) => {
          const chosen = linePresets.find((one) => one.id === id)
          if (chosen) onChange(chosen)
        }}
      />
      {preset && (
        <div className="preset-says">
          <p>{preset.where}</p>
          {preset.needs && <p>{preset.needs}</p>}
          <p>{preset.source ? `Confirmed by ${preset.source}.` : 'Unverified: nothing is filled in.'}</p>
        </div>
      )}
    </div>
  )
}
