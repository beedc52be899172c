import type { LineId } from '../../../shared/ids.ts'
import type { LineState } from '../../../shared/line.ts'
import type { Desk } from '../state/desk-store.ts'
import type { FieldText } from './line-fields.tsx'
import { SaveLineForm } from './line-form.tsx'

/** The rep's own SIP account. */
export function OwnLine({ desk, state }: { desk: Desk; state: LineState }) {
  const line = state.line?.kind === 'sip' ? state.line : null
  const code = state.trouble?.code
  const stored = line !== null && code !== 'line-password-needed'
  return (
    <>
      <p className="dialog-says">Any SIP line that can be reached over a WebSocket. Your provider or PBX has these.</p>
      <SaveLineForm
        desk={desk}
        kind="sip"
        line={line}
        newLineId={() => crypto.randomUUID() as LineId}
        fields={fieldsOf(stored)}
        stored={stored}
        focus={focusFor(code, line === null)}
      />
    </>
  )
}

function fieldsOf(stored: boolean): FieldText[] {
  return [
    { field: 'name', label: 'Name', placeholder: 'Main line', maxLength: 60 },
    { field: 'callerName', label: 'Your name for the callee', hint: 'Shown where the line allows it', maxLength: 60 },
    { field: 'server', label: 'Server', placeholder: 'wss://sip.example.com', wide: true, maxLength: 300 },
    { field: 'user', label: 'User', maxLength: 120 },
    {
      field: 'password',
      label: 'Password',
      maxLength: 200,
      ...(stored ? { placeholder: 'unchanged' } : { hint: 'Kept in this computer’s keyring' }),
    },
    { field: 'domain', label: 'Domain (optional)', hint: 'Empty: the server’s host', maxLength: 253 },
    { field: 'authUser', label: 'Sign-in user (optional)', hint: 'Empty: the same as the user', maxLength: 120 },
  ]
}

function focusFor(code: string | undefined, isNew: boolean) {
  if (code === 'line-refused-password' || code === 'line-password-needed') return 'password' as const
  if (code === 'line-unreachable' || code === 'line-certificate') return 'server' as const
  return isNew ? ('name' as const) : null
}
