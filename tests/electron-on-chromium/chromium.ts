import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Cdp } from './cdp.ts'

/*
 * The environment a test may set:
 *
 *   AFTERBEEP_HEADLESS=1                no window on the screen even where there is a display
 *   AFTERBEEP_FAKE_MICROPHONE=a.wav     this file, over and over, is what the microphone hears
 *                             beep      Chromium's own fake device: a beep each second
 *                             none      there is no microphone
 *                             refused   there is one, and the system does not let the app have it
 *   AFTERBEEP_CHROMIUM                  another Chromium than the one on the PATH
 */

export const isHeadless = process.env['AFTERBEEP_HEADLESS'] === '1' || !hasDisplay()

/** Is the microphone refused, whatever the app's own permission handlers say? */
export const isMicrophoneRefused = process.env['AFTERBEEP_FAKE_MICROPHONE'] === 'refused'

function hasDisplay(): boolean {
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** Playwright drives Chromium over a port, which Chromium announces itself on stderr. */
export const isDriven = process.argv.includes('--remote-debugging-port=0')

export interface Chromium {
  readonly process: ChildProcess
  readonly cdp: Cdp
}

export interface ChromiumOptions {
  readonly profile: string
  /** `MAP *.app.localhost 127.0.0.1:1234`, comma-joined: a second such switch would replace the first. */
  readonly hostRules: string
  /** What the app, and Playwright through it, has appended: switch → value. */
  readonly switches: ReadonlyMap<string, string>
  /** Opened at once, in a window without tabs and address bar; null: no window at first. */
  readonly firstPage: string | null
}

export function startChromium(options: ChromiumOptions): Chromium {
  mkdirSync(options.profile, { recursive: true })
  const child = spawn(process.env['AFTERBEEP_CHROMIUM'] ?? 'chromium', switchesFor(options), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  child.once('error', (error) => {
    process.stderr.write(`Chromium could not be started: ${error.message}\n`)
    process.exit(1)
  })
  createInterface({ input: child.stderr! }).on('line', (line) => {
    if (line.startsWith('DevTools listening') || process.env['AFTERBEEP_CHROMIUM_LOG'])
      process.stderr.write(`${line}\n`)
  })
  return { process: child, cdp: new Cdp(child) }
}

function switchesFor({ profile, hostRules, switches, firstPage }: ChromiumOptions): string[] {
  // These two are lists: what the app disables adds to what must be disabled here.
  const disabled = [switches.get('disable-features'), 'LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets']
  const own = new Map<string, string>([
    ['user-data-dir', profile],
    ['host-resolver-rules', hostRules],
    ['remote-debugging-pipe', ''],
    ['no-first-run', ''],
    ['no-default-browser-check', ''],
    ['disable-search-engine-choice-screen', ''],
    ['disable-component-update', ''],
    ['disable-background-networking', ''],
    ['disable-sync', ''],
    ['disable-default-apps', ''],
    ['disable-extensions', ''],
    ['disable-session-crashed-bubble', ''],
    ['disable-breakpad', ''],
    ['password-store', 'basic'],
    // Without it Chromium shows a bar on the screen about the switches above.
    ['test-type', ''],
    // Electron's own default for every window.
    ['autoplay-policy', 'no-user-gesture-required'],
    ...microphoneSwitches(process.env['AFTERBEEP_FAKE_MICROPHONE']),
    firstPage === null ? ['no-startup-window', ''] : ['app', firstPage],
  ])
  if (isHeadless) own.set('headless', '').set('hide-scrollbars', '')
  else {
    // On a screen a hidden window that may not be throttled is a minimised one. Without a screen nothing covers it.
    own.set('disable-background-timer-throttling', '').set('disable-renderer-backgrounding', '')
    own.set('disable-backgrounding-occluded-windows', '')
  }
  if (isDriven) own.set('remote-debugging-port', '0')
  if (process.argv.includes('--no-sandbox') || process.getuid?.() === 0) own.set('no-sandbox', '')
  const all = new Map([...switches, ...own, ['disable-features', disabled.filter(Boolean).join(',')]])
  return [...all].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
}

function microphoneSwitches(fake: string | undefined): [string, string][] {
  if (fake === undefined || fake === '') return []
  if (fake === 'none') return [['disable-audio-input', '']]
  const device: [string, string] = ['use-fake-device-for-media-stream', '']
  return fake === 'beep' || fake === 'refused' ? [device] : [device, ['use-file-for-fake-audio-capture', fake]]
}
