import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import type { ReadNumber } from '../../../shared/contract/in-call-bridge.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import { keysInWords } from '../../../shared/number/keys-after-answer.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** A number of anybody's, as it is pasted or typed, with what it would be dialled as. */
export function NumberDialog({ desk, line }: { desk: Desk; line: LineState }) {
  const { dialAnyway, dialWritten, openInCall, write } = useIntents()
  const { open, written, read, last } = desk.inCall
  const number = read && 'number' in read ? read : null
  const digits = read && 'code' in read ? read.about['digits'] : undefined
  const refusal = desk.refusal?.name === 'number.contact' ? desk.refusal.trouble : null
  const isEmpty = written.trim() === ''
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open === 'number'}
      onOpenChange={(isOpen) => openInCall(isOpen ? 'number' : null)}
      isDismissable
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">Dial a number</Heading>
            <Button className="close" onPress={() => openInCall(null)}>
              Close <kbd aria-hidden="true">Esc</kbd>
            </Button>
          </header>
          <form
            className="number-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (number || isEmpty) dialWritten()
            }}
          >
            <TextField
              className="field"
              value={written}
              onChange={write}
              maxLength={300}
              autoComplete="off"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
              autoFocus
            >
              <Label>Number, link or SIP address</Label>
              <Input placeholder="+1 (416) 555-0123 ext. 9" />
            </TextField>
            <output className="will-dial">
              {number && <WillDial number={number} on={line.line?.name ?? null} />}
              {isEmpty && last && (
                <span>
                  Enter takes the last one again:{' '}
                  <b>
                    <bdi>{last.name ?? last.shown}</bdi>
                  </b>
                </span>
              )}
              {isEmpty && !last && <span>Paste it as it is; what will be dialled is shown here.</span>}
              {!isEmpty && read && 'code' in read && <span className="field-error">{refusalOf(read)}</span>}
              {refusal && <span className="field-error">{sentenceFor(refusal)}</span>}
            </output>
            {number && number.others.length > 0 && (
              <div className="other-numbers">
                {number.others.map((other) => (
                  <Action key={other.number} size="small" onPress={() => write(other.number)}>
                    Take {other.shown} instead
                  </Action>
                ))}
              </div>
            )}
            {digits && (
              <Action size="small" onPress={dialAnyway}>
                Dial {digits} all the same
              </Action>
            )}
            <Action
              tone="primary"
              size="big"
              submits
              hotkey="Enter"
              disabled={!number && !(isEmpty && last !== null)}
              pressed={isPressed(desk, 'call.dial', '')}
            >
              <b>
                <bdi>
                  {number ? `Call ${number.name ?? number.shown}` : isEmpty && last ? 'Take the last number' : 'Call'}
                </bdi>
              </b>
            </Action>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function refusalOf(trouble: Trouble): string {
  const { reason } = trouble.about
  return reason ? `${reason[0]!.toUpperCase()}${reason.slice(1)}.` : sentenceFor(trouble)
}

function WillDial({ number, on }: { number: ReadNumber; on: string | null }) {
  const keys = keysInWords(number.keys)
  if (number.emergency) {
    return (
      <span>
        <b>{number.number}</b> is an emergency number: it is dialled as it is{on && <> on {on}</>}, and your number is
        shown.
      </span>
    )
  }
  return (
    <span>
      Dials <b>{number.target.replace(/^sip:/, '')}</b>
      {on && <> on {on}</>}
      {keys && (
        <>
          , <b>{keys}</b> when they have answered
        </>
      )}
      .{number.asTyped && !number.number.startsWith('sip:') ? ' It is none of the plan: dialled as it is typed.' : ''}
      {number.leftOut ? ` Left out: “${number.leftOut}”.` : ''}
      {number.name ? '' : ' Nobody has this number yet: it becomes a contact.'}
    </span>
  )
}
