import { Worker } from 'node:worker_threads'
import type { Flushed } from './flush-worker.ts'
import type { Archive } from './open.ts'

/** Many writes, none of which waits for the disk. */
export interface QuickWrites {
  /** Runs a transaction that may be lost when the power fails, with those after it and none before it. */
  write<T>(work: () => T): T
  /** Waits while there is more to be brought to the disk than should be: call it between two transactions. */
  room(): Promise<void>
  /** Everything is on the disk, and the archive writes as usual. */
  end(): Promise<void>
}

/** Pages in the log beyond which the disk is waited for, by the import and by nobody else: 32 MB. */
const MOST_PAGES = 8000

/** SQLite's own, in pages. */
const USUAL_CHECKPOINT = 1000

/**
 * For what is taken back whole when it is cut off, as an import is. In a write-ahead log a commit with `synchronous=NORMAL`
 * stays in order and waits for no flush; any other write, such as an attempt's, is made with FULL as ever and brings all
 * before it to the disk. The log goes over into the archive in a thread of its own.
 *
 * @param worker main/archive/flush-worker.ts, as it was built; null: the log goes over when SQLite thinks fit.
 */
export function openQuickWrites(db: Archive, worker: URL | null): QuickWrites {
  const flushing = worker && new Worker(worker, { workerData: db.name })
  const thread = { isOver: flushing === null, log: 0, checkpointed: 0 }
  let wake = () => {}
  const over = new Promise<void>((resolve) => {
    flushing?.once('exit', () => {
      thread.isOver = true
      wake()
      resolve()
    })
  })
  const asUsual = () => db.open && db.pragma(`wal_autocheckpoint = ${USUAL_CHECKPOINT}`)
  if (flushing) {
    db.pragma('wal_autocheckpoint = 0')
    flushing.unref()
    flushing.on('message', (news: Flushed) => {
      Object.assign(thread, news)
      wake()
    })
    // Without the thread it takes longer, and is no less safe.
    flushing.once('error', asUsual)
  }
  return {
    write(work) {
      db.pragma('synchronous = NORMAL')
      try {
        return work()
      } finally {
        db.pragma('synchronous = FULL')
      }
    },
    async room() {
      while (!thread.isOver && thread.log > MOST_PAGES && thread.checkpointed < thread.log) {
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    async end() {
      if (flushing && !thread.isOver) {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        flushing.postMessage('end')
        await over
      }
      asUsual()
    },
  }
}
