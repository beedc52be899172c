import type { CallView } from '../../../shared/contract/bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** An assistant asks who calls and why: what to do about it. */
export function ScreenerNote({ desk, call }: { desk: Desk; call: CallView }) {
  const { screener, noScreener } = useIntents()
  const pressed = (name: 'screener.pickedUp' | 'screener.mistaken') => isPressed(desk, name, call.callId)
  return (
    <section className="screener" aria-label="Screening assistant">
      <p>
        <b>A screening assistant asks.</b> Say your name and why you call, or hang up.
      </p>
      <div className="screener-actions">
        <Action hotkey={keys.screener} pressed={pressed('screener.pickedUp')} onPress={() => screener(call)}>
          They picked up
        </Action>
        <Action tone="link" pressed={pressed('screener.mistaken')} onPress={() => noScreener(call)}>
          That was none
        </Action>
      </div>
    </section>
  )
}

/** Marks the call, once: the same announcement is recognised from then on. */
export function MarkScreener({ desk, call }: { desk: Desk; call: CallView }) {
  const { screener } = useIntents()
  return (
    <Action
      hotkey={keys.screener}
      pressed={isPressed(desk, 'screener.mark', call.callId)}
      onPress={() => screener(call)}
    >
      Screening
    </Action>
  )
}
