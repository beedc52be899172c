import type { LineState } from '../../../shared/contract/line.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import type { FieldText } from './line-fields.tsx'
import { SaveLineForm } from './line-form.tsx'
import { CallerIdTestNote } from './caller-id-test-note.tsx'

const fields: FieldText[] = [
  { field: 'user', label: 'User', maxLength: 120 },
  { field: 'password', label: 'Password', placeholder: 'unchanged', maxLength: 200 },
]

/** The built-in line: no account is needed, and nothing leaves the computer. `first`: it is what there is to do. */
export function PracticeLine({ desk, state, first }: { desk: Desk; state: LineState; first: boolean }) {
  const { callMe, practise } = useIntents()
  const line = state.line?.kind === 'practice' ? state.line : null
  return (
    <section className="practice-line" aria-label="Practice line">
      <h3>Practice line {line && <small>in use</small>}</h3>
      <p className="dialog-says">
        A real line inside this computer: its prospects pick up, ring out, are busy, or send you to voicemail. No
        account is needed and nothing leaves the machine.
      </p>
      <div className="practice-use">
        <Action
          tone={first ? 'primary' : 'plain'}
          hotkey="P"
          pressed={isPressed(desk, 'line.usePractice', '')}
          onPress={practise}
        >
          Use the practice line
        </Action>
        <span>
          {line ? 'In use. Press to go back to its own user and password.' : 'With its own user and password.'}
        </span>
      </div>
      {line && state.state === 'registered' && (
        <div className="practice-use">
          <Action pressed={isPressed(desk, 'practice.callMe', '')} onPress={callMe}>
            Let a prospect call me
          </Action>
          <span>Jane Adams calls you, as if your message had made her: answer, decline, or send her on.</span>
        </div>
      )}
      {line && (
        <p className="dialog-says">
          To practise on a list of your own, give its contacts numbers from 555-0110 to 555-0199, of any area code. The
          last digit says what they do: 1 and 3 are voicemails, 2 and 6 talk, 4 is busy, 5 rings out.
        </p>
      )}
      {line && <CallerIdTestNote test={desk.facts?.hideTrial.last ?? null} inUse />}
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
    </section>
  )
}
