import type { Chromium } from './chromium.ts'
import { isHeadless } from './chromium.ts'
import { contentsOfTarget, WebContents } from './contents.ts'
import { emitPreventable, emitterFor } from './emitter.ts'

type WindowOptions = Electron.BrowserWindowConstructorOptions

/** What a window needs of the app, which is made after this file. */
export interface WindowWorld {
  readonly chromium: Chromium | null
  /** The target of the window without tabs that Chromium opened at its start; taken by the first visible window. */
  takeFirstTarget(): Promise<string | null>
  contentsCreated(contents: WebContents): void
  allClosed(): void
}

/** AFTERBEEP_WAYLAND=1: a window cannot choose its place, its size once it is there, or to be in front. */
const isWayland = process.env['AFTERBEEP_WAYLAND'] === '1'

let world: WindowWorld | null = null
export function setWindowWorld(given: WindowWorld): void {
  world = given
}

const windows = new Map<number, BrowserWindow>()
/** An empty page for hidden windows to be behind. */
let inFront: Promise<unknown> | null = null
let lastId = 0

export class BrowserWindow
  extends emitterFor<Electron.BrowserWindow>('BrowserWindow')
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'show'
      | 'hide'
      | 'focus'
      | 'minimize'
      | 'restore'
      | 'maximize'
      | 'unmaximize'
      | 'setBounds'
      | 'setMinimumSize'
      | 'setMaximumSize'
      | 'setAlwaysOnTop'
      | 'getMaximumSize'
      | 'isAlwaysOnTop'
      | 'close'
      | 'destroy'
      | 'reload'
      | 'isVisible'
      | 'isFocused'
      | 'isMinimized'
      | 'isMaximized'
      | 'isDestroyed'
      | 'getBounds'
      | 'getNormalBounds'
      | 'getTitle'
      | 'setTitle'
    >
{
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null
  }

  readonly id = ++lastId
  readonly webContents: WebContents
  private bounds: { x: number; y: number; width: number; height: number }
  private readonly isHiddenForGood: boolean
  /** Hidden, and the app did not ask that it runs on as if it were seen: a tab in the background, one timer a second. */
  private readonly isThrottled: boolean
  private title: string
  private visible: boolean
  private minimized = false
  private maximized = false
  private onTop = false
  /** Where it was before it was maximized. */
  private normal: Electron.Rectangle | null = null
  private smallest: readonly [number, number]
  /** 0: no bound. */
  private largest: readonly [number, number] = [0, 0]
  /** What the window manager holds to when the rep drags an edge or maximizes. */
  private largestByHand: readonly [number, number] = [0, 0]
  private destroyed = false

  constructor(options: WindowOptions = {}) {
    super()
    if (!world?.chromium) throw new Error('Cannot create BrowserWindow before app is ready')
    const { sandbox, contextIsolation, nodeIntegration, preload } = options.webPreferences ?? {}
    if (sandbox === false || contextIsolation === false || nodeIntegration === true)
      throw new Error('A window without sandbox or context isolation is not imitated')
    const { backgroundThrottling = true, autoplayPolicy = 'no-user-gesture-required' } = options.webPreferences ?? {}
    if (autoplayPolicy !== 'no-user-gesture-required')
      throw new Error(`autoplayPolicy ${autoplayPolicy} is not imitated`)
    this.isThrottled = backgroundThrottling && options.show === false
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.smallest = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.visible = options.show !== false
    this.isHiddenForGood = !this.visible
    this.title = options.title ?? ''
    this.webContents = new WebContents(preload)
    this.webContents.backgroundThrottling = backgroundThrottling
    this.webContents.resized(this.bounds)
    this.webContents.onCloseAsked = () => this.close()
    windows.set(this.id, this)
    world.contentsCreated(this.webContents)
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'))
    void this.openTarget()
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.visible = true
    this.emit('show')
    this.focus()
  }

  hide(): void {
    this.visible = false
    this.emit('hide')
  }

  focus(): void {
    if (isWayland) return
    if (!isHeadless && this.webContents.targetId)
      void this.cdp.send('Target.activateTarget', { targetId: this.webContents.targetId }).catch(() => null)
    this.emit('focus')
  }

  minimize(): void {
    this.minimized = true
    this.setWindowState('minimized')
  }

  restore(): void {
    this.minimized = false
    this.setWindowState('normal')
  }

  maximize(): void {
    this.maximized = true
    const [width, height] = this.largestByHand
    const screen = { width: 1920, height: 1080 }
    this.normal = this.bounds
    this.bounds = {
      x: 0,
      y: 0,
      width: Math.min(screen.width, width || screen.width),
      height: Math.min(screen.height, height || screen.height),
    }
    this.setWindowState('maximized')
  }

  unmaximize(): void {
    this.maximized = false
    if (this.normal) this.bounds = this.normal
    this.normal = null
    this.setWindowState('normal')
  }

  /** As large as the page sees it; no window manager has a say in where it is. */
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    if (isWayland) return
    const within = (size: number, at: 0 | 1) =>
      Math.min(Math.max(size, this.smallest[at]), this.largest[at] || Number.POSITIVE_INFINITY)
    const { x, y, width, height } = { ...this.bounds, ...bounds }
    this.bounds = { x, y, width: within(width, 0), height: within(height, 1) }
    this.webContents.resized(this.bounds)
    const { targetId } = this.webContents
    if (!targetId) return
    const given = { left: x, top: y, width: this.bounds.width, height: this.bounds.height }
    void this.cdp
      .send('Browser.getWindowForTarget', { targetId })
      .then(({ windowId }) => this.cdp.send('Browser.setWindowBounds', { windowId, bounds: given }))
      .catch(() => null)
  }

  setMinimumSize(width: number, height: number): void {
    this.smallest = [width, height]
  }

  /**
   * 0 is no bound; macOS keeps the former one then: Electron calls NSWindow's setMaxSize only where there is a maximum
   * (native_window_mac.mm, SetSizeConstraints). What the rep's own hand may do goes by that.
   */
  setMaximumSize(width: number, height: number): void {
    this.largest = [width, height]
    if (process.platform !== 'darwin' || (width > 0 && height > 0)) this.largestByHand = [width, height]
  }

  getMaximumSize(): number[] {
    return [...this.largest]
  }

  /** Chromium cannot keep a window above others: it is remembered, and no more. */
  setAlwaysOnTop(onTop: boolean): void {
    this.onTop = onTop && !isWayland
  }

  isAlwaysOnTop(): boolean {
    return this.onTop
  }

  isVisible(): boolean {
    return this.visible
  }

  isFocused(): boolean {
    return this.visible && !this.minimized
  }

  isMinimized(): boolean {
    return this.minimized
  }

  isMaximized(): boolean {
    return this.maximized
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  getBounds(): Electron.Rectangle {
    return this.placed(this.bounds)
  }

  getNormalBounds(): Electron.Rectangle {
    return this.placed(this.normal ?? this.bounds)
  }

  /** Under Wayland no window knows where it is. */
  private placed(bounds: Electron.Rectangle): Electron.Rectangle {
    return isWayland ? { ...bounds, x: 0, y: 0 } : { ...bounds }
  }

  getTitle(): string {
    return this.title
  }

  setTitle(title: string): void {
    this.title = title
  }

  reload(): void {
    this.webContents.reload()
  }

  close(): void {
    if (this.destroyed || emitPreventable(this, 'close')) return
    this.destroy()
  }

  destroy(): void {
    const { targetId } = this.webContents
    this.end()
    if (targetId) void this.cdp.send('Target.closeTarget', { targetId }).catch(() => null)
  }

  /** Somebody closed the window on the screen. A refusal comes too late there, so the window is opened again. */
  targetGone(): void {
    if (this.destroyed) return
    this.webContents.detach()
    if (emitPreventable(this, 'close')) void this.openTarget().then(() => this.webContents.reload())
    else this.end()
  }

  private get cdp() {
    return world!.chromium!.cdp
  }

  private end(): void {
    if (this.destroyed) return
    this.destroyed = true
    windows.delete(this.id)
    this.webContents.end()
    // In a later turn, as in Electron: whoever closed it has gone on by then.
    setImmediate(() => {
      this.emit('closed')
      if (windows.size === 0) world!.allClosed()
    })
  }

  private async openTarget(): Promise<void> {
    const first = this.isHiddenForGood ? null : await world!.takeFirstTarget()
    const { width, height } = this.bounds
    // Chromium's own hidden targets have no microphone, so on a screen a hidden window is a minimised one.
    const isMinimised = this.isHiddenForGood && !isHeadless
    const shape = isMinimised ? { windowState: 'minimized', focus: false } : { width, height }
    const fresh = this.isThrottled
      ? { url: 'about:blank', background: true }
      : { url: 'about:blank', newWindow: true, ...shape }
    // A tab is in the background only where another is in front of it.
    if (this.isThrottled)
      await (inFront ??= this.cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true }))
    const targetId = first ?? (await this.cdp.send('Target.createTarget', fresh)).targetId
    if (this.destroyed) return void this.cdp.send('Target.closeTarget', { targetId }).catch(() => null)
    await this.webContents.attach(this.cdp, targetId)
    if (first) this.setWindowState('normal', { width, height })
    if (isMinimised) {
      // Where no window manager minimises anything, it lies small in the corner, beneath the others.
      this.setWindowState('normal', { left: 0, top: 0, width: 200, height: 100 })
      this.setWindowState('minimized')
      for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.focus()
    } else this.focus()
  }

  private setWindowState(windowState: string, size: object = {}): void {
    const { targetId } = this.webContents
    if (isHeadless || !targetId) return
    void this.cdp
      .send('Browser.getWindowForTarget', { targetId })
      .then(({ windowId }) => this.cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState, ...size } }))
      .catch(() => null)
  }
}

/** A target of Chromium went away by itself. */
export function targetDestroyed(targetId: string): void {
  BrowserWindow.fromWebContents(contentsOfTarget(targetId))?.targetGone()
}
