import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { TextField } from 'react-aria-components/TextField'
import type { KeyboardEvent } from 'react'
import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Desk } from '../frame/desk-store.ts'
import { offeredTo } from './in-call-desk.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** To whom the call is sent on: a number, or somebody found by what is typed; at once, or after they were asked. */
export function TransferChoice({ desk, call }: { desk: Desk; call: CallView }) {
  const { askFirst, choose, openInCall, sendOn, write } = useIntents()
  const { inCall } = desk
  const offered = offeredTo(inCall)
  const chosen = offered[inCall.chosen]
  function steer(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && offered.length > 0) {
      event.preventDefault()
      choose((inCall.chosen + step + offered.length) % offered.length)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      if (event.shiftKey) sendOn(call, chosen)
      else askFirst(call, chosen)
    }
  }
  return (
    <DialogTrigger isOpen={inCall.open === 'transfer'} onOpenChange={(is) => openInCall(is ? 'transfer' : null)}>
      <Action hotkey={keys.transfer}>Transfer</Action>
      <Popover className="popover transfer" offset={6} placement="bottom start">
        <Dialog className="transfer-choice" aria-label={`Transfer ${call.name}`}>
          <TextField
            className="field"
            value={inCall.written}
            onChange={write}
            maxLength={100}
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
            autoFocus
          >
            <Label>
              Transfer{' '}
              <span title={call.name}>
                <bdi>{call.name}</bdi>
              </span>{' '}
              to
            </Label>
            <Input placeholder="A name or a number" onKeyDown={steer} />
          </TextField>
          {offered.length > 0 && (
            <RadioGroup
              className="offered"
              aria-label="Who is found"
              value={String(inCall.chosen)}
              onChange={(index) => choose(Number(index))}
            >
              {offered.map(({ name, company, number, shown }, index) => (
                <Radio key={`${number} ${name}`} value={String(index)} className="offer">
                  <span className="offer-row">
                    <span title={name ?? shown}>
                      <bdi>{name ?? shown}</bdi>
                    </span>
                    {name && <small title={company ?? undefined}>{[company, shown].filter(Boolean).join(' · ')}</small>}
                  </span>
                </Radio>
              ))}
            </RadioGroup>
          )}
          {inCall.written.trim() !== '' && offered.length === 0 && inCall.read && (
            <p className="nobody-found">Nobody is found, and it is no number.</p>
          )}
          <div className="transfer-actions">
            <Action tone="primary" hotkey="Enter" disabled={!chosen} onPress={() => chosen && askFirst(call, chosen)}>
              Ask them first
            </Action>
            <Action hotkey="⇧ Enter" disabled={!chosen} onPress={() => chosen && sendOn(call, chosen)}>
              Transfer now
            </Action>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
