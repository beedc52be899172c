import { muLawLevel } from '../../shared/audio/g711.ts'

/** -40 dBFS: above what a headset's microphone hears of a room. */
const LOUD = 32_768 * 10 ** (-40 / 20)
const SPOKEN_MS = 250
const PAUSE_MS = 900
const FRAME_MS = 20

/** Follows a caller's speech, packet by packet. */
export interface Speech {
  loudMs: number
  quietMs: number
}

export function newSpeech(): Speech {
  return { loudMs: 0, quietMs: 0 }
}

/** Has the caller now said something and stopped? True once; then it begins anew. */
export function hasSpoken(speech: Speech, octets: Uint8Array): boolean {
  if (muLawLevel(octets) > LOUD) {
    speech.loudMs += FRAME_MS
    speech.quietMs = 0
    return false
  }
  speech.quietMs += FRAME_MS
  if (speech.quietMs < PAUSE_MS) return false
  const spoken = speech.loudMs >= SPOKEN_MS
  speech.loudMs = 0
  speech.quietMs = 0
  return spoken
}
