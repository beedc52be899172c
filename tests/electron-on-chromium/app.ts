import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isDriven } from './chromium.ts'
import { nowReady } from './before-ready.ts'
import { emitPreventable, emitterFor, PreventableEvent } from './emitter.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { takeInstanceLock } from './single-instance.ts'
import { BrowserWindow } from './window.ts'

const folder = resolve(
  process.argv.slice(1).find((argument) => !argument.startsWith('-') && !argument.endsWith('loader.js')) ?? '.',
)
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  name: string
  productName?: string
  version: string
}

const name = about.productName ?? about.name
const appData = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')
const paths = new Map([
  ['home', homedir()],
  ['temp', tmpdir()],
  ['exe', process.argv[0]!],
  ['appData', appData],
  ['userData', join(appData, name)],
])

/** What the app appends, beside what the command line has. */
export const switches = new Map<string, string>()

const commandLine = {
  appendSwitch: (key, value = '') => void switches.set(key, value),
  // Playwright drives the stand-in by this switch, as it could never drive a packed Electron.
  hasSwitch: (key) =>
    switches.has(key) || (givenSwitch(key) !== null && !(key === 'remote-debugging-port' && isDriven)),
  getSwitchValue: (key) => switches.get(key) ?? givenSwitch(key) ?? '',
} satisfies Partial<Electron.CommandLine>

function givenSwitch(key: string): string | null {
  const given = process.argv.find((argument) => argument === `--${key}` || argument.startsWith(`--${key}=`))
  return given === undefined ? null : given.slice(key.length + 3)
}

/** Ends Chromium. Set once there is one. */
export const ending = { chromium: async () => {} }

export class App
  extends emitterFor<Electron.App>('app')
  implements
    Pick<
      Electron.App,
      | 'enableSandbox'
      | 'exit'
      | 'focus'
      | 'getAppPath'
      | 'getLocaleCountryCode'
      | 'getName'
      | 'getPath'
      | 'getVersion'
      | 'isPackaged'
      | 'isReady'
      | 'quit'
      | 'relaunch'
      | 'requestSingleInstanceLock'
      | 'setAppUserModelId'
      | 'setPath'
      | 'setToastActivatorCLSID'
      | 'whenReady'
    >
{
  /** AFTERBEEP_PARCEL: the resources of a parcel, whose app.asar was written out as a folder. */
  readonly isPackaged = process.env['AFTERBEEP_PARCEL'] !== undefined
  readonly name = name
  readonly commandLine = refuseUnknown('app.commandLine', commandLine) as Electron.CommandLine
  private readonly ready = Promise.withResolvers<void>()
  private readyAt = 0
  private isQuitting = false

  getAppPath = () => folder
  /** As LANG says it: en_US.UTF-8. */
  getLocaleCountryCode = () => /^[a-z]+_([A-Z]{2})/.exec(process.env['LC_ALL'] ?? process.env['LANG'] ?? '')?.[1] ?? ''
  getName = () => name
  getVersion = () => about.version
  isReady = () => this.readyAt > 0
  whenReady = () => this.ready.promise

  getPath(key: string): string {
    if (key === 'sessionData') return this.getPath('userData')
    const path = paths.get(key)
    if (path === undefined) throw new Error(`app.getPath('${key}') is not imitated by the stand-in for Electron`)
    return path
  }

  setPath(key: string, path: string): void {
    paths.set(key, path)
  }

  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), (argv, cwd) => {
      this.emit('second-instance', new PreventableEvent(), argv, cwd, null)
    })
  }

  /** Chromium's own sandbox is decided by how it is started; there is nothing else to switch on. */
  enableSandbox(): void {
    if (this.isReady()) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  /** Of notifications on Windows. */
  setToastActivatorCLSID(_id: string): void {
    if (process.platform !== 'win32') throw new Error('app.setToastActivatorCLSID exists on Windows only')
  }

  /** Groups windows in the taskbar of Windows. */
  setAppUserModelId(_id: string): void {}

  /** Whoever drives the stand-in starts it again. */
  relaunch(): void {}

  focus(): void {
    BrowserWindow.getAllWindows()[0]?.focus()
  }

  quit(): void {
    if (this.isQuitting || emitPreventable(this, 'before-quit')) return
    this.isQuitting = true
    for (const window of BrowserWindow.getAllWindows()) {
      window.close()
      if (!window.isDestroyed()) {
        this.isQuitting = false
        return
      }
    }
    if (emitPreventable(this, 'will-quit')) {
      this.isQuitting = false
      return
    }
    this.exit(0)
  }

  exit(code = 0): void {
    this.isQuitting = true
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
    this.emit('quit', new PreventableEvent(), code)
    void ending.chromium().finally(() => process.exit(code))
  }

  /** Electron quits when nobody else says what to do without windows. */
  allClosed(): void {
    if (this.isQuitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  becomeReady(): void {
    this.readyAt = Date.now()
    nowReady()
    this.ready.resolve()
    // Playwright replaces `emit`, to hold this event back until it is attached.
    this.emit('ready', new PreventableEvent(), {})
  }
}

export const app = new App()
