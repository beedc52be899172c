/* The thread that brings many writes to the disk while an import runs: what may take a second must not hold up a call. */
import { parentPort, workerData } from 'node:worker_threads'
import { openBeside } from './open.ts'

const EVERY_MS = 100

const db = openBeside(workerData as string)
// PASSIVE waits for nobody, and nobody waits for it.
const flush = () => db.pragma('wal_checkpoint(PASSIVE)')
const flushing = setInterval(flush, EVERY_MS)

parentPort?.once('message', () => {
  clearInterval(flushing)
  flush()
  db.close()
})
