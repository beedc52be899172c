/* The process of the practice line. It ends when it is asked to close, or when nobody is there to ask. */
import type { PracticeCommand, PracticeEvent } from './practice-line.ts'
import { servePractice } from './serve-practice.ts'

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
}

/** Electron's utility processes have a parent port; under plain Node there is the channel of `fork`. */
const { parentPort } = process as typeof process & { parentPort?: ParentPort }

function tell(event: PracticeEvent): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin
  if (parentPort) parentPort.postMessage(event)
  else process.send?.(event)
}

const take = servePractice(tell, () => process.exit(0))

if (parentPort) parentPort.on('message', ({ data }) => take(data as PracticeCommand))
else {
  process.on('message', (message) => take(message as PracticeCommand))
  process.on('disconnect', () => take({ kind: 'close' }))
}
