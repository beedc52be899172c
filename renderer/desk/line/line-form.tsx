import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Form } from 'react-aria-components/Form'
import type { LineId } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { linePresets, type LinePreset } from '../../../shared/line/line-presets.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { errorsIn, formOf, goesElsewhere, lineInput, type LineField } from './line-words.ts'
import { errorsInSettings, isPlain, settingsFormOf, settingsOf } from './line-settings-form.ts'
import { callerIdFormOf, callerIdInput, errorsInCallerId } from './caller-id-form.ts'
import { Action } from '../controls/action.tsx'
import { CallerIdFields } from './caller-id-fields.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { PasswordStorageChoice } from './password-storage-choice.tsx'
import { CallerIdTestNote } from './caller-id-test-note.tsx'
import { LineFields, type FieldText } from './line-fields.tsx'
import { LinePresetChoice } from './line-preset-choice.tsx'
import { LineDiagnosisView } from './line-diagnosis.tsx'
import { MoreSettings } from './more-settings.tsx'
import { TypedBefore } from '../controls/typed-before.tsx'
import type { TypedLine } from './typed-line.ts'

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
  /** The line is to be tested at once. */
  tests?: boolean
  /** It was saved, and another line goes on being used. */
  saved?: () => void
  children?: ReactNode
}) {
  const { desk, kind, line, newLineId, fields, stored, focus, tests = false, saved: wasSaved, children } = props
  const { saveLine, keepLine, diagnoseLine, typeLine } = useIntents()
  const lines = desk.facts!.lines
  const entry = lines.entries.find((one) => one.line.lineId === line?.lineId) ?? null
  const about = line?.lineId ?? 'new'
  const before = desk.lineTyped[about]
  const [lineId] = useState(() => line?.lineId ?? before?.lineId ?? newLineId())
  const [preset, setPreset] = useState<LinePreset | null>(null)
  const [form, putForm] = useState(() => before?.form ?? formOf(line))
  const [settings, putSettings] = useState(() => before?.settings ?? settingsFormOf(line, entry))
  const [callerId, putCallerId] = useState(() => before?.callerId ?? callerIdFormOf(line))
  const [weakly, setWeakly] = useState(entry?.password === 'weakly')
  const [typedBefore] = useState(before?.typedAt ?? null)
  const [moreOpen, setMoreOpen] = useState(() => !isPlain(line))
  const [echoNumber, setEchoNumber] = useState('')
  const [saved, setSaved] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const now = desk.facts!.now

  /** Kept as it is typed: Esc closes the dialog, and takes nothing with it. */
  function type(changed: Partial<Pick<TypedLine, 'form' | 'settings' | 'callerId'>>) {
    if (changed.form) putForm(changed.form)
    if (changed.settings) putSettings(changed.settings)
    if (changed.callerId) putCallerId(changed.callerId)
    typeLine(about, { lineId, form, settings, callerId, typedAt: now, ...changed })
  }

  const isOwn = kind === 'sip'
  // A password goes to the server that it was typed for, and to no other.
  const isElsewhere = isOwn && line !== null && goesElsewhere(form, line)
  const errors = errorsIn(form, kind, stored && !isElsewhere)
  if (errors.password && isElsewhere) errors.password = 'Another server or user: type the password again.'
  const settingsErrors = isOwn ? errorsInSettings(settings) : {}
  const callerIdErrors = isOwn ? errorsInCallerId(callerId) : {}
  const inUse = desk.facts!.line.line?.lineId === lineId

  /** The request that the form makes; null, and what is wrong is shown, where it cannot make one. */
  function lineToSave(chosen = settings) {
    setSaved(true)
    const folded = Object.keys(settingsErrors).length > 0 || errors.domain || errors.authUser
    if (folded) setMoreOpen(true)
    const wrong = fields.find(({ field }) => errors[field])
    if (wrong) element.current?.querySelector<HTMLInputElement>(`input[name="${wrong.field}"]`)?.focus()
    if (wrong || folded || Object.keys(callerIdErrors).length > 0) return null
    const own = settingsOf(chosen)
    const asked = lineInput(isOwn ? form : { ...form, name: line?.name ?? 'Practice line' }, {
      ...line,
      ...(isOwn && { ...callerIdInput(callerId), ...own.settings }),
      lineId,
      kind,
    })
    if (!isOwn) return asked
    return { ...asked, iceCredentials: own.iceCredentials, ...(lines.keeping === 'weak' && { weakly }) }
  }

  function test(chosen = settings) {
    const asked = lineToSave(chosen)
    if (!asked) return
    const { line: tested, password } = asked
    diagnoseLine({ line: tested, password, iceCredentials: settingsOf(chosen).iceCredentials, echoNumber })
  }

  // Once, for who came to test it.
  useEffect(() => {
    if (tests) test()
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  async function keep() {
    const asked = lineToSave()
    if (asked && (await keepLine(asked))) wasSaved?.()
  }

  function choosePreset(chosen: LinePreset) {
    const known = linePresets.some(({ server }) => server === form.server.trim())
    setPreset(chosen)
    const wasPresets = settings.iceServers.every(({ credential, user }) => credential === '' && user === '')
    const iceServers = chosen.iceServers.map((one) => ({ ...one, credential: '', kept: false }))
    type({
      ...((form.server.trim() === '' || known) && { form: { ...form, server: chosen.server ?? '' } }),
      ...(wasPresets && iceServers.length > 0 && { settings: { ...settings, iceServers } }),
    })
  }

  function discard() {
    putForm(formOf(line))
    putSettings(settingsFormOf(line, entry))
    putCallerId(callerIdFormOf(line))
    typeLine(about, null)
  }

  const typed = JSON.stringify(callerIdInput(callerId).hideMethod)
  const methodInUse = line !== null && typed === JSON.stringify(line.hideMethod)
  const callerIdTestNote = callerId.kind !== 'none' && (
    <CallerIdTestNote test={desk.facts?.hideTrial.last ?? null} inUse={methodInUse} />
  )

  return (
    <Form
      ref={element}
      className="line-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        const asked = lineToSave()
        if (asked) saveLine(asked)
      }}
    >
      {before && typedBefore !== null && <TypedBefore at={typedBefore} onDiscard={discard} />}
      {isOwn && <LinePresetChoice preset={preset} onChange={choosePreset} />}
      <LineFields
        fields={fields}
        form={form}
        errors={saved ? errors : {}}
        focus={focus}
        onChange={(next) => type({ form: next })}
      />
      {isOwn && <PasswordStorageChoice storage={lines.keeping} weakly={weakly} onChange={setWeakly} />}
      {isOwn && (
        <CallerIdFields
          form={callerId}
          errors={saved ? callerIdErrors : {}}
          onChange={(next) => type({ callerId: next })}
        >
          {callerIdTestNote}
        </CallerIdFields>
      )}
      {isOwn && (
        <MoreSettings
          open={moreOpen}
          onToggle={setMoreOpen}
          form={form}
          errors={saved ? errors : {}}
          onForm={(next) => type({ form: next })}
          settings={settings}
          settingsErrors={saved ? settingsErrors : {}}
          onSettings={(next) => type({ settings: next })}
          assertedHint={preset?.assertedIdentity ?? null}
        />
      )}
      {isOwn && (
        <LineDiagnosisView
          test={lines.test?.lineId === lineId ? lines.test : null}
          echoNumber={echoNumber}
          echoHint={preset?.echo ?? ''}
          onEchoNumber={setEchoNumber}
          onTest={() => test()}
          onChoose={(authority) => {
            setMoreOpen(true)
            type({ settings: { ...settings, authority } })
            test({ ...settings, authority })
          }}
        />
      )}
      <div className="dialog-actions">
        {children}
        {isOwn && wasSaved && !inUse && (
          <Action pressed={isPressed(desk, 'line.save', '')} onPress={() => void keep()}>
            Save
          </Action>
        )}
        <Action tone={isOwn ? 'primary' : 'plain'} submits hotkey="Enter" pressed={isPressed(desk, 'line.use', '')}>
          {isOwn ? 'Save and use this line' : 'Save'}
        </Action>
      </div>
    </Form>
  )
}
