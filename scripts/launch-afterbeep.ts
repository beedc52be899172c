import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronOrStandIn, type Runtime } from './electron-or-stand-in.ts'
import { root } from './run-step.ts'

export interface LaunchOptions {
  /** Where the app keeps everything; a fresh temporary folder unless given. */
  readonly folder?: string
  /**
   * A WAV file that the microphone hears over and over, Chromium's own beeps, no microphone at all, or one that the
   * system refuses. The stand-in only: Electron has the microphone of the machine.
   */
  readonly fakeMicrophone?: string | 'beep' | 'none' | 'refused'
  /** The app to open; the built one of this repository unless given. */
  readonly appFolder?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A running Afterbeep, as Playwright sees it. */
export interface Afterbeep {
  readonly kind: Runtime['kind']
  readonly app: ElectronApplication
  readonly folder: string
  readonly options: LaunchOptions
}

/** Opens the built app, without a window on the screen, and waits until both its windows are there. */
export async function launchAfterbeep(options: LaunchOptions = {}): Promise<Afterbeep> {
  const runtime = electronOrStandIn({ download: false })
  // Playwright asks the package `electron` where its binary is, in this very process.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.folder
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'afterbeep-'))
  const appFolder = options.appFolder ?? root
  const app = await _electron.launch({
    args: [appFolder, `--user-data-dir=${folder}`, ...(options.args ?? [])],
    cwd: appFolder,
    env: {
      ...(process.env as Record<string, string>),
      AFTERBEEP_HEADLESS: '1',
      AFTERBEEP_FAKE_MICROPHONE: options.fakeMicrophone ?? 'beep',
      ...options.env,
    },
  })
  const afterbeep: Afterbeep = { kind: runtime.kind, app, folder, options }
  await Promise.all([deskOf(app), soundOf(app)])
  return afterbeep
}

/** Quits the app and opens it again in the same folder, as the rep does next morning. */
export async function restartAfterbeep({ app, folder, options }: Afterbeep): Promise<Afterbeep> {
  await closeApp(app)
  return launchAfterbeep({ ...options, folder })
}

/** Quits the app and removes its folder. */
export async function endAfterbeep({ app, folder, options }: Afterbeep): Promise<void> {
  await closeApp(app)
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** Quits. Where a call is still up the app asks first, and is answered that it should end. */
export async function closeApp(app: ElectronApplication): Promise<void> {
  const answered = app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
  })
  // It may be gone already.
  await answered.catch(() => null)
  await app.close()
}

/** The window the rep sees. */
export function deskOf(app: ElectronApplication): Promise<Page> {
  return pageOf(app, 'desk')
}

/** The hidden window with the sound. */
export function soundOf(app: ElectronApplication): Promise<Page> {
  return pageOf(app, 'sound')
}

/** app://desk/ in Electron, http://desk.app.localhost/ in the stand-in. */
function isRoom(page: Page, room: string): boolean {
  const { hostname } = new URL(page.url())
  return hostname === room || hostname === `${room}.app.localhost`
}

async function pageOf(app: ElectronApplication, room: string): Promise<Page> {
  const page = app.windows().find((window) => isRoom(window, room)) ?? (await openedPage(app, room))
  await page.waitForLoadState('domcontentloaded')
  return page
}

function openedPage(app: ElectronApplication, room: string): Promise<Page> {
  return new Promise((resolve) => {
    const watch = (page: Page) => {
      const take = () => {
        if (!isRoom(page, room)) return
        app.off('window', watch)
        resolve(page)
      }
      page.on('framenavigated', take)
      take()
    }
    app.on('window', watch)
    for (const page of app.windows()) watch(page)
  })
}
