import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'
import type { LineErrors, LineField, LineForm } from './line-words.ts'

export interface FieldText {
  readonly field: LineField
  readonly label: string
  readonly hint?: string
  readonly placeholder?: string
  readonly wide?: boolean
  readonly maxLength: number
}

/** The fields of a line, each with its own error below it. */
export function LineFields(props: {
  fields: readonly FieldText[]
  form: LineForm
  errors: LineErrors
  focus: LineField | null
  onChange: (form: LineForm) => void
}) {
  const { fields, form, errors, focus, onChange } = props
  return (
    <div className="fields">
      {fields.map(({ field, label, hint, placeholder, wide, maxLength }) => (
        <TextField
          key={field}
          name={field}
          className={wide ? 'field wide' : 'field'}
          type={field === 'password' ? 'password' : 'text'}
          value={form[field]}
          maxLength={maxLength}
          isInvalid={errors[field] !== undefined}
          autoComplete="off"
          spellCheck="false"
          // The field that the trouble is about is where the rep wants to be.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={field === focus}
          onChange={(value) => onChange({ ...form, [field]: value })}
        >
          <Label>{label}</Label>
          <Input {...(placeholder && { placeholder })} />
          {errors[field] ? (
            <FieldError className="field-error">{errors[field]}</FieldError>
          ) : (
            hint && (
              <Text slot="description" className="field-hint">
                {hint}
              </Text>
            )
          )}
        </TextField>
      ))}
    </div>
  )
}
