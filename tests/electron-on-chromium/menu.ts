import { app } from './app.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { BrowserWindow } from './window.ts'

type Template = Electron.MenuItemConstructorOptions
type Role = NonNullable<Template['role']>

/** What Electron's menus of one role are made of; the others have one action, below. */
const submenus: Partial<Record<Role, readonly Role[]>> = {
  appMenu: ['about', 'services', 'hide', 'hideOthers', 'unhide', 'quit'],
  fileMenu: process.platform === 'darwin' ? ['close'] : ['quit'],
  editMenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'],
  viewMenu: ['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
  windowMenu: process.platform === 'darwin' ? ['minimize', 'zoom', 'front'] : ['minimize', 'zoom', 'close'],
}

/** Electron's list of roles: another word is refused there too. */
const roles: readonly string[] = [
  ...Object.keys(submenus),
  ...`
    help shareMenu window about services hide hideOthers unhide quit close undo redo cut copy paste
    pasteAndMatchStyle delete selectAll reload forceReload toggleDevTools resetZoom zoomIn zoomOut
    toggleSpellChecker togglefullscreen minimize zoom front startSpeaking stopSpeaking recentDocuments
    clearRecentDocuments toggleTabBar selectNextTab selectPreviousTab showAllTabs mergeAllWindows
    moveTabToNewWindow showSubstitutions toggleSmartQuotes toggleSmartDashes toggleTextReplacement
  `
    .trim()
    .split(/\s+/),
]

/** Done by Blink in the window in front. */
const edits = ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll']

class MenuItem {
  readonly label: string
  readonly role: Role | undefined
  readonly type: string
  readonly enabled: boolean
  readonly submenu: Menu | null
  readonly action: Template['click']

  constructor({ label, role, type, enabled = true, submenu, click }: Template) {
    if (role !== undefined && !roles.includes(role)) throw new Error(`There is no menu role “${role}”`)
    const own = role && submenus[role]
    const within = own ? own.map((each): Template => ({ role: each })) : (submenu as Template[] | undefined)
    this.role = role
    this.type = type ?? (within ? 'submenu' : 'normal')
    if (label === undefined && role === undefined && this.type !== 'separator')
      throw new Error('A menu item needs a label, a role or the type separator')
    this.label = label ?? role ?? ''
    this.enabled = enabled
    this.submenu = within ? new Menu(within) : null
    this.action = click
  }

  /** As if the rep chose it. */
  click(): void {
    if (!this.enabled) return
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (this.role === undefined) this.action?.(this as never, window as never, {} as never)
    else if (this.role === 'quit') app.quit()
    else if (this.role === 'close') window?.close()
    else if (this.role === 'minimize') window?.minimize()
    else if (edits.includes(this.role)) void window?.webContents.edit(this.role)
    else throw new Error(`The menu role “${this.role}” is not imitated`)
  }
}

/** Chromium's windows have no menu of the app: it is kept, for tests to read and to click. */
class Menu {
  /** The menus of right clicks that were shown, the oldest first. */
  static readonly popups: Menu[] = []
  static application: Menu | null = null
  readonly items: readonly MenuItem[]

  constructor(template: readonly Template[]) {
    this.items = template.map((item) => new MenuItem(item))
  }

  popup(_options: Electron.PopupOptions = {}): void {
    if (!app.isReady()) throw new Error('Menu.popup before the app is ready')
    Menu.popups.push(this)
  }
}

const imitated = {
  popups: Menu.popups,
  getApplicationMenu: () => Menu.application as never,
  setApplicationMenu: (menu: Electron.Menu | null) => void (Menu.application = menu as never),
  buildFromTemplate: (template: Template[]) => new Menu(template) as never,
} satisfies Partial<typeof Electron.Menu> & { popups: Menu[] }

const shown = refuseUnknown('Menu', imitated)
export { shown as Menu }
