import type { LineState } from '../../../shared/line.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import { Action } from './action.tsx'
import { useIntents } from './intents-context.ts'
import type { FieldText } from './line-fields.tsx'
import { SaveLineForm } from './line-form.tsx'
import { TrialNote } from './trial-note.tsx'

const fields: FieldText[] = [
  { field: 'user', label: 'User', maxLength: 120 },
  { field: 'password', label: 'Password', placeholder: 'unchanged', maxLength: 200 },
]

/** The built-in line: no account is needed, and nothing leaves the computer. */
export function PracticeLine({ desk, state }: { desk: Desk; state: LineState }) {
  const { practise } = useIntents()
  const line = state.line?.kind === 'practice' ? state.line : null
  return (
    <>
      <p className="dialog-says">
        A real line inside this computer: its prospects pick up, ring out, are busy, or send you to voicemail. No
        account is needed and nothing leaves the machine.
      </p>
      <div className="practice-use">
        <Action tone="primary" pressed={isPressed(desk, 'line.usePractice', '')} onPress={practise}>
          Use the practice line
        </Action>
        <span>
          {line ? 'In use. Press to go back to its own user and password.' : 'With its own user and password.'}
        </span>
      </div>
      {line && <TrialNote trial={desk.facts?.hideTrial.last ?? null} inUse />}
      {line && (
        <details className="practice-account" open={state.trouble !== null}>
          <summary>Sign in to it as somebody else</summary>
          <SaveLineForm
            desk={desk}
            kind="practice"
            line={line}
            newLineId={() => line.lineId}
            fields={fields}
            stored
            focus={state.trouble?.code === 'line-refused-password' ? 'password' : null}
          />
        </details>
      )}
    </>
  )
}
