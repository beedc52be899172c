/*
 * How long an import of many rows takes, and how long main is busy with it at a time: `npm run bench -- import [rows]`. The whole
 * way of a file is timed on a real archive: it is read, checked, written with a cadence for everybody, exported and undone,
 * while every turn of main's event loop is measured. A click at any moment waits for the turn it falls into: `blocked_ms` as the
 * clock on the wall has it, `busy_ms` as far as main itself was at work.
 *
 * Bars: 95 of 100 clicks fall into a turn of at most 50 ms, in each of the steps.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { putLineInUse } from '../../main/archive/lines.ts'
import { closeArchive, openArchive } from '../../main/archive/open.ts'
import type { AppContext } from '../../main/app-context.ts'
import { importHandlers } from '../../main/import/import-handlers.ts'
import { importState, openImports, type Imports } from '../../main/import/imports.ts'
import { seedPractice } from '../../main/practice/seed-practice.ts'
import { practiceLine } from '../../main/line/use-line.ts'
import { queue } from '../../main/archive/queue.ts'
import type { CadenceId } from '../../shared/ids.ts'
import type { ImportState } from '../../shared/contract/import-state.ts'
import { round } from './figures.ts'

const NOW = Date.UTC(2026, 10, 23, 15)

export async function bench(args: readonly string[]): Promise<void> {
  const rows = Number(args[0] ?? 50_000)
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-import-'))
  try {
    const figures = await importAndUndo(folder, rows)
    console.log(JSON.stringify({ bench: 'import', rows, ...figures }))
    if (figures.blocked_ms_p95 > 50) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function importAndUndo(folder: string, rows: number) {
  const opened = openArchive(join(folder, 'archive.sqlite'), { now: NOW })
  if (!opened.ok) throw new Error(JSON.stringify(opened.trouble))
  const archive = opened.value
  const newId = () => crypto.randomUUID()
  const seeded = seedPractice(archive, { prospects: [], recordings: [], now: NOW, newId })
  if (!seeded.ok) throw new Error(JSON.stringify(seeded.trouble))
  putLineInUse(archive, practiceLine)
  let heard: (state: ImportState) => void = () => {}
  const changed = () => {
    const state = importState(imports)
    // As it goes to the desk.
    serialize(state)
    heard(state)
  }
  const imports: Imports = openImports(archive, {
    folder: join(folder, 'imports'),
    changed,
    flushWorker: new URL('../../main/archive/flush-worker.ts', import.meta.url),
  })
  const app = {
    archive,
    imports,
    chooseFile: async (name: string) => join(folder, name),
    // What main does when anything has changed.
    desk: { archiveChanged: () => void queue(archive, { now: NOW, limit: 60 }), notice: console.error },
    now: () => NOW,
    // Of a computer in New York: the list writes its numbers without a country.
    region: 'US',
    random: Math.random,
    newId,
  } as unknown as AppContext
  const ask = importHandlers(app)
  const at = (step: ImportState['step']) =>
    new Promise<void>((resolve) => {
      heard = (state) => state.step === step && resolve()
      heard(importState(imports))
    })

  const bytes = new TextEncoder().encode(listOf(rows))
  const steps: Record<string, Timed> = {}
  steps['read'] = await timed(async () => void (await ask['import.take']({ fileName: 'list.csv', bytes })))
  steps['check'] = await timed(async () => {
    await ask['import.check']({})
    await at('checked')
  })
  steps['write'] = await timed(async () => {
    await ask['import.start']({ cadenceId: 'commercial' as CadenceId, tag: 'list' })
    await at('done')
  })
  const { importId, added } = importState(imports).result!
  if (added === 0) throw new Error('no row of the list was added')
  steps['export'] = await timed(async () => void (await ask['archive.export']({ what: 'contacts' })))
  steps['everything'] = await timed(async () => void (await ask['archive.export']({ what: 'everything' })))
  steps['undo'] = await timed(async () => {
    await ask['import.undo']({ importId })
    await at('empty')
  })
  const left = (archive.prepare(`SELECT count(*) AS n FROM contacts`).get() as { n: number }).n
  closeArchive(archive)
  const most = (of: (step: Timed) => number) => Math.max(...Object.values(steps).map(of))
  const seconds = (name: string) => steps[name]!.ms / 1000
  return {
    added,
    left,
    rows_per_s: Math.round(rows / (seconds('read') + seconds('check') + seconds('write'))),
    undo_s: round(seconds('undo'), 1),
    blocked_ms_p95: most(({ p95 }) => p95),
    blocked_ms_max: most(({ max }) => max),
    busy_ms_p95: most((step) => step.cpu_p95),
    busy_ms_max: most((step) => step.cpu_max),
    steps,
  }
}

interface Timed {
  readonly ms: number
  readonly p95: number
  readonly max: number
  /** The same of what this thread did itself: what is left on a machine that has nothing else to do. */
  readonly cpu_ms: number
  readonly cpu_p95: number
  readonly cpu_max: number
}

/** How long it takes, and in how long a turn of the event loop a moment of it falls: 95 of 100 moments, and all of them. */
async function timed(work: () => Promise<void>): Promise<Timed> {
  const turns: number[] = []
  const cpuTurns: number[] = []
  const cpuNow = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [last, lastCpu] = [performance.now(), cpuNow()]
  let isOver = false
  const turn = () => {
    const [now, cpu] = [performance.now(), cpuNow()]
    turns.push(now - last)
    cpuTurns.push(cpu - lastCpu)
    ;[last, lastCpu] = [now, cpu]
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  await work()
  isOver = true
  await new Promise((resolve) => setImmediate(resolve))
  const [wall, cpu] = [spread(turns), spread(cpuTurns)]
  return { ms: wall.all, p95: wall.p95, max: wall.max, cpu_ms: cpu.all, cpu_p95: cpu.p95, cpu_max: cpu.max }
}

/** Long turns are met more often than short ones: by their length. */
function spread(turns: readonly number[]): { all: number; p95: number; max: number } {
  const all = turns.reduce((sum, length) => sum + length, 0)
  const longest = turns.toSorted((one, other) => other - one)
  let left = all * 0.05
  const p95 = longest.find((length) => (left -= length) < 0) ?? 0
  return { all: Math.round(all), p95: round(p95, 1), max: round(longest[0] ?? 0, 1) }
}

/** As a CRM writes it: companies of ten, some rows that cannot be used, some that are there twice. */
function listOf(rows: number): string {
  const lines = ['First Name,Last Name,Company Name,Job Title,Phone Number,Mobile Phone Number,Email,City,Tags,Notes']
  for (let index = 0; index < rows; index++) {
    const person = index % 50 === 49 ? index - 1 : index
    const company = Math.floor(person / 10)
    const number = `212 ${2 + Math.floor(person / 10_000_000)}${String(person)
      .padStart(6, '0')
      .replace(/^(..)(....)$/, '$1-$2')}`
    const isBad = index % 100 === 98
    lines.push(
      [
        `Anna${person}`,
        `Meyer-${person % 997}`,
        `Company ${company} Ltd`,
        'Head of Purchasing',
        isBad ? 'call her' : `(${number.slice(0, 3)}) ${number.slice(4)}`,
        '',
        isBad ? '' : `anna.${person}@company${company}.example`,
        'New York',
        index % 7 === 0 ? 'prequalified' : '',
        `Met at the fair; wants the audit for site ${person % 31}`,
      ].join(','),
    )
  }
  return lines.join('\n')
}
