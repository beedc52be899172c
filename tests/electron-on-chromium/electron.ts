/*
 * The module `electron` of the stand-in: just what Afterbeep's main process uses. Anything else is missing at import
 * or throws by name.
 */
import { join } from 'node:path'
import { app, ending, switches } from './app.ts'
import { afterReady } from './before-ready.ts'
import { isDriven, isHeadless, startChromium, type Chromium } from './chromium.ts'
import { toPage } from './addresses.ts'
import { paintContents, webContents, contentsOfTarget } from './contents.ts'
import { dialog } from './dialog.ts'
import { emitterFor } from './emitter.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { Notification } from './notification.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { safeStorage } from './safe-storage.ts'
import {
  blankPage,
  givePrivileges,
  handleScheme,
  isSchemeHandled,
  startSchemeServer,
  unhandleScheme,
} from './scheme-server.ts'
import { defaultSession } from './session.ts'
import { askForMediaAccess, getMediaAccessStatus } from './microphone-question.ts'
import { nativeImage, Tray } from './tray.ts'
import { utilityProcess } from './utility-process.ts'
import { BrowserWindow, setWindowWorld, targetDestroyed } from './window.ts'

const schemes: string[] = []
let hasPrivileges = false

const protocol = refuseUnknown('protocol', {
  registerSchemesAsPrivileged: (custom: Electron.CustomScheme[]) => {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    if (hasPrivileges) throw new Error('protocol.registerSchemesAsPrivileged may be called once')
    hasPrivileges = true
    schemes.push(...custom.map(({ scheme }) => scheme))
    for (const { scheme, privileges = {} } of custom) givePrivileges(scheme, privileges)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>) {
    if (!app.isReady()) throw new Error('protocol.handle before the app is ready')
    handleScheme(scheme, handler)
  },
  unhandle: unhandleScheme,
  isProtocolHandled: isSchemeHandled,
} satisfies Partial<Electron.Protocol>)

const session = refuseUnknown('session', { defaultSession: defaultSession as never } satisfies Partial<
  typeof Electron.session
>)

const screen = afterReady(
  'screen',
  refuseUnknown('screen', {
    getAllDisplays: () => [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] as never,
  } satisfies Partial<Electron.Screen>),
)

export class NativeTheme
  extends emitterFor<Electron.NativeTheme>('nativeTheme')
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>
{
  private source: Electron.NativeTheme['themeSource'] = 'system'
  get shouldUseDarkColors() {
    return this.source === 'dark'
  }
  get themeSource() {
    return this.source
  }
  set themeSource(source) {
    this.source = source
    paintContents(source)
  }
}
const nativeTheme = new NativeTheme()

class PowerMonitor extends emitterFor<Electron.PowerMonitor>('powerMonitor') {}
const powerMonitor = new PowerMonitor()

const shell = refuseUnknown('shell', {})

/** The system's question about the microphone, which only macOS has: AFTERBEEP_MICROPHONE_QUESTION=pending, yes or no. */
const systemPreferences = refuseUnknown(
  'systemPreferences',
  process.platform === 'darwin'
    ? { askForMediaAccess, getMediaAccessStatus }
    : process.platform === 'win32'
      ? { getMediaAccessStatus }
      : ({} satisfies Partial<Electron.SystemPreferences>),
)

let chromium: Chromium | null = null
let firstTarget: Promise<string | null> = Promise.resolve(null)

/** Called when the entry has run to its end: starts Chromium, then the app is ready. */
export async function becomeReady(): Promise<void> {
  const port = await startSchemeServer()
  const showsWindow = !isHeadless && !isDriven && schemes.includes('app')
  chromium = startChromium({
    profile: join(app.getPath('userData'), 'Chromium'),
    hostRules: schemes.map((scheme) => `MAP *.${scheme}.localhost 127.0.0.1:${port}`).join(','),
    switches,
    firstPage: showsWindow ? toPage(blankPage) : null,
  })
  const { cdp, process: child } = chromium
  const found = Promise.withResolvers<string | null>()
  if (showsWindow) firstTarget = found.promise
  cdp.listen('', (method, params) => {
    if (method === 'Target.targetDestroyed') targetDestroyed(params.targetId)
    if (method !== 'Target.targetCreated' || params.targetInfo.type !== 'page') return
    found.resolve(params.targetInfo.targetId)
    const opener = contentsOfTarget(params.targetInfo.openerId ?? '')
    if (!opener) return
    void cdp.send('Target.closeTarget', { targetId: params.targetInfo.targetId }).catch(() => null)
    opener.windowOpened(params.targetInfo.url)
  })
  ending.chromium = () => endChromium(child, () => cdp.send('Browser.close'))
  child.once('exit', () => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
    app.quit()
  })
  // Where it is gone before it was there, the app ends too, and is ready for nothing.
  const isThere = await cdp.send('Target.setDiscoverTargets', { discover: true }).then(Boolean, () => false)
  if (isThere) app.becomeReady()
}

async function endChromium(child: Chromium['process'], close: () => Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.removeAllListeners('exit')
  const exited = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  const late = setTimeout(() => child.kill('SIGKILL'), 1_000)
  await Promise.all([close().catch(() => null), exited])
  clearTimeout(late)
}

setWindowWorld({
  get chromium() {
    return chromium
  },
  takeFirstTarget() {
    const taken = firstTarget
    firstTarget = Promise.resolve(null)
    return taken
  },
  contentsCreated: (contents) => void app.emit('web-contents-created', { preventDefault: () => {} }, contents),
  allClosed: () => app.allClosed(),
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())

const electron = refuseUnknown('electron', {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
})

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  Tray,
  utilityProcess,
  webContents,
  electron as default,
  electron as 'module.exports',
}
