/**
 * How alike `part` is to some place of `whole`, at the same rate: the highest normalized cross-correlation over all
 * places, 0 to 1. Coarse places are tried first, on the envelope of both.
 */
export function correlation(whole: Float32Array, part: Float32Array): number {
  const coarse = 240
  const [wholeLevels, partLevels] = [levels(whole, coarse), levels(part, coarse)]
  const places = Array.from({ length: Math.max(1, wholeLevels.length - partLevels.length + 1) }, (_, place) => ({
    place,
    alike: alikeAt(wholeLevels, partLevels, place),
  }))
  let best = 0
  for (const { place } of places.sort((a, b) => b.alike - a.alike).slice(0, 3)) {
    for (let at = (place - 2) * coarse; at <= (place + 2) * coarse; at++) {
      if (at >= 0) best = Math.max(best, Math.abs(alikeAt(whole, part, at, 7)))
    }
  }
  return best
}

function levels(samples: Float32Array, block: number): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / block) }, (_, b) => {
    let sum = 0
    for (let i = b * block; i < (b + 1) * block; i++) sum += samples[i]! ** 2
    return Math.sqrt(sum / block)
  })
}

/** Looks at every `step`-th sample, which is enough of a sound that is long. */
function alikeAt(whole: Float32Array, part: Float32Array, at: number, step = 1): number {
  let [cross, ofWhole, ofPart] = [0, 0, 0]
  for (let i = 0; i < part.length; i += step) {
    const [a, b] = [whole[at + i] ?? 0, part[i]!]
    cross += a * b
    ofWhole += a * a
    ofPart += b * b
  }
  return cross / Math.sqrt(ofWhole * ofPart || 1)
}
