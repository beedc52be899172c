import type { Steps } from '../../shared/studio/steps.ts'

const sliceMs = 8

/** Runs long arithmetic a slice at a time: commands and events of the calls have their turn in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const sliceEnd = performance.now() + sliceMs
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < sliceEnd)
    await nextTurn()
  }
}

/** A message to oneself is never throttled, unlike a timer of a hidden page. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
    port2.postMessage(null)
  })
}
