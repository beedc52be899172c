/**
 * Long arithmetic in short steps: whoever runs it may do something else between two of them. A step is a few
 * milliseconds.
 */
export type Steps<T> = Generator<void, T>

/** Samples a step works through: five seconds at 48 kHz. */
export const stepSamples = 240_000

/** All steps at once. */
export function runAll<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
