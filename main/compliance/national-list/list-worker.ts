/* The thread in which a national list is read: seconds of work that must not hold up a call. */
import { rmSync, writeFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { csvRow } from '../../../shared/import/csv.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { ListNews, ListWork } from './import-list.ts'
import { writeListFile } from './list-file.ts'
import { readList } from './read-list.ts'

const BAD_ROWS_TOLD = 5

const work = workerData as ListWork

function tell(news: ListNews): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(news)
}

function unreadable(reason: string): Trouble {
  return { code: 'list-unreadable', about: { reason } }
}

function importIt(): ListNews {
  const { asOf, csv, country, draft, name, importedAt, setAside } = work
  const read = readList(csv, { country, onProgress: (progress) => tell({ kind: 'progress', progress }) })
  if ('unreadable' in read) return { kind: 'failed', trouble: unreadable(read.unreadable) }
  const { numbers, duplicates, bad, badRows } = read
  if (numbers.length === 0) return { kind: 'failed', trouble: unreadable('there is no phone number in it') }
  rmSync(setAside, { force: true })
  if (bad > 0) {
    const rows = badRows.map(({ row, text, reason }) => csvRow([row, reason, text]))
    writeFileSync(setAside, [csvRow(['row', 'why it is no number', 'text']), ...rows].join(''), { mode: 0o600 })
  }
  writeListFile(draft, { name, region: country, asOf, importedAt }, numbers)
  const imported = {
    numbers: numbers.length,
    duplicates,
    bad,
    setAside: bad > 0 ? setAside : null,
    badRows: badRows.slice(0, BAD_ROWS_TOLD).map((each) => ({ ...each, text: each.text.slice(0, 200) })),
  }
  return { kind: 'written', imported }
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof Error) || !('code' in error)) throw error
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT'
  return full ? { code: 'archive-full', about: {} } : unreadable(String(error.code))
}

try {
  tell(importIt())
} catch (error) {
  tell({ kind: 'failed', trouble: troubleOf(error) })
}
