import type { CallView, DeskState } from '../../../shared/bridge.ts'
import { isPressed, type Desk } from '../state/desk-store.ts'
import type { Levels } from '../state/levels.ts'
import { chosenRecording, type OnStage, type Shown } from '../state/on-stage.ts'
import { keys } from '../state/shortcuts.ts'
import { duration, recordingLength } from '../state/times.ts'
import { startInWords, stateInWords } from '../state/words.ts'
import { Action } from './action.tsx'
import { PresentedCall } from './caller-id.tsx'
import { useIntents } from './intents-context.ts'
import { LevelStrip } from './level-strip.tsx'
import { RecordingChooser } from './recording-chooser.tsx'
import { Refusal } from './refusal.tsx'
import { Rules } from './rules.tsx'
import { MarkScreener, ScreenerNote } from './screener.tsx'

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
      {call.screener && <ScreenerNote desk={desk} call={call} />}
      <LevelStrip call={call} levels={levels} />
      <div className="deeds in-call">
        <DropAction desk={desk} call={call} recording={recording} />
        <Action tone="danger" hotkey={keys.hangUp} pressed={pressed('call.hangUp')} onPress={() => hangUp(call)}>
          Hang up
        </Action>
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
        {!call.screener && call.phase === 'talking' && <MarkScreener desk={desk} call={call} />}
      </div>
      {recording && <Rules desk={desk} about={call.callId} what="drop" {...call.dropCheck} onGoOn={() => drop(call)} />}
      <Refusal desk={desk} stage={stage} />
      <RecordingChooser
        contactId={contact.contactId}
        recordings={facts.recordings}
        chosen={recording}
        listening={null}
        canListen={false}
      />
    </>
  )
}

function DropAction(props: { desk: Desk; call: CallView; recording: ReturnType<typeof chosenRecording> }) {
  const { desk, call, recording } = props
  const { drop } = useIntents()
  if (!recording) return <p className="nothing-to-drop">There is no recording to drop yet.</p>
  return (
    <Action
      tone={call.screener ? 'plain' : 'primary'}
      size="big"
      hotkey={keys.drop}
      detail={`${recordingLength(recording.durationMs)} · ${startInWords(call)}`}
      disabled={call.dropCheck.verdict === 'refuse'}
      pressed={isPressed(desk, 'call.drop', call.callId)}
      onPress={() => drop(call)}
    >
      <b>Drop “{recording.name}”</b>
    </Action>
  )
}
