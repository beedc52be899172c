/**
 * Long arithmetic in short steps: whoever runs it may do something else between two of them. A step is a few
 * milliseconds, and may say how much of all is done, 0 to 1.
 */
export type Steps<T> = Generator<number | void, T>

/** Samples a step works through: five seconds at 48 kHz. */
const stepSamples = 240_000

/** All steps at once. */
export function runAll<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** One step for each piece of a sound. */
export function* eachPiece(samples: Float32Array, use: (piece: Float32Array, from: number) => void): Steps<void> {
  for (let from = 0; from < samples.length; from += stepSamples) {
    use(samples.subarray(from, from + stepSamples), from)
    yield
  }
}
