import { useEffect, useRef } from 'react'
import type { SoundState } from '../../../shared/contract/sound-bridge.ts'
import type { StudioRecording } from '../../../shared/contract/studio.ts'
import {
  areWordsNew,
  recorderKeyOf,
  recordingInRecorder,
  takeInRecorder,
  ticksInRecorder,
  wordsInRecorder,
  type StudioDesk,
} from './studio-store.ts'
import { takeSubject } from './studio-phrases.ts'
import { studioKeys } from './studio-shortcuts.ts'
import { Check } from '../controls/check.tsx'
import { Action } from '../controls/action.tsx'
import { Checklist } from './checklist.tsx'
import { useStudio } from './studio-context.ts'
import { TakeConsole } from './take-console.tsx'
import { Teleprompter } from './teleprompter.tsx'
import { TroubleNote } from '../frame/trouble-note.tsx'
import { TypedBefore } from '../controls/typed-before.tsx'
import { UnsavedTakes } from './unsaved-takes.tsx'

/** One recording: what it is called, what is said, how it sounds. */
export function Recorder(props: {
  studio: StudioDesk
  sound: SoundState
  now: number
  inCall: boolean
  chooseFile: () => void
}) {
  const { studio, sound, now, inCall, chooseFile } = props
  const { type, pick, giveUpWords, dismissRefusal } = useStudio()
  const nameField = useRef<HTMLInputElement>(null)
  const { nameWanted } = studio
  useEffect(() => {
    if (nameWanted) nameField.current?.focus()
  }, [nameWanted])
  const recorderKey = recorderKeyOf(studio)
  const typedBefore = studio.typedBefore[recorderKey]
  const take = takeInRecorder(studio)
  const recording = recordingInRecorder(studio)
  const { name, script } = wordsInRecorder(studio)
  const elsewhere = !take ? (studio.facts?.take ?? null) : null
  return (
    <main className="recorder" key={recorderKey}>
      <div className="recorder-head">
        <input
          ref={nameField}
          className="recorder-name"
          aria-invalid={studio.nameWanted}
          aria-label="Name of the recording"
          value={name}
          maxLength={80}
          placeholder={studio.nameWanted ? 'Name it, then save' : 'Name the recording'}
          spellCheck={false}
          onChange={(event) => type({ name: event.target.value })}
          onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
        />
        <SaveAction studio={studio} />
        {recording && !take && <PutAway studio={studio} recording={recording} />}
      </div>
      {typedBefore !== undefined && <TypedBefore at={typedBefore} onDiscard={giveUpWords} />}
      {studio.refusal && <TroubleNote trouble={studio.refusal} tone="bad" onDismiss={dismissRefusal} />}
      {elsewhere && (
        <div className="note warn">
          <p>
            A take of {takeSubject(studio.facts, elsewhere.recordingId)} is not saved yet. Another take puts it aside.
          </p>
          <Action size="small" onPress={() => pick(elsewhere.recordingId ?? 'new')}>
            Go to it
          </Action>
        </div>
      )}
      {studio.facts && <UnsavedTakes facts={studio.facts} now={now} />}
      <TakeConsole
        studio={studio}
        sound={sound}
        take={take}
        recording={recording}
        inCall={inCall}
        chooseFile={chooseFile}
      />
      <div className="recorder-words">
        <Teleprompter script={script} writing={studio.isWriting} recording={take?.phase === 'recording'} />
        <div className="recorder-side">
          <Checklist ticked={ticksInRecorder(studio)} />
          {recording && <PromiseMark recording={recording} />}
        </div>
      </div>
    </main>
  )
}

/** The rep says what is said in it: nothing is made of the script by itself. */
function PromiseMark({ recording }: { recording: StudioRecording }) {
  const { markPromise } = useStudio()
  return (
    <div className="promise-mark">
      <Check isSelected={recording.promisesFollowUp} onChange={markPromise}>
        It says “I’ll follow up this week”
      </Check>
      <p className="field-hint">
        {recording.promisesFollowUp
          ? 'Whoever it is left for is promised a call this week: it stands under Promised until you make it.'
          : 'Leaving it promises nothing.'}
      </p>
    </div>
  )
}

function SaveAction({ studio }: { studio: StudioDesk }) {
  const { save } = useStudio()
  const take = takeInRecorder(studio)
  const recording = recordingInRecorder(studio)
  const busy = studio.asked.includes('recording.save') || studio.asked.includes('recording.describe')
  if (!(take?.sound || (!take && areWordsNew(studio)))) return null
  return (
    <Action
      tone="primary"
      hotkey={studioKeys.save}
      pressed={busy}
      disabled={take?.phase === 'preparing'}
      onPress={save}
    >
      {!take ? 'Save the words' : recording ? `Save as version ${recording.version + 1}` : 'Save the recording'}
    </Action>
  )
}

function PutAway({ studio, recording }: { studio: StudioDesk; recording: StudioRecording }) {
  const { retire, spare, bringBack } = useStudio()
  if (recording.archivedAt !== null) return <Action onPress={bringBack}>Use it again</Action>
  const busy = studio.asked.includes('recording.retire')
  if (studio.doomed === recording.recordingId) {
    return (
      <>
        <Action tone="danger" pressed={busy} onPress={retire} about={recording.name}>
          Delete for good
        </Action>
        <Action onPress={spare}>Keep it</Action>
      </>
    )
  }
  return (
    <Action pressed={busy} onPress={retire} about={recording.name}>
      {recording.removable ? 'Delete' : 'Put away'}
    </Action>
  )
}
