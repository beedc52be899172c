import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Holder {
  readonly pid: number
  /** When that process started, in clock ticks since boot: a pid may be another process by now. */
  readonly startedAt: string
}

/**
 * One process in a folder. The second one leaves its command line in a file and wakes the first with SIGUSR2.
 * Synchronous, as Electron's is.
 */
export function takeInstanceLock(folder: string, onSecond: (argv: string[], cwd: string) => void): boolean {
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'instance.lock')
  const message = join(folder, 'second-instance.json')
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '' }
  for (;;) {
    try {
      writeFileSync(lock, JSON.stringify(mine), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readHolder(lock)
    if (holder && startOf(holder.pid) === holder.startedAt) {
      writeFileSync(message, JSON.stringify({ argv: mixedIn(process.argv), cwd: process.cwd() }))
      process.kill(holder.pid, 'SIGUSR2')
      return false
    }
    rmSync(lock, { force: true })
  }
  process.on('SIGUSR2', () => {
    const { argv, cwd } = JSON.parse(readFileSync(message, 'utf8')) as { argv: string[]; cwd: string }
    onSecond(argv, cwd)
  })
  process.on('exit', () => rmSync(lock, { force: true }))
  return true
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** Field 22 of /proc/PID/stat; the second one, in brackets, may contain anything. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** Chromium puts switches of its own between the words of a second start, and an activation token of the desktop. */
function mixedIn([program = '', ...words]: readonly string[]): string[] {
  return [program, '--allow-file-access-from-files', '--xdg-activation-token=stand-in', ...words]
}
