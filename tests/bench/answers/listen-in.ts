import { createFarEndEar } from '../../../renderer/sound/far-end-ear.ts'
import type { FarEndSoFar } from '../../../renderer/sound/far-end-ear.ts'
import { dropActionFor } from '../../../renderer/sound/drop-action.ts'
import type { DropSoFar } from '../../../renderer/sound/drop-action.ts'
import type { Doubt } from '../../../shared/contract/call.ts'
import type { Sound } from '../beep/sound.ts'

/** What a drop came to in one call. Seconds since the answer. */
export interface Heard {
  /** Each time the message began, the times it was started over included. */
  readonly starts: readonly { readonly at: number; readonly reason: string }[]
  /** Each time the call came back to the rep who had been free. */
  readonly asked: readonly { readonly at: number; readonly doubt: Doubt; readonly since: number }[]
  /** The message is in the call at the end of the file, or has been played to its end. */
  readonly stands: boolean
  /** The rep was in the call at the end of the file: never free, or asked back. */
  readonly withRep: boolean
  readonly last: FarEndSoFar
}

/** As a worklet gets them: blocks of 128 at 48 kHz; and as often as it reports, ten times a second. */
const blocksPerSecond = 375
const ticksPerSecond = 10

/**
 * Plays a call to the modules that the app runs, in its order: the ear on the audio thread, which tells what it notices at
 * once and how things stand ten times a second; and the deed, weighed with each of these. Nobody speaks on our side.
 */
export function listenIn(
  { samples, sampleRate }: Sound,
  armed: 'ringing' | number,
  trace?: (line: string) => void,
): Heard {
  const ear = createFarEndEar<number>(
    sampleRate,
    trace &&
      ((tone, verdict) =>
        trace(
          `tone ${(tone.startAt / 8000).toFixed(2)}-${(tone.endAt / 8000).toFixed(2)} ${Math.round(tone.frequencyHz)} Hz ${verdict}`,
        )),
  )
  const block = Math.max(1, Math.round(sampleRate / blocksPerSecond))
  const nothing = new Float32Array(block)
  const starts: { at: number; reason: string }[] = []
  const asked: { at: number; doubt: Doubt; since: number }[] = []
  let drop: DropSoFar | null =
    armed === 'ringing'
      ? {
          armedBy: 'ahead',
          isFree: false,
          phase: 'armed',
          armedAt: 0,
          startedAt: null,
          startReason: null,
          startedFor: null,
        }
      : null
  let withRep = true
  let tick = 0
  for (let from = 0; from < samples.length; from += block) {
    const to = Math.min(samples.length, from + block)
    const now = to / sampleRate
    const noticed = ear.push(samples.subarray(from, to), to - from === block ? nothing : nothing.subarray(0, to - from))
    for (const one of noticed) if (trace) trace(`${now.toFixed(2)} ${JSON.stringify(one)}`)
    const isPress = typeof armed === 'number' && drop === null && now >= armed && starts.length === 0
    if (isPress) {
      withRep = false
      drop = {
        armedBy: 'ear',
        isFree: true,
        phase: 'armed',
        armedAt: now,
        startedAt: null,
        startReason: null,
        startedFor: null,
      }
    }
    const isTick = Math.floor(now * ticksPerSecond) !== tick
    tick = Math.floor(now * ticksPerSecond)
    if (!drop || (noticed.length === 0 && !isTick && !isPress)) continue
    const action = dropActionFor(drop, ear.soFar())
    if (!action) continue
    trace?.(`${now.toFixed(2)} action ${JSON.stringify(action)}`)
    if (action.kind === 'start') {
      withRep = false
      starts.push({ at: now, reason: action.reason })
      drop = { ...drop, phase: 'playing', startedAt: now, startReason: action.reason, startedFor: action.beepAt }
    } else if (action.kind === 'ask') {
      withRep = true
      asked.push({ at: now, doubt: action.doubt, since: action.since })
      drop = { ...drop, phase: 'asking' }
    } else if (action.kind === 'take-over') {
      withRep = false
      drop = { ...drop, armedBy: 'ear', isFree: true }
    } else drop = null
  }
  return { starts, asked, stands: drop?.phase === 'playing', withRep, last: ear.soFar() }
}
