/** Of 48 kHz: enough for the pitch of a voice. */
const decimation = 6
const rate = 48_000 / decimation
/** 60 to 400 Hz. */
const [leastLag, mostLag] = [rate / 400, Math.round(rate / 60)]
const [windowLength, hop] = [320, 80]
/** A voiced frame is like itself one period later. */
const [likeness, unlikeness] = [0.5, 0.2]

/** How much of a sound at 48 kHz has a pitch, 0 to 1: vowels do; breath, whisper and hiss do not. */
export function voicedShare(samples: Float32Array): number {
  const voiced = voicedFrames(samples)
  return voiced.length === 0 ? 0 : voiced.filter(Boolean).length / voiced.length
}

/** For each 10 ms of a sound at 48 kHz, as far as 57 ms before its end: does it have a pitch? */
export function voicedFrames(samples: Float32Array): boolean[] {
  const slow = decimated(samples)
  const voiced: boolean[] = []
  for (let from = 0; from + windowLength + mostLag <= slow.length; from += hop) voiced.push(isVoiced(slow, from))
  return voiced
}

/** Likest itself one period later, and unlike itself before: noise of low frequencies is like itself all along. */
function isVoiced(sound: Float32Array, from: number): boolean {
  let [before, now] = [1, likenessAt(sound, from, leastLag - 1)]
  let lowest = now
  for (let lag = leastLag; lag <= mostLag; lag++) {
    const next = likenessAt(sound, from, lag)
    if (now > likeness && now > before && now >= next && lowest < unlikeness) return true
    lowest = Math.min(lowest, next)
    ;[before, now] = [now, next]
  }
  return false
}

/** The correlation of a frame with what comes `lag` samples later, -1 to 1. */
function likenessAt(sound: Float32Array, from: number, lag: number): number {
  let [product, own, later] = [0, 0, 0]
  for (let i = from; i < from + windowLength; i++) {
    const [a, b] = [sound[i]!, sound[i + lag]!]
    product += a * b
    own += a * a
    later += b * b
  }
  return own > 0 && later > 0 ? product / Math.sqrt(own * later) : 0
}

function decimated(samples: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / decimation) }, (_, i) => {
    let sum = 0
    for (let k = 0; k < decimation; k++) sum += samples[i * decimation + k]!
    return sum / decimation
  })
}
