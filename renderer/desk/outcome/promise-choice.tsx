import type { KeyboardEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { TextField } from 'react-aria-components/TextField'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { picks, type FollowUpKind } from './assistant-desk.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import type { Shown } from '../call/panel-subject.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { Understanding } from './understanding.tsx'

const kinds: readonly { readonly kind: FollowUpKind; readonly title: string }[] = [
  { kind: 'call', title: 'Call' },
  { kind: 'email', title: 'Email' },
  { kind: 'letter', title: 'Letter' },
  { kind: 'meeting', title: 'Meeting' },
  { kind: 'task', title: 'Something else' },
]

/** "I’ll follow up this week": the key, and Enter. The key again is another day; whatever is typed is read at once. */
export function PromiseDialog({ desk, contact }: { desk: Desk; contact: Shown }) {
  const { openPromise, promise, turnPick, typePromise } = useIntents()
  const { open, promise: form } = desk.assistant
  const isUnderstood = form.read !== null && 'inWords' in form.read
  const refusal = desk.refusal?.name === 'promise.make' ? desk.refusal.trouble : null
  function turn(event: KeyboardEvent) {
    const isKeyAgain = event.key === keys.promise && form.written === ''
    const step = isKeyAgain ? 1 : { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key]
    if (!step) return
    event.preventDefault()
    turnPick(step === 1 ? 1 : -1)
  }
  return (
    <ModalOverlay className="overlay" isOpen={open === 'promise'} onOpenChange={openPromise} isDismissable>
      <Modal className="modal promising">
        <Dialog className="dialog promise-choice">
          <header className="dialog-head">
            <Heading slot="title">
              Promise <bdi>{contact.name}</bdi>
            </Heading>
            <Button className="close" onPress={() => openPromise(false)}>
              Close <kbd aria-hidden="true">Esc</kbd>
            </Button>
          </header>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              promise()
            }}
          >
            <TextField
              className="field"
              value={form.written}
              onChange={(written) => typePromise({ written })}
              maxLength={120}
              autoComplete="off"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
              autoFocus
            >
              <Label>When</Label>
              <Input placeholder="thu 3pm · in 2 weeks · dec 3" onKeyDown={turn} />
            </TextField>
            <RadioGroup
              className="picks"
              aria-label="Or one of these"
              value={form.written ? '' : form.pick}
              onChange={(picked) => {
                const found = picks.find(({ pick }) => pick === picked)
                if (found) typePromise({ pick: found.pick, written: '' })
              }}
            >
              {picks.map(({ pick, title }) => (
                <Radio key={pick} value={pick} className="chip small">
                  {title}
                </Radio>
              ))}
              <input
                type="date"
                aria-label="Pick a day"
                onChange={(event) => event.target.value && typePromise({ written: event.target.value })}
              />
            </RadioGroup>
            <output className="understood">
              <Understanding read={form.read} />
              {refusal && <span className="not-understood">{sentenceFor(refusal)}</span>}
            </output>
            <TextField
              className="field"
              value={form.words}
              onChange={(words) => typePromise({ words })}
              maxLength={300}
              autoComplete="off"
            >
              <Label>What you told them</Label>
              <Input placeholder="I’ll send the audit and call" />
            </TextField>
            <RadioGroup
              className="picks"
              aria-label="What it is"
              value={form.kind}
              onChange={(kind) => typePromise({ kind: kinds.find((each) => each.kind === kind)!.kind })}
            >
              {kinds.map(({ kind, title }) => (
                <Radio key={kind} value={kind} className="chip small">
                  {title}
                </Radio>
              ))}
            </RadioGroup>
            <div className="promise-actions">
              <small>
                <kbd>{keys.promise}</kbd> another day
              </small>
              <Action
                tone="primary"
                submits
                hotkey="Enter"
                disabled={!isUnderstood}
                pressed={isPressed(desk, 'promise.make', contact.contactId)}
              >
                Promise
              </Action>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

export function PromiseButton() {
  const { openPromise } = useIntents()
  return (
    <Action hotkey={keys.promise} onPress={() => openPromise(true)}>
      Promise
    </Action>
  )
}
