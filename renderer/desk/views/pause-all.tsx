import { useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { TextField } from 'react-aria-components/TextField'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import { keys } from '../state/shortcuts.ts'
import { Action } from './action.tsx'
import { useIntents } from './intents-context.ts'

/** All cadences rest until Monday, or until a day: the key, and Enter. */
export function PauseAll({ desk }: { desk: Desk }) {
  const { openPause, pauseAll } = useIntents()
  const [written, write] = useState('')
  const text = written.trim()
  const refusal = desk.refusal?.name === 'cadence.pauseAll' ? desk.refusal.trouble : null
  return (
    <DialogTrigger
      isOpen={desk.assistant.open === 'pause'}
      onOpenChange={(isOpen) => {
        write('')
        openPause(isOpen)
      }}
    >
      <Action size="small" hotkey={keys.pause}>
        Pause all
      </Action>
      <Popover className="popover promising" offset={6} placement="bottom start">
        <Dialog className="promise-choice" aria-label="Pause all cadences">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              // Without a day it is Monday: next week begins with it.
              pauseAll(text ? { by: 'text', text } : { by: 'key', key: 'next-week' })
            }}
          >
            <TextField
              className="field"
              value={written}
              onChange={write}
              maxLength={120}
              autoComplete="off"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
              autoFocus
            >
              <Label>Until</Label>
              <Input placeholder="Monday" />
            </TextField>
            <div className="picks">
              <input
                type="date"
                aria-label="Pick a day"
                onChange={(event) => event.target.value && write(event.target.value)}
              />
            </div>
            <output className="understood">
              <span>Promises and callbacks do not rest. Nothing piles up: what falls into it moves on.</span>
              {refusal && <span className="not-understood">{sentenceFor(refusal)}</span>}
            </output>
            <div className="promise-deeds">
              <Action tone="primary" submits hotkey="Enter" pressed={isPressed(desk, 'cadence.pauseAll', '')}>
                {text ? 'Pause until then' : 'Pause until Monday'}
              </Action>
            </div>
          </form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
