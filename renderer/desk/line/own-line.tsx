import { useEffect } from 'react'
import type { LineEntry } from '../../../shared/contract/line-bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import type { Desk } from '../frame/desk-store.ts'
import { useIntents } from '../frame/intents-context.ts'
import type { FieldText } from './line-fields.tsx'
import { SaveLineForm } from './line-form.tsx'

/** A SIP account of the rep's: `entry` null is a new one. */
export function OwnLine(props: {
  desk: Desk
  state: LineState
  entry: LineEntry | null
  /** The line is to be tested at once. */
  tests: boolean
  saved: () => void
}) {
  const { desk, state, entry, tests, saved } = props
  const { askStorage } = useIntents()
  // Some keyrings ask the rep before they answer: here they know why.
  useEffect(askStorage, [askStorage])
  const code = state.line?.lineId === entry?.line.lineId ? state.trouble?.code : undefined
  const stored = entry !== null && entry.password !== 'missing'
  return (
    <SaveLineForm
      key={entry?.line.lineId ?? 'new'}
      desk={desk}
      kind="sip"
      line={entry?.line ?? null}
      newLineId={() => crypto.randomUUID() as LineId}
      fields={fieldsOf(stored, desk.facts?.lines.keeping === 'safe')}
      stored={stored}
      focus={focusFor(code, entry === null)}
      tests={tests}
      saved={saved}
    />
  )
}

function fieldsOf(stored: boolean, safely: boolean): FieldText[] {
  return [
    { field: 'name', label: 'Name', placeholder: 'Main line', maxLength: 60 },
    { field: 'callerName', label: 'Your name for the callee', hint: 'Shown where the line allows it', maxLength: 60 },
    { field: 'server', label: 'Server', placeholder: 'wss://sip.example.com', wide: true, maxLength: 300 },
    { field: 'user', label: 'User', maxLength: 120 },
    {
      field: 'password',
      label: 'Password',
      maxLength: 200,
      ...(stored ? { placeholder: 'unchanged' } : safely && { hint: 'Kept in this computer’s keyring' }),
    },
  ]
}

function focusFor(code: string | undefined, isNew: boolean) {
  if (code === 'line-refused-password' || code === 'line-password-needed') return 'password' as const
  if (code === 'line-unreachable' || code === 'line-certificate') return 'server' as const
  return isNew ? ('name' as const) : null
}
