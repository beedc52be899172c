import type { BrowserWindow, CommandLine } from 'electron'
import type { Bounds, SettingsStore } from './settings.ts'
import { boundsOnScreen } from './settings.ts'

/** The smallest the whole desk can be; and the compact one. */
export const smallest = { width: 800, height: 600 } as const
const smallestCompact = { width: 320, height: 480 } as const
/** Below 520 the desk draws itself compact (renderer/desk/frame/compact.css). */
const widestCompact = 500
const compactSize = { width: 360, height: 640 } as const
/** No bound: more than any screen. macOS keeps the former one when it is given 0 (NSWindow's setMaxSize is not called). */
const anySize = 100_000
/** From the corner of the screen. */
const margin = 16

/** What the whole desk was like, for each desk that is compact now. */
const whole = new WeakMap<BrowserWindow, WholeDesk>()

export interface WholeDesk {
  readonly bounds: Bounds
  readonly maximized: boolean
}

export interface Placement {
  readonly settings: SettingsStore
  /** What of each screen is free for windows. */
  readonly displays: readonly Bounds[]
  /** Wayland keeps from every window where it is, lets none stay above the others, and answers 0, 0. */
  readonly isPlaceKnown: boolean
}

/** Electron runs on Wayland wherever the session does, unless it was started with --ozone-platform=x11. */
export function isWayland(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  commandLine: Pick<CommandLine, 'getSwitchValue'>,
): boolean {
  if (platform !== 'linux') return false
  const chosen = commandLine.getSwitchValue('ozone-platform')
  if (chosen !== '') return chosen === 'wayland'
  return env['XDG_SESSION_TYPE'] === 'wayland' || (!env['XDG_SESSION_TYPE'] && Boolean(env['WAYLAND_DISPLAY']))
}

/** What the whole desk is like, or was before it became compact. */
export function wholeDesk(desk: BrowserWindow): WholeDesk {
  return whole.get(desk) ?? { bounds: desk.getNormalBounds(), maximized: desk.isMaximized() }
}

/** Where the compact desk is; null: it is not compact. */
export function compactBounds(desk: BrowserWindow): Bounds | null {
  return whole.has(desk) ? desk.getBounds() : null
}

/**
 * Makes the desk a narrow window above the others, where it was compact last, else at the right edge of its screen; or
 * gives it back the place and size that it had.
 */
export function setCompact(desk: BrowserWindow, compact: boolean, known: Placement): void {
  const { settings } = known
  const former = whole.get(desk)
  if (compact === (former !== undefined)) return
  if (former) {
    if (known.isPlaceKnown) settings.set({ compactBounds: desk.getBounds() })
    whole.delete(desk)
    desk.setAlwaysOnTop(false)
    desk.setMaximumSize(anySize, anySize)
    desk.setBounds(former.bounds)
    desk.setMinimumSize(smallest.width, smallest.height)
    if (former.maximized) desk.maximize()
    return
  }
  const now = wholeDesk(desk)
  whole.set(desk, now)
  if (now.maximized) desk.unmaximize()
  desk.setMinimumSize(smallestCompact.width, smallestCompact.height)
  desk.setBounds(placeFor(desk, known))
  desk.setMaximumSize(widestCompact, 10_000)
  // Above other windows, and not above what the system asks.
  desk.setAlwaysOnTop(true, 'floating')
}

function placeFor(desk: BrowserWindow, { settings, displays }: Placement): Bounds {
  const kept = boundsOnScreen(settings.get('compactBounds'), displays)
  if (kept) return kept
  const { x, y } = desk.getBounds()
  const at = displays.find((area) => x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height)
  const area = at ?? displays[0] ?? { x: 0, y: 0, ...smallest }
  const { width } = compactSize
  const height = Math.min(compactSize.height, area.height)
  return { x: area.x + area.width - width - margin, y: area.y + Math.min(margin, area.height - height), width, height }
}
