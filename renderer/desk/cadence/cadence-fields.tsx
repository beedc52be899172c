import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { CadenceErrors, CadenceForm } from './cadence-form.ts'
import { dayParts, type DayPart } from '../../../shared/time/day-hours.ts'
import { partInWords } from './cadence-words.ts'
import { useCadences } from './cadences-context.ts'
import { PlainField } from '../controls/plain-field.tsx'

/* What the parts of the cadence editor are made of. */

export interface Editing {
  readonly form: CadenceForm
  readonly errors: CadenceErrors
}

/** A whole number with its sentence. */
export function NumberField(props: {
  label: string
  of:
    | 'maxTries'
    | 'spanDays'
    | 'least'
    | 'most'
    | 'answeredGapDays'
    | 'sameDayTries'
    | 'sameDayHours'
    | 'tries'
    | 'times'
    | 'messageGapDays'
  form: CadenceForm
  errors: CadenceErrors
  hint: string
}) {
  const { label, of, form, errors, hint } = props
  const { type } = useCadences()
  return (
    <PlainField
      label={label}
      value={form[of]}
      maxLength={4}
      hint={hint}
      error={errors[of]}
      onChange={(value) => type({ [of]: value })}
    />
  )
}

export function PartChips(props: { of: string; chosen: readonly DayPart[]; onChange: (chosen: DayPart[]) => void }) {
  const { of, chosen, onChange } = props
  return (
    <fieldset className="part-chips" aria-label={`Parts of the day for ${of}`}>
      {dayParts.map((part) => (
        <ToggleButton
          key={part}
          className="chip"
          isSelected={chosen.includes(part)}
          onChange={(isOn) => onChange(dayParts.filter((one) => (one === part ? isOn : chosen.includes(one))))}
        >
          <bdi>{partInWords(part).name}</bdi> <small>{partInWords(part).hours}</small>
        </ToggleButton>
      ))}
    </fieldset>
  )
}

/** Text of several lines. */
export function LongField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { label, value, onChange } = props
  return (
    <TextField className="field wide" value={value} maxLength={4000} onChange={onChange}>
      <Label>{label}</Label>
      <TextArea rows={2} />
    </TextField>
  )
}
