import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { HideMethod } from '../../../shared/contract/caller-id.ts'
import { hidePresets } from '../../../shared/line/hide-presets.ts'
import { hasPrefix, presetOf, type CallerIdErrors, type CallerIdForm } from './caller-id-form.ts'
import { Choice } from '../controls/choice.tsx'

const chooseOrType = 'Choose, or type one'

const methods: readonly { readonly kind: HideMethod['kind']; readonly name: string }[] = [
  { kind: 'none', name: 'Not possible on this line' },
  { kind: 'prefix', name: 'A code before the number' },
  { kind: 'privacy-header', name: 'Privacy: id' },
  { kind: 'anonymous-from', name: 'Anonymous From, and Privacy: id' },
  { kind: 'prefix-and-headers', name: 'A code and Privacy: id' },
]

/** How this line asks for its number to be hidden, and what it can show instead. */
export function CallerIdFields(props: {
  form: CallerIdForm
  errors: CallerIdErrors
  onChange: (form: CallerIdForm) => void
  /** What is known of the way of hiding. */
  children?: ReactNode
}) {
  const { form, errors, onChange, children } = props
  const preset = hasPrefix(form) ? presetOf(form) : null
  return (
    <fieldset className="caller-id-fields">
      <legend>Hiding your number</legend>
      <Choice
        wide
        placeholder={chooseOrType}
        label="How this line is asked"
        value={form.kind}
        options={methods.map(({ kind, name }) => ({ id: kind, name, tag: '' }))}
        onChange={(kind) => onChange({ ...form, kind: kind as HideMethod['kind'] })}
      />
      {hasPrefix(form) && (
        <div className="fields">
          <Choice
            wide
            placeholder={chooseOrType}
            label="Codes by country"
            value={preset ? String(hidePresets.indexOf(preset)) : null}
            options={hidePresets.map(({ place, prefix, verified }, index) => ({
              id: String(index),
              name: `${codeOf(prefix)} · ${place}`,
              tag: verified ? 'verified' : 'unverified',
            }))}
            onChange={(index) => {
              const chosen = hidePresets[Number(index)]
              if (chosen) onChange({ ...form, prefix: chosen.prefix, region: chosen.region || form.region })
            }}
          />
          <Field
            label="Code"
            hint="{national} behind it dials the number as inside your country"
            value={form.prefix}
            error={errors.prefix}
            onChange={(prefix) => onChange({ ...form, prefix })}
          />
          {preset && (
            <div className="preset-says">
              {preset.trap && <p className="trap">{preset.trap}</p>}
              <p>
                {preset.verified ? 'Confirmed by ' : 'Not confirmed: call your own mobile first. '}
                {preset.source}
              </p>
            </div>
          )}
        </div>
      )}
      {children}
      <div className="fields">
        <Field
          label="Main number (optional)"
          value={form.mainNumber}
          error={errors.mainNumber}
          hint="Offered to be shown instead of yours"
          onChange={(mainNumber) => onChange({ ...form, mainNumber })}
        />
        <Field
          label="Country of the line"
          value={form.region}
          error={errors.region}
          hint="Like CA. Empty: this computer’s, for the rules"
          onChange={(region) => onChange({ ...form, region })}
        />
      </div>
      {form.mainNumber.trim() !== '' && (
        <Check isSelected={form.mainNumberNamed} onChange={(mainNumberNamed) => onChange({ ...form, mainNumberNamed })}>
          Name the main number in P-Preferred-Identity too
          <small>For providers that read that before From, such as Telnyx</small>
        </Check>
      )}
      {form.kind !== 'none' && (
        <Check
          isSelected={form.withholdsEveryAddress}
          onChange={(withholdsEveryAddress) => onChange({ ...form, withholdsEveryAddress })}
        >
          Withhold every address of my own network in a hidden call
          <small>
            The price: without a TURN server most servers send no sound. If this is off, they are told where there would
            be no sound otherwise.
          </small>
        </Check>
      )}
      {form.kind !== 'none' && (
        <Check isSelected={form.hideByDefault} onChange={(hideByDefault) => onChange({ ...form, hideByDefault })}>
          Ask for it on every call of this line
        </Check>
      )}
    </fieldset>
  )
}

function Check(props: { isSelected: boolean; onChange: (isSelected: boolean) => void; children: ReactNode }) {
  const { isSelected, onChange, children } = props
  return (
    <Checkbox className="check" isSelected={isSelected} onChange={onChange}>
      <i aria-hidden="true" />
      <span>{children}</span>
    </Checkbox>
  )
}

function Field(props: {
  label: string
  value: string
  error: string | undefined
  hint?: string
  onChange: (value: string) => void
}) {
  const { label, value, error, hint, onChange } = props
  return (
    <TextField
      className="field"
      value={value}
      maxLength={40}
      isInvalid={error !== undefined}
      autoComplete="off"
      spellCheck="false"
      onChange={onChange}
    >
      <Label>{label}</Label>
      <Input />
      {error ? (
        <FieldError className="field-error">{error}</FieldError>
      ) : (
        hint && <span className="field-hint">{hint}</span>
      )}
    </TextField>
  )
}

function codeOf(prefix: string): string {
  return prefix.replace(/\{\w+\}$/, '')
}
