import type { Room } from './room.ts'
import { sleepIfQuiet, wakeTones } from './tones.ts'

/** What the far end said lately, in the rep's ear, mono at this rate. */
export function playReplay(room: Room, sampleRate: number, samples: Float32Array<ArrayBuffer>): void {
  if (samples.length === 0) return
  const { tones } = room
  const context = wakeTones(tones)
  const buffer = new AudioBuffer({ length: samples.length, sampleRate })
  buffer.copyToChannel(samples, 0)
  const source = new AudioBufferSourceNode(context, { buffer })
  source.connect(context.destination)
  tones.bursts++
  source.addEventListener('ended', () => {
    tones.bursts--
    sleepIfQuiet(tones)
  })
  source.start()
}
