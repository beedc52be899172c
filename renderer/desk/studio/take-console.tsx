import { useState, type ReactNode } from 'react'
import { Switch } from 'react-aria-components/Switch'
import type { SoundState } from '../../../shared/contract/sound-bridge.ts'
import type { Measurements, StudioRecording, Take } from '../../../shared/contract/studio.ts'
import type { StudioDesk } from './studio-store.ts'
import { leftOutInWords, playedInWords } from './studio-phrases.ts'
import { studioKeys } from './studio-shortcuts.ts'
import { duration, recordingLength } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { DeviceChoice } from '../audio/device-choice.tsx'
import { SoundFacts, levelInWords } from '../audio/sound-facts.tsx'
import { useStudio } from './studio-context.ts'
import { StudioSound } from './studio-sound.tsx'
import { TakeMeter } from './take-meter.tsx'
import { Trim } from './trim.tsx'
import { Waveform } from './waveform.tsx'

/** Where the sound is made and heard: what it shows follows the take in the recorder, else the recording. */
export function TakeConsole(props: {
  studio: StudioDesk
  sound: SoundState
  take: Take | null
  recording: StudioRecording | null
  /** The rep is in a call: their microphone is not free for a take. */
  inCall: boolean
  chooseFile: () => void
}) {
  const { studio, take, recording } = props
  const { playing } = studio
  const [place, setPlace] = useState(0)
  const playhead = playing ? place : null
  const leftOut = take?.sound ? leftOutInWords(take.sound.source) : null
  return (
    <section className="console" aria-label="The sound">
      {take?.phase === 'recording' && <TakeMeter />}
      {take && take.phase !== 'recording' && !take.sound && <Preparing take={take} />}
      {take?.sound && (
        <>
          <Trim sound={take.sound} playhead={playhead} />
          {leftOut && <p className="take-left-out">{leftOut}</p>}
          <SoundFacts facts={factsOfTake(take.sound.measurements)} warnings={take.sound.warnings} />
        </>
      )}
      {!take && recording && (
        <>
          <div className="sound-frame">
            <Waveform peaks={recording.peaks} kept={whole} playhead={playhead} says={`“${recording.name}”`} />
          </div>
          <SoundFacts facts={factsOf(recording)} warnings={recording.warnings} />
        </>
      )}
      {!take && !recording && <Empty />}
      {playing && <StudioSound key={`${playing.path} ${playing.overThePhone}`} playing={playing} onPlace={setPlace} />}
      <ConsoleActions {...props} />
    </section>
  )
}

const whole = { from: 0, to: 1 }

function Empty() {
  return (
    <div className="sound-frame empty">
      <p>Nothing is recorded yet. Press Record and speak, or drop a sound file anywhere in the studio.</p>
    </div>
  )
}

function Preparing({ take }: { take: Take }) {
  return (
    <div className="sound-frame empty">
      <p>
        <bdi>{take.fileName ? `Preparing “${take.fileName}” …` : 'Preparing your take …'}</bdi>
      </p>
      <progress aria-label="Preparing the take" />
    </div>
  )
}

function ConsoleActions(props: Parameters<typeof TakeConsole>[0]) {
  const { studio, sound, take, recording, inCall, chooseFile } = props
  const { record, discard, listen } = useStudio()
  const isRecording = take?.phase === 'recording'
  const isReady = take?.phase === 'ready'
  const isPreparing = take?.phase === 'preparing'
  if (isRecording) {
    return (
      <div className="console-actions">
        <Action tone="primary" hotkey={studioKeys.record} onPress={record}>
          Stop
        </Action>
      </div>
    )
  }
  const hasSound = take ? take.sound !== null : recording !== null
  const away = recording !== null && recording.archivedAt !== null
  const isPlaying = (overThePhone: boolean) => studio.playing?.overThePhone === overThePhone
  return (
    <>
      <div className="console-actions">
        {hasSound && (
          <>
            <Play playing={isPlaying(false)} hotkey={studioKeys.listen} onPress={() => listen(false)}>
              Listen
            </Play>
            <Play playing={isPlaying(true)} hotkey={studioKeys.overThePhone} onPress={() => listen(true)}>
              As they will hear it
            </Play>
          </>
        )}
        {!away && (
          <>
            <Action
              tone={hasSound ? 'plain' : 'primary'}
              hotkey={studioKeys.record}
              disabled={inCall || isPreparing}
              pressed={studio.asked.includes('studio.startTake')}
              onPress={record}
            >
              {hasSound ? 'Retake' : 'Record'}
            </Action>
            <Action hotkey={studioKeys.import} disabled={isPreparing} onPress={chooseFile}>
              {hasSound ? 'Import' : 'Import a file'}
            </Action>
          </>
        )}
        {isReady && (
          <Action hotkey={studioKeys.discard} pressed={studio.asked.includes('studio.discardTake')} onPress={discard}>
            Discard
          </Action>
        )}
      </div>
      {!away && (
        <div className="take-microphone">
          <DeviceChoice end="microphone" name="Microphone" sound={sound} />
          <NoiseSwitch on={studio.noiseSuppression} inCall={inCall} />
        </div>
      )}
    </>
  )
}

function NoiseSwitch({ on, inCall }: { on: boolean; inCall: boolean }) {
  const { suppressNoise } = useStudio()
  return (
    <div className="noise">
      <Switch className="switch" isSelected={on} onChange={suppressNoise}>
        <i aria-hidden="true" />
        Suppress noise
      </Switch>
      <p>
        {inCall
          ? 'You are in a call: its microphone is not free for a take. Hang up or drop a voicemail first.'
          : 'For a noisy room only: it is audible on a good microphone.'}
      </p>
    </div>
  )
}

function Play(props: { playing: boolean; hotkey: string; onPress: () => void; children: ReactNode }) {
  const { playing, hotkey, onPress, children } = props
  return (
    <Action hotkey={hotkey} onPress={onPress}>
      <svg className="sign" viewBox="0 0 12 12" aria-hidden="true">
        <path d={playing ? 'M2.5 2.5h7v7h-7z' : 'M3 1.5 10.5 6 3 10.5z'} />
      </svg>
      {playing ? 'Stop' : children}
    </Action>
  )
}

function factsOfTake({ durationMs, loudnessLufs, truePeakDb, gainDb, limiterDb }: Measurements): string[] {
  return [
    recordingLength(durationMs),
    ...(loudnessLufs === null ? [] : [levelInWords(loudnessLufs, 'LUFS')]),
    `peak ${levelInWords(truePeakDb, 'dB')}`,
    `${gainDb < 0 ? 'turned down' : 'turned up'} ${Math.abs(gainDb).toFixed(1)} dB`,
    ...(limiterDb >= 0.1 ? [`limited by ${limiterDb.toFixed(1)} dB`] : []),
  ]
}

function factsOf({ durationMs, loudnessLufs, version, timesPlayed }: StudioRecording): string[] {
  return [
    durationMs < 60_000 ? `${(durationMs / 1000).toFixed(1)} s` : duration(durationMs),
    ...(loudnessLufs === null ? [] : [levelInWords(loudnessLufs, 'LUFS')]),
    ...(version > 1 ? [`version ${version}`] : []),
    playedInWords(timesPlayed),
  ]
}
