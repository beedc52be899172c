/** The rate the detector listens at. The telephone network carries nothing above 3.4 kHz. */
export const heardRate = 8000

/** Turns blocks at another rate into 8 kHz; output sample `n` is centred on input time `n / 8000`. */
export interface EightKilohertz {
  /** Hands every 8 kHz sample that the block completes to `each`. */
  push(samples: Float32Array, each: (sample: number) => void): void
}

const passHz = 3600
const stopHz = 4400

/**
 * A rational resampler (48000: 1/6, 44100: 80/441, 16000: 1/2) with one Kaiser-windowed low-pass, evaluated only where an
 * output sample is due. What lies between 3.6 and 4.4 kHz may alias, but only to above 3.6 kHz, where nothing is measured.
 */
export function createEightKilohertz(sampleRate: number): EightKilohertz {
  if (sampleRate === heardRate) {
    return {
      push(samples, each) {
        for (let i = 0; i < samples.length; i++) each(samples[i]!)
      },
    }
  }
  if (!Number.isInteger(sampleRate) || sampleRate < heardRate)
    throw new RangeError(`No beep is heard at ${sampleRate} Hz`)

  const common = greatestCommonDivisor(sampleRate, heardRate)
  const up = heardRate / common
  const down = sampleRate / common
  const half = Math.ceil((2.3 * sampleRate) / (stopHz - passHz))
  const length = 2 * half + 1
  const phases = filterPhases(sampleRate, up, half)

  // Each sample is stored twice, so that the last `length` samples are always one contiguous run.
  const ring = new Float32Array(2 * length)
  let write = 0
  let newest = -1
  let outputBase = 0
  let outputPhase = 0

  return {
    push(samples, each) {
      for (let i = 0; i < samples.length; i++) {
        const value = samples[i]!
        ring[write] = value
        ring[write + length] = value
        write = write + 1 === length ? 0 : write + 1
        newest++
        while (outputBase + half <= newest) {
          const taps = phases[outputPhase]!
          let sum = 0
          for (let k = 0; k < length; k++) sum += taps[k]! * ring[write + k]!
          each(sum)
          outputPhase += down
          while (outputPhase >= up) {
            outputPhase -= up
            outputBase++
          }
        }
      }
    },
  }
}

function filterPhases(sampleRate: number, up: number, half: number): Float32Array[] {
  const cutoff = (passHz + stopHz) / 2 / sampleRate
  const phases: Float32Array[] = []
  for (let phase = 0; phase < up; phase++) {
    const taps = new Float32Array(2 * half + 1)
    let sum = 0
    for (let k = 0; k < taps.length; k++) {
      const x = k - half - phase / up
      const tap = kaiser(x / (half + 1)) * 2 * cutoff * sinc(2 * cutoff * x)
      taps[k] = tap
      sum += tap
    }
    for (let k = 0; k < taps.length; k++) taps[k] = taps[k]! / sum
    phases.push(taps)
  }
  return phases
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

/** Kaiser's window for about 60 dB of stop band, over -1 to 1. */
function kaiser(x: number): number {
  const beta = 5.65
  return Math.abs(x) >= 1 ? 0 : bessel0(beta * Math.sqrt(1 - x * x)) / bessel0(beta)
}

function bessel0(x: number): number {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-9; k++) {
    term *= (x / 2 / k) ** 2
    sum += term
  }
  return sum
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
