import { alignedCorrelation, rms } from './signal.ts'

/** About as long as a short word. */
const wordSeconds = 0.25
/** A machine that is starved of its processor falls behind by no more than this in a message. */
const behindSeconds = 1
/** Of the clip's own loudness: what is softer is a pause. */
const pauseShare = 0.2

/**
 * How well the words of a clip were heard, 0 to 1: so well, or better, three quarters of them. Each is looked for by itself,
 * near its place: a machine that is busy elsewhere puts a pause between two samples, and what comes after is late, which
 * spoils the comparison of the whole (`alignedCorrelation`) and takes no word away. Half a message, or another one, is not
 * heard so. Both are mono at `sampleRate`.
 */
export function wordsHeard(heard: Float32Array, clip: Float32Array, sampleRate: number): number {
  const place = Math.round((alignedCorrelation(heard, clip, sampleRate).lagMs * sampleRate) / 1000)
  const [length, behind] = [wordSeconds * sampleRate, behindSeconds * sampleRate]
  const words = Array.from({ length: Math.floor(clip.length / length) }, (_, at) => {
    const from = at * length
    return { from, samples: clip.slice(from, from + length) }
  }).filter(({ samples }) => rms(samples) > pauseShare * rms(clip))
  const each = words.map(({ from, samples }) => {
    const near = heard.slice(Math.max(0, place + from - behind), Math.max(0, place + from + length + behind))
    return alignedCorrelation(near, samples, sampleRate).correlation
  })
  return each.toSorted((a, b) => a - b)[Math.floor(each.length / 4)] ?? 0
}
