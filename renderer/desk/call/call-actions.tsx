import type { CallView } from '../../../shared/contract/bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { canDrop, chosenRecording, isOnlyTalk, whyNoMessage } from './message-choice.ts'
import type { Shown } from './panel-subject.ts'
import { keys } from '../frame/shortcuts.ts'
import { recordingLength } from '../controls/times.ts'
import { startInWords } from './words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { StandingBy } from './standing-by.tsx'

type Recording = ReturnType<typeof chosenRecording>

/** The big buttons of a call: leave a message or come back to whoever waits, and hang up. */
export function EndedCallFacts({ desk, call, contact }: { desk: Desk; call: CallView; contact: Shown }) {
  const { hangUp } = useIntents()
  const recording = chosenRecording(desk, contact)
  const whyNone = recording && canDrop(call) && whyNoMessage(desk, contact, call)
  const isHangUpFirst = Boolean(whyNone) || (call.direction === 'in' && isOnlyTalk(call))
  return (
    <div className="actions">
      {!isHangUpFirst && <BigAction desk={desk} call={call} recording={recording} />}
      <Action
        tone="danger"
        hotkey={keys.hangUp}
        {...(isHangUpFirst && { size: 'big' })}
        {...(whyNone && { detail: 'leaves no message' })}
        pressed={isPressed(desk, 'call.hangUp', call.callId)}
        onPress={() => hangUp(call)}
      >
        {isHangUpFirst ? <b>Hang up</b> : 'Hang up'}
      </Action>
      {whyNone && <DropAction desk={desk} call={call} recording={recording} anyway />}
    </div>
  )
}

/** The one thing to do: leave a message, or come back to whoever waits. */
function BigAction({ desk, call, recording }: { desk: Desk; call: CallView; recording: Recording }) {
  const { hold, split } = useIntents()
  const { callId, name } = call
  if (canDrop(call)) return <DropAction desk={desk} call={call} recording={recording} />
  if (call.transfer) return <p className="nothing-to-drop">Transferring …</p>
  if (call.mergedWith) {
    return (
      <Action
        size="big"
        hotkey={keys.merge}
        detail="the other one goes on hold"
        pressed={isPressed(desk, 'call.split', callId)}
        onPress={() => split(call)}
      >
        <b>
          Talk to <bdi>{name}</bdi> alone
        </b>
      </Action>
    )
  }
  return (
    <Action
      tone="primary"
      size="big"
      hotkey={keys.hold}
      detail={call.holding ? 'they hear nothing of you, and you nothing of them' : 'waiting for their agreement'}
      pressed={isPressed(desk, 'call.hold', callId)}
      onPress={() => hold(call, false)}
    >
      <b>
        Resume <bdi>{name}</bdi>
      </b>
    </Action>
  )
}

function DropAction(props: {
  desk: Desk
  call: CallView
  recording: Recording
  /** The cadence leaves no message here: the drop is the second choice. */
  anyway?: boolean
}) {
  const { desk, call, recording, anyway } = props
  const { drop } = useIntents()
  if (call.drop) return <StandingBy desk={desk} call={call} />
  if (!recording) return <p className="nothing-to-drop">There is no recording to drop yet.</p>
  return (
    <Action
      tone={anyway || call.screener ? 'plain' : 'primary'}
      size="big"
      hotkey={keys.drop}
      detail={`${recordingLength(recording.durationMs)} · ${startInWords(call)}`}
      disabled={call.dropCheck.verdict === 'refuse'}
      pressed={isPressed(desk, 'call.drop', call.callId)}
      onPress={() => drop(call)}
    >
      <b>
        Drop “<bdi>{recording.name}</bdi>”{anyway && ' anyway'}
      </b>
    </Action>
  )
}
