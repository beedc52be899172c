import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A main process of a few lines in the stand-in for Electron. */
export interface SmallMain {
  readonly started: ChildProcess
  /** How it ended, and all that it said. */
  readonly closed: Promise<{ readonly exitCode: number | null; readonly said: string }>
}

export interface SmallMainOptions {
  /** Of a utility process that it may fork: child.js. */
  readonly child?: string
  /** Of a window: preload.cjs. */
  readonly preload?: string
  readonly env?: Record<string, string>
  /** More of the command line. */
  readonly words?: readonly string[]
}

/** A folder with an app in it; `remove` takes it away. */
export function makeAppFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-stand-in-'))
  writeFileSync(join(folder, 'package.json'), '{"name":"sample","version":"1.2.3","type":"module","main":"main.js"}')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

export function startSmallMain(folder: string, main: string, options: SmallMainOptions = {}): SmallMain {
  const { child = '', preload = '', env = {}, words = [] } = options
  writeFileSync(join(folder, 'main.js'), main)
  writeFileSync(join(folder, 'child.js'), child)
  writeFileSync(join(folder, 'preload.cjs'), preload)
  const executable = join(import.meta.dirname, '..', 'electron-on-chromium', 'electron')
  const started = spawn(executable, [folder, '--no-sandbox', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, AFTERBEEP_HEADLESS: '1', XDG_CONFIG_HOME: folder, ...env },
  })
  let said = ''
  started.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  started.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const closed = once(started, 'close').then(([exitCode]) => ({ exitCode: exitCode as number | null, said }))
  return { started, closed }
}
