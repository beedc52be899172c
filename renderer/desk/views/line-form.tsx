import { useRef, useState, type ReactNode } from 'react'
import { Form } from 'react-aria-components/Form'
import type { LineId } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/line.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import { errorsIn, formOf, lineWish, type LineField } from '../state/line-form.ts'
import { callerIdFormOf, callerIdWishes, errorsInCallerId } from '../state/caller-id-form.ts'
import { Action } from './action.tsx'
import { CallerIdFields } from './caller-id-fields.tsx'
import { useIntents } from './intents-context.ts'
import { TrialNote } from './trial-note.tsx'
import { LineFields, type FieldText } from './line-fields.tsx'

/** Fields, Save, and what has to be put right first: errors appear with the first Save, and go as they are mended. */
export function SaveLineForm(props: {
  desk: Desk
  kind: Line['kind']
  /** The line that is edited; null for a new one. */
  line: Line | null
  newLineId: () => LineId
  fields: readonly FieldText[]
  /** A password is kept for this line and need not be typed again. */
  stored: boolean
  focus: LineField | null
  children?: ReactNode
}) {
  const { desk, kind, line, newLineId, fields, stored, focus, children } = props
  const { saveLine } = useIntents()
  const [form, setForm] = useState(() => formOf(line))
  const [callerId, setCallerId] = useState(() => callerIdFormOf(line))
  const [saved, setSaved] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const errors = errorsIn(form, kind, stored)
  const callerIdErrors = kind === 'sip' ? errorsInCallerId(callerId) : {}

  function save() {
    setSaved(true)
    const wrong = fields.find(({ field }) => errors[field])
    if (wrong) {
      element.current?.querySelector<HTMLInputElement>(`input[name="${wrong.field}"]`)?.focus()
      return
    }
    if (Object.keys(callerIdErrors).length > 0) return
    const wish = lineWish(kind === 'practice' ? { ...form, name: line?.name ?? 'Practice line' } : form, {
      ...line,
      ...(kind === 'sip' && callerIdWishes(callerId)),
      lineId: line?.lineId ?? newLineId(),
      kind,
    })
    saveLine(wish)
  }

  const typed = JSON.stringify(callerIdWishes(callerId).hideMethod)
  const inUse = line !== null && typed === JSON.stringify(line.hideMethod)
  const trialNote = callerId.kind !== 'none' && <TrialNote trial={desk.facts?.hideTrial.last ?? null} inUse={inUse} />

  return (
    <Form
      ref={element}
      className="line-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <LineFields fields={fields} form={form} errors={saved ? errors : {}} focus={focus} onChange={setForm} />
      {kind === 'sip' && (
        <CallerIdFields form={callerId} errors={saved ? callerIdErrors : {}} onChange={setCallerId}>
          {trialNote}
        </CallerIdFields>
      )}
      <div className="dialog-deeds">
        {children}
        <Action
          tone={kind === 'sip' ? 'primary' : 'plain'}
          submits
          hotkey="Enter"
          pressed={isPressed(desk, 'line.use', '')}
        >
          {kind === 'sip' ? 'Save and use this line' : 'Save'}
        </Action>
      </div>
    </Form>
  )
}
