import type { CallView, DeskState } from '../../../shared/bridge.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import type { Levels } from '../state/levels.ts'
import { chosenRecording, whyNoMessage } from '../state/message-choice.ts'
import type { OnStage, Shown } from '../state/on-stage.ts'
import { keys } from '../state/shortcuts.ts'
import { duration, recordingLength } from '../state/times.ts'
import { startInWords, stateInWords } from '../state/words.ts'
import { Action } from './action.tsx'
import { PresentedCall } from './caller-id.tsx'
import { useIntents } from './intents-context.ts'
import { LevelStrip } from './level-strip.tsx'
import { CadenceSays, RecordingChooser } from './recording-chooser.tsx'
import { Refusal } from './refusal.tsx'
import { Rules } from './rules.tsx'
import { SoundQuality } from './sound-quality.tsx'

/** The call the rep is in. */
export function CallStage(props: {
  desk: Desk
  facts: DeskState
  call: CallView
  contact: Shown
  stage: OnStage
  levels: Levels
}) {
  const { desk, facts, call, contact, stage, levels } = props
  const { drop, hangUp, mute } = useIntents()
  const recording = chosenRecording(desk, contact)
  const whyNone = recording && whyNoMessage(desk, contact)
  const number = contact.card?.numbers.find((each) => each.number === call.number)?.shown ?? call.number
  const pressed = (name: 'call.hangUp' | 'call.mute') => isPressed(desk, name, call.callId)
  return (
    <>
      <div className="call-state">
        <b>{stateInWords(call)}</b>
        <span>{number}</span>
        <time className="timer">{duration(facts.now - (call.answeredAt ?? call.dialledAt))}</time>
      </div>
      <PresentedCall call={call} />
      <LevelStrip call={call} levels={levels} />
      <SoundQuality live={facts.qualities.find(({ callId }) => callId === call.callId) ?? null} />
      {whyNone && <CadenceSays card={contact.card} why={whyNone} />}
      <div className={whyNone ? 'deeds in-call no-message' : 'deeds in-call'}>
        {!whyNone && <DropAction desk={desk} call={call} recording={recording} />}
        <Action
          tone="danger"
          hotkey={keys.hangUp}
          {...(whyNone && { size: 'big', detail: 'leaves no message' })}
          pressed={pressed('call.hangUp')}
          onPress={() => hangUp(call)}
        >
          {whyNone ? <b>Hang up</b> : 'Hang up'}
        </Action>
        {whyNone && <DropAction desk={desk} call={call} recording={recording} anyway />}
      </div>
      <div className="call-row">
        <Action
          tone={call.muted ? 'warn' : 'plain'}
          hotkey={keys.mute}
          pressed={pressed('call.mute')}
          onPress={() => mute(call)}
        >
          {call.muted ? 'Unmute' : 'Mute'}
        </Action>
        {call.muted && <p className="muted-says">You are muted: {call.name} cannot hear you.</p>}
      </div>
      {recording && <Rules desk={desk} about={call.callId} what="drop" {...call.dropCheck} onGoOn={() => drop(call)} />}
      <Refusal desk={desk} stage={stage} />
      <RecordingChooser
        contact={contact}
        recordings={facts.recordings}
        chosen={recording}
        listening={null}
        canListen={false}
      />
    </>
  )
}

function DropAction(props: {
  desk: Desk
  call: CallView
  recording: ReturnType<typeof chosenRecording>
  /** The cadence leaves no message here: the drop is the second choice. */
  anyway?: boolean
}) {
  const { desk, call, recording, anyway } = props
  const { drop } = useIntents()
  if (!recording) return <p className="nothing-to-drop">There is no recording to drop yet.</p>
  return (
    <Action
      tone={anyway ? 'plain' : 'primary'}
      size="big"
      hotkey={keys.drop}
      detail={`${recordingLength(recording.durationMs)} · ${startInWords(call)}`}
      disabled={call.dropCheck.verdict === 'refuse'}
      pressed={isPressed(desk, 'call.drop', call.callId)}
      onPress={() => drop(call)}
    >
      <b>
        Drop “{recording.name}”{anyway && ' anyway'}
      </b>
    </Action>
  )
}
