import type { BrowserWindow } from 'electron'
import { expect, test } from 'vitest'
import { isWayland, setCompact } from '../../../main/shell/compact-desk.ts'
import type { SettingsStore } from '../../../main/shell/settings.ts'

const displays = [{ x: 0, y: 0, width: 1920, height: 1080 }]

/** A window as macOS has it: a maximum of 0 is not handed on to NSWindow, which keeps the one before. */
function macWindow() {
  let bounds = { x: 100, y: 100, width: 1280, height: 800 }
  const largest = { width: Number.POSITIVE_INFINITY, height: Number.POSITIVE_INFINITY }
  const window = {
    getBounds: () => bounds,
    getNormalBounds: () => bounds,
    isMaximized: () => false,
    setBounds: (given: typeof bounds) => void (bounds = given),
    setMinimumSize: () => {},
    setMaximumSize(width: number, height: number) {
      if (width > 0 && height > 0) Object.assign(largest, { width, height })
    },
    setAlwaysOnTop: () => {},
  }
  return { window: window as unknown as BrowserWindow, largest, bounds: () => bounds }
}

function settingsOf(): { settings: SettingsStore; saved: object[] } {
  const saved: object[] = []
  const settings = { get: () => null, set: (some: object) => void saved.push(some) } as unknown as SettingsStore
  return { settings, saved }
}

test('after the compact desk the whole desk can be as wide as any screen again, on macOS too', () => {
  const { window, largest, bounds } = macWindow()
  const { settings, saved } = settingsOf()
  const known = { settings, displays, isPlaceKnown: true }
  setCompact(window, true, known)
  expect([largest.width, bounds().width]).toEqual([500, 360])
  setCompact(window, false, known)
  expect(bounds()).toEqual({ x: 100, y: 100, width: 1280, height: 800 })
  expect(largest.width).toBeGreaterThan(10_000)
  expect(saved).toMatchObject([{ compactBounds: { width: 360 } }])
})

test('where no window knows its place none is remembered', () => {
  const { window } = macWindow()
  const { settings, saved } = settingsOf()
  const known = { settings, displays, isPlaceKnown: false }
  setCompact(window, true, known)
  setCompact(window, false, known)
  expect(saved).toEqual([])
})

test.for([
  [{ XDG_SESSION_TYPE: 'wayland' }, 'linux', '', true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', '', true],
  [{ XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }, 'linux', '', false],
  [{ XDG_SESSION_TYPE: 'wayland' }, 'linux', 'x11', false],
  [{ XDG_SESSION_TYPE: 'x11' }, 'linux', 'wayland', true],
  [{ DISPLAY: ':0' }, 'linux', '', false],
  [{ XDG_SESSION_TYPE: 'wayland' }, 'darwin', '', false],
] as const)(
  'a session of %j on %s, started with --ozone-platform=%s, is one of Wayland: %s',
  ([env, platform, ozone, is]) => {
    const commandLine = { getSwitchValue: () => ozone }
    expect(isWayland(env as NodeJS.ProcessEnv, platform, commandLine)).toBe(is)
  },
)
