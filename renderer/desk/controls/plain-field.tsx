import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextField } from 'react-aria-components/TextField'

/** A field of text, with its hint, or its error, below it. */
export function PlainField(props: {
  label: string
  value: string
  maxLength: number
  type?: 'text' | 'password' | 'date'
  placeholder?: string
  hint?: string
  error?: string | undefined
  focus?: boolean
  wide?: boolean
  onChange: (value: string) => void
}) {
  const { label, value, maxLength, type = 'text', placeholder, hint, error, focus = false, wide, onChange } = props
  return (
    <TextField
      className={wide ? 'field wide' : 'field'}
      type={type}
      value={value}
      maxLength={maxLength}
      isInvalid={error !== undefined}
      autoComplete="off"
      spellCheck="false"
      // Where it was opened to be typed into.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={focus}
      onChange={onChange}
    >
      <Label>{label}</Label>
      <Input {...(placeholder && { placeholder })} />
      {error && <FieldError className="field-error">{error}</FieldError>}
      {!error && hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
    </TextField>
  )
}
