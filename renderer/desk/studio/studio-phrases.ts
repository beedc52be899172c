import type { RecordingId } from '../../../shared/ids.ts'
import type { StudioState } from '../../../shared/contract/studio.ts'
import type { Take } from '../../../shared/contract/studio.ts'

type TakeSource = Pick<NonNullable<Take['sound']>['source'], 'durationMs' | 'fromMs' | 'toMs'>

export function playedInWords(times: number): string {
  return times === 0 ? 'not played yet' : times === 1 ? 'played once' : `played ${times} times`
}

export function takeInWords({ phase }: Take): string {
  return phase === 'recording' ? 'recording …' : phase === 'preparing' ? 'preparing …' : 'take not saved yet'
}

/** From here on what is left out of a take is worth a sentence. */
const noteworthyMs = 500

/** What of a take is left out at its ends; null: next to nothing. */
export function leftOutInWords({ durationMs, fromMs, toMs }: TakeSource): string | null {
  const said = [
    [fromMs, 'before'],
    [durationMs - toMs, 'after'],
  ] as const
  const parts = said.filter(([ms]) => ms > noteworthyMs).map(([ms, where]) => `${(ms / 1000).toFixed(1)} s ${where}`)
  if (parts.length === 0) return null
  return `${parts.join(' and ')} the words are left out, the pale part. Drag an end to keep more.`
}

/** What a take is a take of. */
export function takeSubject(facts: StudioState | null, recordingId: RecordingId | null): string {
  const recording = facts?.recordings.find((one) => one.recordingId === recordingId)
  return recording ? `“${recording.name}”` : 'a new recording'
}
