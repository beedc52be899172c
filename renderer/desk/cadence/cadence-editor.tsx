import { cadenceIn, errorsInCadence, type CadenceForm } from './cadence-form.ts'
import { otherNames, storedCadence } from './cadences-store.ts'
import { savingInWords, stopWords } from './cadence-words.ts'
import { Action } from '../controls/action.tsx'
import { NumberField, PartChips, type Editing } from './cadence-fields.tsx'
import { BetweenRows, DetourRows, ScriptRows } from './cadence-rows.tsx'
import { CadenceMessages } from './cadence-messages.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { Check } from '../controls/check.tsx'
import { PlainField } from '../controls/plain-field.tsx'
import { TypedBefore } from '../controls/typed-before.tsx'

/** A cadence as data: every rule with its sentence. What is typed is kept until it is saved or given up. */
export function CadenceEditor({ form }: { form: CadenceForm }) {
  const desk = useCadencesDesk()
  const { makeDefault, type, save, startOver } = useCadences()
  const errors = errorsInCadence(form, otherNames(desk))
  const isWrong = Object.keys(errors).length > 0
  const stored = storedCadence(desk)
  const isTyped = desk.typed[form.cadenceId] !== undefined
  const typedBefore = desk.typedBefore[form.cadenceId]
  return (
    <form
      className="cadence-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong) save()
      }}
    >
      <div className="cadence-fields">
        {typedBefore !== undefined && <TypedBefore at={typedBefore} onDiscard={startOver} />}
        <div className="cadence-about">
          <PlainField
            label="Name"
            value={form.name}
            maxLength={60}
            error={errors['name']}
            onChange={(name) => type({ name })}
          />
          <PlainField
            label="Idea behind it"
            value={form.belief}
            maxLength={400}
            hint="The position it takes, in a sentence or two."
            onChange={(belief) => type({ belief })}
          />
        </div>
        <Rhythm form={form} errors={errors} />
        <DayParts form={form} errors={errors} />
        <CadenceMessages form={form} errors={errors} />
        <BetweenRows form={form} errors={errors} />
        <DetourRows form={form} errors={errors} />
        <ScriptRows form={form} errors={errors} />
        <Stops form={form} />
      </div>
      <div className="form-actions cadence-actions">
        <Action tone="primary" submits disabled={isWrong || !isTyped} pressed={desk.saving}>
          Save
        </Action>
        {stored && (
          <Check
            isSelected={desk.known?.defaultCadenceId === form.cadenceId}
            onChange={(isOn) => makeDefault(isOn ? form.cadenceId : null)}
          >
            Put new contacts on it
          </Check>
        )}
        {isTyped && <Action onPress={startOver}>{stored ? 'Start over' : 'Give it up'}</Action>}
        <output className="soft">
          {isWrong
            ? 'Something is not right yet: see the fields in red.'
            : isTyped
              ? savingInWords(stored, cadenceIn(form))
              : desk.savedId === form.cadenceId
                ? 'Saved.'
                : 'What you type is kept, saved or not.'}
        </output>
      </div>
    </form>
  )
}

function Rhythm({ form, errors }: Editing) {
  const { type } = useCadences()
  const both = { form, errors }
  return (
    <fieldset>
      <legend>Calls</legend>
      <div className="number-fields">
        <NumberField
          {...both}
          of="maxTries"
          label="Calls at most"
          hint="Then it stops. Calls that failed do not count."
        />
        <NumberField
          {...both}
          of="spanDays"
          label="Days at most"
          hint="From the first call on. Pauses and leave use up none of them."
        />
        <NumberField {...both} of="least" label="Days between, at least" hint="No two days of calling are closer." />
        <NumberField
          {...both}
          of="most"
          label="Days between, at most"
          hint="Longer only where that gives another time."
        />
        <NumberField
          {...both}
          of="answeredGapDays"
          label="After they answered"
          hint="Days until the follow-up, if nothing was promised."
        />
      </div>
      <Check isSelected={form.hidden} onChange={(hidden) => type({ hidden })}>
        Hide the number on its calls, where that is lawful
      </Check>
      <Check isSelected={form.sameDay} onChange={(sameDay) => type({ sameDay })}>
        More than one call on one day, at different times
      </Check>
      {form.sameDay && (
        <div className="number-fields">
          <NumberField {...both} of="sameDayTries" label="Calls on one day" hint="Never two in one part of the day." />
          <NumberField {...both} of="sameDayHours" label="Hours between them" hint="At least so many." />
        </div>
      )}
    </fieldset>
  )
}

function DayParts({ form, errors }: Editing) {
  const { type } = useCadences()
  return (
    <fieldset>
      <legend>Parts of the day</legend>
      <PartChips of="its calls" chosen={form.parts} onChange={(chosen) => type({ parts: chosen })} />
      <p className={errors['parts'] ? 'field-error' : 'field-hint'}>
        {errors['parts'] ??
          'On their clock: no weekday and part again within four tries or ten days, and six different ones in the first ten tries, where the hours allow it.'}
      </p>
    </fieldset>
  )
}

const reasons = Object.keys(stopWords) as (keyof typeof stopWords)[]

function Stops({ form }: { form: CadenceForm }) {
  const { type } = useCadences()
  return (
    <fieldset>
      <legend>What stops it</legend>
      <div className="stops">
        {reasons.map((reason) => (
          <Check
            key={reason}
            isSelected={reason === 'asked-not-to-be-called' || form.stopsOn.includes(reason)}
            onChange={(isOn) =>
              type({ stopsOn: reasons.filter((one) => (one === reason ? isOn : form.stopsOn.includes(one))) })
            }
          >
            {stopWords[reason]}
          </Check>
        ))}
      </div>
      <p className="field-hint">Asking not to be called stops every cadence, whatever it says here.</p>
    </fieldset>
  )
}
