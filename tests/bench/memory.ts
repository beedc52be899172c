import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { percentile } from './figures.ts'

/** What each process has in memory that it shares with nobody, in MB. */
export interface MemoryOfRooms {
  readonly main: number
  readonly desk: number
  readonly sound: number
}

interface Processes {
  readonly main: number
  readonly desk: number
  readonly sound: number
}

/** Which process is which: of the renderers the one with WebRTC's threads is the sound room, the other busiest the desk. */
export function findProcesses(app: ElectronApplication): Processes {
  const main = app.process().pid!
  const renderers = descendants(main).filter((pid) => commandOf(pid).includes('--type=renderer'))
  const sound = renderers.find((pid) => threadsOf(pid).some((name) => name.startsWith('WebRTC')))
  const desk = renderers.filter((pid) => pid !== sound).sort((a, b) => cpuOf(b) - cpuOf(a))[0]
  if (sound === undefined || desk === undefined) throw new Error('the processes of the two rooms were not found')
  return { main, desk, sound }
}

/**
 * After everything that can be collected has been: what is left is held by somebody. Collected seven times, and the median
 * of the last five: what V8 has just allocated for its own compiling, and Chromium's allocator not given back yet, comes and
 * goes by several MB, while a leak stays.
 */
export async function measureMemory(
  app: ElectronApplication,
  processes: Processes,
  pages: readonly Page[],
): Promise<MemoryOfRooms> {
  const samples: MemoryOfRooms[] = []
  for (let round = 0; round < 7; round++) {
    await collectGarbage(app, pages)
    await setTimeout(700)
    samples.push({ main: ownMb(processes.main), desk: ownMb(processes.desk), sound: ownMb(processes.sound) })
  }
  const usual = (room: keyof MemoryOfRooms) =>
    percentile(
      samples.slice(2).map((sample) => sample[room]),
      0.5,
    )
  return { main: usual('main'), desk: usual('desk'), sound: usual('sound') }
}

async function collectGarbage(app: ElectronApplication, pages: readonly Page[]): Promise<void> {
  await app.evaluate(async () => {
    const load = (name: string) => process.getBuiltinModule(name) as Record<string, (...args: never[]) => unknown>
    const { setFlagsFromString } = load('node:v8')
    setFlagsFromString!('--expose-gc' as never)
    const { runInNewContext } = load('node:vm')
    const collect = runInNewContext!('gc' as never) as () => void
    collect()
  })
  for (const page of pages) {
    await page.requestGC()
    // What is free already goes back to the system: Blink's allocator keeps it otherwise until memory is short.
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Memory.simulatePressureNotification', { level: 'critical' })
    await devtools.detach()
  }
}

/** What JavaScript holds of it, in MB: main, then each page. It tells a leak from an allocator that keeps what it has. */
export async function measureHeaps(app: ElectronApplication, pages: readonly Page[]): Promise<number[]> {
  const bytes = [await app.evaluate(() => process.memoryUsage().heapUsed)]
  for (const page of pages) {
    const devtools = await page.context().newCDPSession(page)
    bytes.push((await devtools.send('Runtime.getHeapUsage')).usedSize)
    await devtools.detach()
  }
  return bytes.map((count) => count / 2 ** 20)
}

function ownMb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const kB = (name: string) => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(rollup)![1])
  return (kB('Private_Dirty') + kB('Private_Clean') + kB('SwapPss')) / 1024
}

function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid)
  return children.flatMap((child) => [child, ...descendants(child)])
}

/** The fields of /proc/PID/stat after the name in brackets: state, parent, … */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    // It has gone meanwhile.
    return []
  }
}

const parentOf = (pid: number) => Number(statOf(pid)[1])
const cpuOf = (pid: number) => Number(statOf(pid)[11]) + Number(statOf(pid)[12])
const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')
const threadsOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).map((task) => readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim())
