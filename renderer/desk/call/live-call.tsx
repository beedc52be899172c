import type { CallView, DeskState } from '../../../shared/contract/bridge.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { Levels } from './levels.ts'
import { canDrop, chosenRecording, whyNoMessage } from './message-choice.ts'
import type { PanelSubject, Shown } from './panel-subject.ts'
import { callForOutcome } from '../outcome/outcome-entry.ts'
import { duration } from '../controls/times.ts'
import { stateInWords } from './words.ts'
import { besides } from './in-call-desk.ts'
import { PresentedCall } from '../line/caller-id.tsx'
import { BesideCall } from './beside-call.tsx'
import { CallNotes } from '../outcome/call-notes.tsx'
import { LevelMeter } from './level-meter.tsx'
import { Outcomes } from './outcomes.tsx'
import { CadenceSays, RecordingChooser } from './recording-chooser.tsx'
import { Rules } from '../compliance/rules.tsx'
import { ScreenerNote } from './screener.tsx'
import { WhoCalled } from './who-called.tsx'
import { SoundQuality, SoundWarning } from './sound-quality.tsx'

/** The call the rep is in: how it stands, how it ends, what is kept of it, and then what the law and the line say. */
export function LiveCall(props: {
  desk: Desk
  facts: DeskState
  call: CallView
  contact: Shown
  subject: PanelSubject
  levels: Levels
}) {
  const { desk, facts, call, contact, subject, levels } = props
  const toJudge = callForOutcome(subject)
  const recording = chosenRecording(desk, contact)
  const whyNone = recording && canDrop(call) && whyNoMessage(desk, contact, call)
  const number = contact.card?.numbers.find((each) => each.number === call.number)?.shown ?? call.number
  const quality = facts.qualities.find(({ callId }) => callId === call.callId) ?? null
  return (
    <>
      <div className="call-state">
        <b>{stateInWords(call, facts.now)}</b>
        <span>{number}</span>
        {call.onLineNow && (
          <span className="on-line-now">
            Somebody else is on the line now: {call.onLineNow.name && <bdi>“{call.onLineNow.name}”</bdi>}{' '}
            <bdi>{call.onLineNow.number || 'number withheld'}</bdi>
          </span>
        )}
        {toJudge?.counted.byRep ? (
          <span className="kept-as">
            kept as <b>{outcomeInWords(toJudge.counted.byRep).toLowerCase()}</b>
          </span>
        ) : (
          <SoundQuality live={quality} />
        )}
        <time className="timer">{duration(facts.now - (call.answeredAt ?? call.dialledAt))}</time>
      </div>
      <LevelMeter call={call} levels={levels} />
      <SoundWarning live={quality} />
      <WhoCalled call={call} now={facts.now} />
      {call.screener && <ScreenerNote desk={desk} call={call} />}
      {besides(facts, call).map((other) => (
        <BesideCall key={other.callId} desk={desk} facts={facts} call={call} other={other} />
      ))}
      {toJudge && <Outcomes desk={desk} call={call} counted={toJudge.counted} />}
      {subject.kind === 'call' && <CallNotes desk={desk} subject={subject} />}
      {whyNone && <CadenceSays card={contact.card} why={whyNone} />}
      {recording && canDrop(call) && (
        <Rules desk={desk} about={call.callId} whom={call.contactId} what="drop" {...call.dropCheck} />
      )}
      {call.direction === 'out' && <PresentedCall call={call} />}
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
