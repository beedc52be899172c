import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import type { Levels } from './levels.ts'
import { chosenRecording, whyNoMessage } from './message-choice.ts'
import type { OnStage, Shown } from './on-stage.ts'
import { callForOutcome } from '../outcome/outcome-entry.ts'
import { keys } from '../frame/shortcuts.ts'
import { duration, recordingLength } from '../controls/times.ts'
import { startInWords, stateInWords } from './words.ts'
import { besides } from './in-call-desk.ts'
import { Action } from '../controls/action.tsx'
import { PresentedCall } from '../line/caller-id.tsx'
import { AskAllTheSame } from './ask-all-the-same.tsx'
import { BesideCall } from './beside-call.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { InCallRow } from './in-call-row.tsx'
import { CallNotes } from '../outcome/call-notes.tsx'
import { LevelStrip } from './level-strip.tsx'
import { Outcomes } from './outcomes.tsx'
import { CadenceSays, RecordingChooser } from './recording-chooser.tsx'
import { Refusal } from './refusal.tsx'
import { Rules } from '../compliance/rules.tsx'
import { ScreenerNote } from './screener.tsx'
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
  const { drop, hangUp } = useIntents()
  const toJudge = callForOutcome(stage)
  const recording = chosenRecording(desk, contact)
  const whyNone = recording && canDrop(call) && whyNoMessage(desk, contact)
  const isHangUpFirst = Boolean(whyNone) || (call.direction === 'in' && isOnlyTalk(call))
  const number = contact.card?.numbers.find((each) => each.number === call.number)?.shown ?? call.number
  return (
    <>
      <div className="call-state">
        <b>{stateInWords(call, facts.now)}</b>
        <span>{number}</span>
        {toJudge?.counted.byRep && (
          <span className="kept-as">
            kept as <b>{outcomeInWords(toJudge.counted.byRep).toLowerCase()}</b>
          </span>
        )}
        <time className="timer">{duration(facts.now - (call.answeredAt ?? call.dialledAt))}</time>
      </div>
      {call.direction === 'out' && <PresentedCall call={call} />}
      {call.screener && <ScreenerNote desk={desk} call={call} />}
      <LevelStrip call={call} levels={levels} />
      <SoundQuality live={facts.qualities.find(({ callId }) => callId === call.callId) ?? null} />
      {whyNone && <CadenceSays card={contact.card} why={whyNone} />}
      <div className={whyNone ? 'deeds in-call no-message' : 'deeds in-call'}>
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
      <InCallRow desk={desk} facts={facts} call={call} />
      {besides(facts, call).map((other) => (
        <BesideCall key={other.callId} desk={desk} facts={facts} call={call} other={other} />
      ))}
      {recording && canDrop(call) && (
        <Rules desk={desk} about={call.callId} what="drop" {...call.dropCheck} onGoOn={() => drop(call)} />
      )}
      <Refusal desk={desk} stage={stage} />
      <AskAllTheSame desk={desk} />
      {toJudge && <Outcomes desk={desk} call={call} counted={toJudge.counted} />}
      {stage.kind === 'call' && <CallNotes desk={desk} stage={stage} />}
      {canDrop(call) && (
        <RecordingChooser
          contact={contact}
          recordings={facts.recordings}
          chosen={recording}
          listening={null}
          canListen={false}
        />
      )}
    </>
  )
}

/** A recording is left to one person who hears it. */
function canDrop(call: CallView): boolean {
  return call.direction === 'out' && isOnlyTalk(call)
}

/** The two of them hear each other, and nobody else. */
function isOnlyTalk({ holding, held, mergedWith, transfer }: CallView): boolean {
  return !holding && !held && !mergedWith && !transfer
}

/** The one thing to do: leave a message, or come back to whoever waits. */
function BigAction(props: { desk: Desk; call: CallView; recording: ReturnType<typeof chosenRecording> }) {
  const { desk, call } = props
  const { hold, split } = useIntents()
  const { callId, name } = call
  if (canDrop(call)) return <DropAction {...props} />
  if (call.transfer) return <p className="nothing-to-drop">They wait until it is known what came of it.</p>
  if (call.mergedWith) {
    return (
      <Action
        size="big"
        hotkey={keys.merge}
        detail="the other one goes on hold"
        pressed={isPressed(desk, 'call.split', callId)}
        onPress={() => split(call)}
      >
        <b>Talk to {name} alone</b>
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
      <b>Resume {name}</b>
    </Action>
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
      tone={anyway || call.screener ? 'plain' : 'primary'}
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
