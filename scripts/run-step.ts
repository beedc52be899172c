import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export interface Step {
  readonly name: string
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Show what it prints as it comes, or only keep it for the case of failure. */
  readonly prints: 'at-once' | 'on-failure'
  /** Let whatever else runs on this machine go first. */
  readonly givesWay?: boolean
}

export interface StepEnd {
  readonly succeeded: boolean
  /** What it printed; empty when it was shown at once. */
  readonly output: string
  readonly tookMs: number
}

/** How long a step may take to end by itself once it was asked to. */
const GRACE_MS = 8000

/**
 * Runs one program in a process group of its own, so that it and everything it started can be ended by one id and
 * nothing else is. When `signal` fires it is asked to stop (SIGINT, which lets a test runner close what it opened), then made to.
 */
export function runStep(step: Step, signal: AbortSignal): Promise<StepEnd> {
  const startedAt = performance.now()
  const [program, ...args] = step.command
  const child = spawn(program!, args, {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: step.prints === 'at-once' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`,
      ...step.env,
    },
  })
  if (step.givesWay && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  let output = ''
  child.stdout?.on('data', (bytes: Buffer) => (output += bytes.toString()))
  child.stderr?.on('data', (bytes: Buffer) => (output += bytes.toString()))

  return new Promise((resolve) => {
    let impatience: NodeJS.Timeout | undefined
    const stop = () => {
      endGroup(child.pid, 'SIGINT')
      impatience = setTimeout(() => endGroup(child.pid, 'SIGKILL'), GRACE_MS)
    }
    const settle = (succeeded: boolean) => {
      clearTimeout(impatience)
      signal.removeEventListener('abort', stop)
      resolve({ succeeded, output, tookMs: performance.now() - startedAt })
    }
    child.once('error', (error) => {
      output += `${error.message}\n`
      settle(false)
    })
    // What it leaves behind when it was stopped would keep its output open.
    child.once('exit', () => signal.aborted && endGroup(child.pid, 'SIGKILL'))
    child.once('close', (exitCode) => settle(exitCode === 0 && !signal.aborted))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** A program of a package in node_modules, run by the Node that runs this script. */
export function tool(packageName: string, ...args: string[]): string[] {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const program = typeof bin === 'string' ? bin : (bin[packageName] ?? Object.values(bin)[0])
  if (!program) throw new Error(`${packageName} has no program`)
  return [process.execPath, join(folder, program), ...args]
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch (error) {
    // ESRCH: the whole group has gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
