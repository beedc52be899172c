import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { failed, ok, type Result } from '../../../shared/result.ts'
import type { BadRow } from '../../../shared/contract/national-lists.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { NationalList } from './national-list.ts'
import type { ListProgress } from './read-list.ts'

/** What the worker is given. */
export interface ListWork {
  readonly csv: string
  /** Written whole before it is said to be. */
  readonly draft: string
  /** Where rows of which no number could be made are put; written only if there are any. */
  readonly setAside: string
  readonly name: string
  readonly importedAt: number
  readonly country: string
  /** The day the list is of; empty: not known. */
  readonly asOf: string
}

export interface Imported {
  readonly numbers: number
  readonly duplicates: number
  /** Rows of which no number could be made, and where they (the first 10,000) are. */
  readonly bad: number
  readonly setAside: string | null
  /** The first of them. */
  readonly badRows: BadRow[]
}

/** The worker → main. */
export type ListNews =
  | { readonly kind: 'progress'; readonly progress: ListProgress }
  | { readonly kind: 'written'; readonly imported: Imported }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

export interface ListImport {
  /** Fails with `list-unreadable`, `archive-full`, or `list-cancelled`; the list that was there is still in use then. */
  readonly done: Promise<Result<Imported>>
  cancel(): void
}

/**
 * Reads a CSV file into a new national list, in a thread of its own, and puts it in the place of the old one.
 *
 * @param entry list-worker, as it was built.
 */
export function importList(
  list: NationalList,
  entry: string | URL,
  request: ListWork & { readonly onProgress: (progress: ListProgress) => void },
): ListImport {
  const { onProgress, ...work } = request
  let cancelled = false
  let worker: Worker | null = null

  async function run(): Promise<Result<Imported>> {
    await rm(work.draft, { force: true })
    if (cancelled) return failed('list-cancelled')
    const { promise, resolve, reject } = Promise.withResolvers<Result<Imported>>()
    worker = new Worker(entry, { workerData: work })
    worker.on('message', (news: ListNews) => {
      if (news.kind === 'progress') onProgress(news.progress)
      else resolve(news.kind === 'written' ? ok(news.imported) : { ok: false, trouble: news.trouble })
    })
    worker.on('error', reject)
    worker.on('exit', () => resolve(failed('list-cancelled')))
    const written = await promise
    if (!written.ok) return written
    const replaced = cancelled ? failed('list-cancelled') : list.replaceWith(work.draft)
    return replaced.ok ? written : replaced
  }

  async function runAndClear(): Promise<Result<Imported>> {
    try {
      return await run()
    } finally {
      await worker?.terminate()
      await rm(work.draft, { force: true })
    }
  }

  return {
    done: runAndClear(),
    cancel() {
      cancelled = true
      void worker?.terminate()
    },
  }
}
