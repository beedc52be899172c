import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** ITU-T E.161. */
const pad = [
  ['1', ''], ['2', 'ABC'], ['3', 'DEF'], ['4', 'GHI'], ['5', 'JKL'], ['6', 'MNO'],
  ['7', 'PQRS'], ['8', 'TUV'], ['9', 'WXYZ'], ['*', ''], ['0', ''], ['#', ''],
] as const // prettier-ignore

/** What there is room for; the last ones count. */
const MOST_SEEN = 16

/** The keys of the telephone, pressed here or typed. */
export function Keypad({ desk, call }: { desk: Desk; call: CallView }) {
  const { openInCall, pressKeys } = useIntents()
  const { open, pressedKeys } = desk.inCall
  const sent = pressedKeys.callId === call.callId ? pressedKeys.keys : ''
  return (
    <DialogTrigger isOpen={open === 'keypad'} onOpenChange={(isOpen) => openInCall(isOpen ? 'keypad' : null)}>
      <Action hotkey={keys.keypad}>Keypad</Action>
      <Popover className="popover keypad" offset={6} placement="bottom start">
        <Dialog aria-label="Keypad">
          <output className="keys-sent" aria-label="Keys pressed">
            {sent.slice(-MOST_SEEN) || <small>Press, or type them</small>}
          </output>
          <div className="keypad-keys">
            {pad.map(([key, letters]) => (
              <Button key={key} className="keypad-key" onPress={() => pressKeys(call, key)}>
                <b>{key}</b>
                <small aria-hidden="true">{letters}</small>
              </Button>
            ))}
          </div>
          <div className="keypad-actions">
            <Action tone="link" size="small" hotkey="Esc" onPress={() => openInCall(null)}>
              Close
            </Action>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
