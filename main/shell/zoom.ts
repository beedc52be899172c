import type { BrowserWindow, Input } from 'electron'
import type { SettingsStore } from './settings.ts'

/** By Chromium's levels: each whole one is 20 % more. From 70 % to 207 %. */
const smallest = -2
const largest = 4
/** As Electron's own menu has it. */
const step = 0.5

export type ZoomStep = 'in' | 'out' | 'reset'

/** The way from one level to the next, within what the desk can still be used at. */
export function zoomed(level: number, by: ZoomStep): number {
  return by === 'reset' ? 0 : within(level + (by === 'in' ? step : -step))
}

function within(level: number): number {
  return Math.min(Math.max(level, smallest), largest)
}

/**
 * Ctrl (on macOS ⌘) with +, − or 0, also without Shift where + needs one and on the number pad; null: the key is for the
 * page. Electron has these keys in a menu only, and outside macOS the desk has no menu.
 */
export function zoomOfKey(
  input: Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>,
  platform: NodeJS.Platform,
): ZoomStep | null {
  const isHeld = platform === 'darwin' ? input.meta && !input.control : input.control && !input.meta
  if (input.type !== 'keyDown' || !isHeld || input.alt) return null
  if (input.key === '+' || input.key === '=') return 'in'
  if (input.key === '-' || input.key === '_') return 'out'
  return input.key === '0' ? 'reset' : null
}

/** Draws the desk larger or smaller, and remembers it. */
export function zoomDesk({ webContents }: BrowserWindow, settings: SettingsStore, by: ZoomStep): void {
  const zoomLevel = zoomed(settings.get('zoomLevel'), by)
  settings.set({ zoomLevel })
  webContents.setZoomLevel(zoomLevel)
}

/** Hears the keys, and draws the desk as large as it was left whenever its page is there anew. */
export function keepZoom(desk: BrowserWindow, settings: SettingsStore, platform: NodeJS.Platform): void {
  const { webContents } = desk
  webContents.on('dom-ready', () => webContents.setZoomLevel(within(settings.get('zoomLevel'))))
  webContents.on('before-input-event', (event, input) => {
    const by = zoomOfKey(input, platform)
    if (by === null) return
    event.preventDefault()
    zoomDesk(desk, settings, by)
  })
}
