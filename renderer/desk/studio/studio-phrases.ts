import type { RecordingId } from '../../../shared/ids.ts'
import type { StudioState } from '../../../shared/studio/studio.ts'
import type { Take } from '../../../shared/studio/studio.ts'

export function playedInWords(times: number): string {
  return times === 0 ? 'not played yet' : times === 1 ? 'played once' : `played ${times} times`
}

export function takeInWords({ phase }: Take): string {
  return phase === 'recording' ? 'recording …' : phase === 'preparing' ? 'preparing …' : 'take not saved yet'
}

/** What a take is a take of. */
export function takeSubject(facts: StudioState | null, recordingId: RecordingId | null): string {
  const recording = facts?.recordings.find((one) => one.recordingId === recordingId)
  return recording ? `“${recording.name}”` : 'a new recording'
}
