/** Where less than this of the channels' power is left in their mean, they cancel each other out. */
const leftOver = 0.1
/** A file of floats may hold anything; what is louder than this was never sound. */
const loudest = 8

/**
 * One channel of several: their mean, or the loudest where they are of opposite phase and their mean would be silent. What
 * is no number, or absurdly large, is silence. All channels are equally long.
 */
export function monoOf(channels: readonly Float32Array[]): { samples: Float32Array; oneChannel: boolean } {
  const length = channels[0]?.length ?? 0
  const samples = new Float32Array(length)
  const powers = channels.map(() => 0)
  let meanPower = 0
  for (let i = 0; i < length; i++) {
    let sum = 0
    for (const [c, channel] of channels.entries()) {
      const sample = sane(channel[i]!)
      sum += sample
      powers[c]! += sample * sample
    }
    const mean = sum / channels.length
    samples[i] = mean
    meanPower += mean * mean
  }
  const most = Math.max(...powers)
  const cancel =
    channels.length > 1 &&
    most > 0 &&
    meanPower < leftOver * (powers.reduce((sum, power) => sum + power, 0) / channels.length)
  // Of one channel that is silent half is left, and a quarter of the power.
  if (!cancel || powers.filter((power) => power > most / 10).length < 2) return { samples, oneChannel: false }
  return { samples: channels[powers.indexOf(most)]!.map(sane), oneChannel: true }
}

function sane(sample: number): number {
  return Math.abs(sample) <= loudest ? sample : 0
}
