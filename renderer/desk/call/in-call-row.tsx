import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { keysToSend } from '../../../shared/number/keys-after-answer.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { isTalkedIn, waitingBeside } from './in-call-desk.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { Keypad } from './keypad.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { MarkScreener } from './screener.tsx'
import { TransferChoice } from './transfer-choice.tsx'
import { PromiseButton } from '../outcome/promise-choice.tsx'

/** What else can be done in a call, in a quiet row. */
export function InCallRow({ desk, facts, call }: { desk: Desk; facts: DeskState; call: CallView }) {
  const { hold, mute, pressWaiting } = useIntents()
  const { callId, name, muted, holding, mergedWith, transfer } = call
  const isFree = isTalkedIn(call) && !transfer
  return (
    <div className="call-row">
      <Action
        tone={muted && !holding ? 'warn' : 'plain'}
        hotkey={keys.mute}
        pressed={isPressed(desk, 'call.mute', callId)}
        onPress={() => mute(call)}
      >
        {muted ? 'Unmute' : 'Mute'}
      </Action>
      {isFree && !holding && !mergedWith && (
        <Action
          {...(waitingBeside(facts, call) ? {} : { hotkey: keys.hold })}
          pressed={isPressed(desk, 'call.hold', callId)}
          onPress={() => hold(call, true)}
        >
          Hold
        </Action>
      )}
      {isFree && !holding && call.keys.startsWith(';') && (
        <Action pressed={isPressed(desk, 'call.pressWaiting', callId)} onPress={() => pressWaiting(call)}>
          Press {keysToSend(call.keys.slice(1)).now.replaceAll(',', ' ')}
        </Action>
      )}
      {isFree && !holding && <Keypad desk={desk} call={call} />}
      {isFree && !mergedWith && !waitingBeside(facts, call) && <TransferChoice desk={desk} call={call} />}
      {isFree && !holding && !mergedWith && call.direction === 'out' && !call.screener && (
        <MarkScreener desk={desk} call={call} />
      )}
      <PromiseButton />
      {muted && !holding && (
        <p className="muted-says">
          You are muted: <bdi>{name}</bdi> cannot hear you.
        </p>
      )}
    </div>
  )
}
