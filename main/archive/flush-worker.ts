/* The thread that brings many writes to the disk while an import runs: what may take a second must not hold up a call. */
import { parentPort, workerData } from 'node:worker_threads'
import { openBeside } from './open.ts'

/** Pages in the write-ahead log, and how many of them are in the archive by now. */
export interface Flushed {
  readonly log: number
  readonly checkpointed: number
}

const EVERY_MS = 50

const db = openBeside(workerData as string)

/** PASSIVE waits for nobody, and nobody waits for it. */
function flush(): void {
  const [flushed] = db.pragma('wal_checkpoint(PASSIVE)') as [Flushed]
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(flushed)
}
const flushing = setInterval(flush, EVERY_MS)

parentPort?.once('message', () => {
  clearInterval(flushing)
  flush()
  db.close()
})
