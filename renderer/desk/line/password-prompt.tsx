import { useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Form } from 'react-aria-components/Form'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { PlainField } from '../controls/plain-field.tsx'

/** The line in use has no password on this computer: asked at the start, and never in the middle of a call. */
export function PasswordPrompt({ desk, facts }: { desk: Desk; facts: DeskState }) {
  const [dismissed, setDismissed] = useState<LineId | null>(null)
  const { line, trouble } = facts.line
  if (!line || trouble?.code !== 'line-password-needed') return null
  const isAsked = !desk.lineOpen && dismissed !== line.lineId && facts.calls.every(({ phase }) => phase === 'ended')
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isAsked}
      onOpenChange={(open) => setDismissed(open ? null : line.lineId)}
      isDismissable
    >
      <Modal className="modal password-prompt">
        <Dialog className="dialog">
          <PasswordForm desk={desk} line={line} dismiss={() => setDismissed(line.lineId)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PasswordForm({ desk, line, dismiss }: { desk: Desk; line: Line; dismiss: () => void }) {
  const { signIn } = useIntents()
  const [password, setPassword] = useState('')
  return (
    <Form
      className="line-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') signIn(line.lineId, password)
      }}
    >
      <Heading slot="title">
        Password of <bdi>{line.name}</bdi>
      </Heading>
      <p className="dialog-says">It is not stored on this computer, and kept in memory until Afterbeep closes.</p>
      <PlainField
        label={`Password of ${line.user}`}
        type="password"
        value={password}
        maxLength={200}
        focus
        onChange={setPassword}
      />
      <div className="dialog-actions">
        <Action hotkey="Esc" onPress={dismiss}>
          Later
        </Action>
        <Action tone="primary" submits hotkey="Enter" pressed={isPressed(desk, 'line.signIn', line.lineId)}>
          Sign in
        </Action>
      </div>
    </Form>
  )
}
