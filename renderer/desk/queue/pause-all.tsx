import { useEffect, useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { TextField } from 'react-aria-components/TextField'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { When } from '../../../shared/contract/rep-outcome.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { actionKeys } from '../frame/actions.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { clock, day } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useCadences } from '../cadence/cadences-context.ts'
import { useIntents } from '../frame/intents-context.ts'

/** Pauses all cadences until Monday, or until a day: the key, and Enter. */
export function PauseAll({ desk }: { desk: Desk }) {
  const { openPause, pauseAll } = useIntents()
  const { openDaysOff } = useCadences()
  const isOpen = desk.assistant.open === 'pause'
  const [written, write] = useState('')
  const text = written.trim()
  const read = useUnderstood(text, isOpen)
  const refusal = desk.refusal?.name === 'cadence.pauseAll' ? desk.refusal.trouble : null
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => {
        write('')
        openPause(open)
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
              pauseAll(whenOf(text))
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
              {typeof read === 'number' && (
                <span>
                  Until{' '}
                  <b>
                    {day(read)} {clock(read)}
                  </b>
                </span>
              )}
              {read !== null && typeof read === 'object' && <span className="not-understood">{sentenceFor(read)}</span>}
              <span>Promises and callbacks do not rest. Nothing piles up: what falls into it moves on.</span>
              {refusal && <span className="not-understood">{sentenceFor(refusal)}</span>}
            </output>
            <div className="promise-actions">
              <Action
                size="small"
                hotkey={actionKeys.daysOff}
                onPress={() => {
                  openPause(false)
                  openDaysOff()
                }}
              >
                Days off
              </Action>
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

/** Without a day it is Monday: next week begins with it. */
function whenOf(text: string): When {
  return text ? { by: 'text', text } : { by: 'key', key: 'next-week' }
}

/** Until when it would last, read back as it is typed; null while main has not answered. */
function useUnderstood(text: string, isOpen: boolean): number | Trouble | null {
  const { understandPause } = useIntents()
  const [read, setRead] = useState<{ text: string; until: number | Trouble } | null>(null)
  useEffect(() => {
    if (!isOpen) return
    let isOld = false
    void understandPause(whenOf(text)).then((until) => !isOld && setRead({ text, until }))
    return () => {
      isOld = true
    }
  }, [text, isOpen, understandPause])
  return read?.text === text ? read.until : null
}
