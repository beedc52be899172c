import { BrowserWindow, Menu, nativeTheme, screen, type WebPreferences } from 'electron'
import { takeBreath } from './breath.ts'
import { compactBounds, smallest, wholeDesk } from './compact-desk.ts'
import { contextMenu } from './context-menu.ts'
import { pageOf } from './security.ts'
import { boundsOnScreen, type SettingsStore } from './settings.ts'
import { keepZoom } from './zoom.ts'

function safePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    // macOS has dictionaries of its own; elsewhere Chromium fetches them from the network.
    spellcheck: process.platform === 'darwin',
  }
}

/** --bg of renderer/desk/frame/tokens.css. */
const ground = { light: '#f6f6f4', dark: '#141517' }

export interface DeskWindowOptions {
  readonly preload: string
  readonly icon: string
  readonly settings: SettingsStore
  /** See `KnownPlaces`. */
  readonly isPlaceKnown: boolean
  /** Asked when the rep closes the window; false keeps it open. */
  readonly mayClose: () => boolean
  readonly onClosed: () => void
  /** Windows shuts down, or the rep logs out; there is no before-quit then. */
  readonly onSessionEnd: () => void
  /** The desk's renderer died; it is being loaded again. */
  readonly onGone: (reason: string) => void
}

/** Opens what the rep sees. */
export function openDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const { settings } = options
  const bounds = boundsOnScreen(
    settings.get('deskBounds'),
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const desk = new BrowserWindow({
    ...(bounds ?? { width: 1280, height: 800 }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: 'Afterbeep',
    icon: options.icon,
    // What is seen until the page has been drawn; the desk's own ground.
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: safePreferences(options.preload),
  })
  if (settings.get('deskMaximized')) desk.maximize()
  desk.on('close', (event) => {
    if (!options.mayClose()) return event.preventDefault()
    const { bounds: deskBounds, maximized: deskMaximized } = wholeDesk(desk)
    const compact = compactBounds(desk)
    settings.set({ deskMaximized })
    if (options.isPlaceKnown) settings.set({ deskBounds, ...(compact && { compactBounds: compact }) })
  })
  keepZoom(desk, settings, process.platform)
  desk.webContents.on('context-menu', (_event, clicked) => {
    const template = contextMenu(clicked, (word) => desk.webContents.replaceMisspelling(word))
    if (template) Menu.buildFromTemplate(template).popup({ window: desk })
  })
  if (process.platform === 'win32') desk.on('query-session-end', options.onSessionEnd)
  keepLoaded(desk, options)
  return desk
}

/** Loads the desk's page, and again whenever its renderer has died. */
function keepLoaded(desk: BrowserWindow, { onGone, onClosed }: DeskWindowOptions): void {
  const breath = takeBreath()
  let loading: NodeJS.Timeout | undefined
  let loadedAt = 0
  const load = () => {
    loadedAt = performance.now()
    void desk.loadURL(pageOf('desk'))
  }
  desk.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    onGone(reason)
    clearTimeout(loading)
    loading = setTimeout(load, breath.after(reason, performance.now() - loadedAt))
  })
  desk.on('closed', () => {
    clearTimeout(loading)
    onClosed()
  })
  load()
}

export interface SoundWindowOptions {
  readonly preload: string
  /** A room has been made; its page is loaded after this. Called again for each room that replaces a dead one. */
  readonly onOpened: (room: BrowserWindow) => void
  /** The room's renderer died; the next room is on its way. */
  readonly onGone: (reason: string) => void
}

/** The sound room's window: opened once, made anew whenever it dies, until it is closed for good. */
export interface SoundWindow {
  /** Ends the room and the making of new ones. */
  close(): void
}

export function keepSoundWindow(options: SoundWindowOptions): SoundWindow {
  const breath = takeBreath()
  let room: BrowserWindow | null = null
  let opening: NodeJS.Timeout | undefined
  let isClosed = false

  const open = () => {
    if (isClosed) return
    const openedAt = performance.now()
    const made = new BrowserWindow({
      show: false,
      title: 'Afterbeep sound',
      skipTaskbar: true,
      webPreferences: {
        ...safePreferences(options.preload),
        // A phone may not slow down because nobody looks at it.
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    })
    room = made
    made.webContents.once('render-process-gone', (_event, { reason }) => {
      if (isClosed || reason === 'clean-exit') return
      options.onGone(reason)
      made.destroy()
      opening = setTimeout(open, breath.after(reason, performance.now() - openedAt))
    })
    // The page cannot close it, nor can anybody else: without it there is no phone.
    made.on('close', (event) => {
      if (!isClosed) event.preventDefault()
    })
    options.onOpened(made)
    void made.loadURL(pageOf('sound'))
  }

  open()
  return {
    close() {
      isClosed = true
      clearTimeout(opening)
      if (room && !room.isDestroyed()) room.destroy()
    },
  }
}
