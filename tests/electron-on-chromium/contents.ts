import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { originOf, toApp, toPage } from './addresses.ts'
import type { Cdp, Json } from './cdp.ts'
import { makeCodec } from './codec.ts'
import { emitPreventable, emitterFor, PreventableEvent } from './emitter.ts'
import { answerInvoke, ipcMain } from './ipc-main.ts'
import { isolatedWorldName, isolatedWorldScript, mainWorldScript } from './page.ts'
import { isMicrophoneHeard } from './microphone-question.ts'
import { askForUse, defaultSession, permissionsOf } from './session.ts'

const codec = makeCodec()

/** AFTERBEEP_GONE=oom, launch-failed, …: why a renderer that crashes is gone. */
const goneFor = process.env['AFTERBEEP_GONE'] ?? 'crashed'

/** A frame as IPC handlers see it. */
export interface Frame {
  url: string
  readonly parent: Frame | null
  readonly origin: string
}

function makeFrame(url: string, parent: Frame | null): Frame {
  return {
    url,
    parent,
    get origin() {
      return originOf(this.url)
    },
  }
}

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

const everyContents = new Map<number, WebContents>()
let painted: Electron.NativeTheme['themeSource'] = 'system'

/** Every page is asked to be light or dark, and those to come. */
export function paintContents(theme: Electron.NativeTheme['themeSource']): void {
  painted = theme
  for (const contents of everyContents.values()) void contents.paint()
}

let lastId = 0

/** One page, behind one Chromium target at a time: a target that the user closed may be replaced. */
export class WebContents
  extends emitterFor<Electron.WebContents>('webContents')
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'send'
      | 'loadURL'
      | 'getURL'
      | 'reload'
      | 'isCrashed'
      | 'isDestroyed'
      | 'isLoading'
      | 'forcefullyCrashRenderer'
      | 'executeJavaScript'
      | 'setWindowOpenHandler'
      | 'close'
      | 'getBackgroundThrottling'
      | 'getZoomLevel'
      | 'replaceMisspelling'
      | 'setZoomLevel'
    >
{
  readonly id = ++lastId
  readonly session = defaultSession
  readonly mainFrame: Frame = makeFrame('', null)
  targetId: string | null = null
  /** Is it slowed down while nobody sees it? */
  backgroundThrottling = true
  /** Asks the window to close, as the page's own window.close() does. */
  onCloseAsked: () => void = () => {}

  private readonly preload: string
  private readonly names: { event: string; binding: string; receive: string }
  private cdp: Cdp | null = null
  private sessionId = ''
  private opened = Promise.withResolvers<void>()
  private readonly frames = new Map<string, Frame>()
  private mainFrameId = ''
  /** Isolated worlds: execution context → frame. */
  private readonly contexts = new Map<number, string>()
  private isGone = false
  private zoomLevel = 0
  private area = { width: 800, height: 600 }
  private hasCrashed = false
  private loading: PromiseWithResolvers<void> | null = null
  /** Navigations that main itself began: they are not asked about. */
  private readonly ownNavigations = new Set<string>()
  private onWindowOpen: WindowOpenHandler = () => ({ action: 'allow' })

  constructor(preload: string | undefined) {
    super()
    const random = () => `_${randomBytes(12).toString('hex')}`
    this.names = { event: random(), binding: random(), receive: random() }
    this.preload = preload ? readFileSync(preload, 'utf8') : ''
    if (/^\s*import\b|\bimport\s*\(/m.test(this.preload)) throw new Error('A sandboxed preload cannot import anything')
    everyContents.set(this.id, this)
  }

  /** Takes a fresh target as this page. */
  async attach(cdp: Cdp, targetId: string): Promise<void> {
    this.cdp = cdp
    this.targetId = targetId
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
    this.sessionId = sessionId
    cdp.listen(sessionId, (method, params) => this.take(method, params))
    const { binding } = this.names
    await Promise.all([
      this.ask('Page.enable'),
      this.ask('Runtime.enable'),
      this.ask('Inspector.enable'),
      this.ask('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] }),
      this.ask('Runtime.addBinding', { name: binding, executionContextName: isolatedWorldName }),
      this.ask('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.names) }),
      this.ask('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldScript(this.names, this.preload),
        worldName: isolatedWorldName,
      }),
    ])
    const { frameTree } = await this.ask('Page.getFrameTree')
    this.mainFrameId = frameTree.frame.id
    if (painted !== 'system') await this.paint()
    this.frames.set(this.mainFrameId, this.mainFrame)
    this.opened.resolve()
  }

  async paint(): Promise<void> {
    const value = painted === 'system' ? '' : painted
    // A page that is not there yet is painted when it is; one that is gone needs none.
    if (!this.cdp || this.isGone) return
    await this.ask('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }).catch(
      () => null,
    )
  }

  /** The user closed its target, and another one is on its way. */
  detach(): void {
    this.cdp?.forget(this.sessionId)
    this.contexts.clear()
    this.opened = Promise.withResolvers<void>()
    this.loading = Promise.withResolvers<void>()
  }

  async loadURL(url: string): Promise<void> {
    await this.opened.promise
    if (this.isGone) return
    for (const { name, setting } of await permissionsOf({ contents: this as never, url, isMainFrame: true })) {
      await this.cdp!.send('Browser.setPermission', { permission: { name }, setting, origin: originOf(toPage(url)) })
    }
    this.loading?.resolve()
    const loading = (this.loading = Promise.withResolvers<void>())
    this.ownNavigations.add(toPage(url))
    const { errorText } = await this.ask('Page.navigate', { url: toPage(url) })
    if (errorText) throw new Error(`${errorText} loading '${url}'`)
    this.hasCrashed = false
    await loading.promise
  }

  getURL(): string {
    return this.mainFrame.url
  }

  reload(): void {
    // A crashed page is brought back by Page.navigate only, so every reload is one.
    void this.loadURL(this.getURL())
  }

  isCrashed(): boolean {
    return this.hasCrashed
  }

  isDestroyed(): boolean {
    return this.isGone
  }

  isLoading(): boolean {
    return this.loading !== null
  }

  forcefullyCrashRenderer(): void {
    // The renderer dies before it can answer.
    void this.ask('Page.crash').catch(() => null)
  }

  /** Asks the rep by the page, in the world that the page's scripts do not reach: they have no prompt(). */
  async askRep(code: string): Promise<Json> {
    while (this.loading) await this.loading.promise
    const contextId = [...this.contexts].find(([, frameId]) => frameId === this.mainFrameId)?.[0]
    const answer = await this.ask('Runtime.evaluate', { expression: code, returnByValue: true, contextId })
    return answer.result.value
  }

  async executeJavaScript(code: string, _userGesture = false): Promise<Json> {
    while (this.loading) await this.loading.promise
    const answer = await this.ask('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true })
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'Script failed')
    return answer.result.value
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.onWindowOpen = handler
  }

  close(): void {
    this.onCloseAsked()
  }

  /** As large as its window is, in points. */
  resized(area: { readonly width: number; readonly height: number }): void {
    this.area = area
    if (this.zoomLevel !== 0) this.setZoomLevel(this.zoomLevel)
  }

  getBackgroundThrottling(): boolean {
    return this.backgroundThrottling
  }

  getZoomLevel(): number {
    return this.zoomLevel
  }

  /** A page that is drawn larger has less room: Chromium's zoom itself can only be reached by its own keys. */
  setZoomLevel(level: number): void {
    const wasThere = this.zoomLevel !== 0
    this.zoomLevel = level
    const factor = 1.2 ** level
    const { width, height } = this.area
    const drawn = {
      width: Math.round(width / factor),
      height: Math.round(height / factor),
      deviceScaleFactor: factor,
      mobile: false,
    }
    if (level !== 0) void this.ask('Emulation.setDeviceMetricsOverride', drawn).catch(() => null)
    else if (wasThere) void this.ask('Emulation.clearDeviceMetricsOverride').catch(() => null)
  }

  /** There is no spelling here that could be wrong. */
  replaceMisspelling(_word: string): void {}

  /** What a menu item of that role does with the text of the page: one of Blink's own commands. */
  async edit(command: string): Promise<void> {
    await this.ask('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Unidentified', commands: [command] })
  }

  send(channel: string, ...given: unknown[]): void {
    this.toPage([...this.contexts].find(([, frameId]) => frameId === this.mainFrameId)?.[0], {
      kind: 'message',
      channel,
      given,
    })
  }

  /** The target is gone for good. */
  end(): void {
    if (this.isGone) return
    this.isGone = true
    this.opened.resolve()
    this.loading?.resolve()
    this.cdp?.forget(this.sessionId)
    everyContents.delete(this.id)
    this.emit('destroyed', new PreventableEvent())
  }

  private ask(method: string, params: object = {}): Promise<Json> {
    return this.cdp!.send(method, params, this.sessionId)
  }

  private toPage(contextId: number | undefined, message: object): void {
    if (contextId === undefined || this.isGone || this.hasCrashed) return
    const call = {
      executionContextId: contextId,
      functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.names.receive)}](text) }`,
      arguments: [{ value: codec.encode(message) }],
    }
    // The page may be gone by the time it arrives; Electron says nothing about that either.
    void this.ask('Runtime.callFunctionOn', call).catch(() => null)
  }

  private take(method: string, params: Json): void {
    switch (method) {
      case 'Page.frameAttached':
        this.frames.set(params.frameId, makeFrame('', this.frames.get(params.parentFrameId) ?? this.mainFrame))
        return
      case 'Page.frameDetached':
        this.frames.delete(params.frameId)
        return
      case 'Page.frameNavigated':
        return this.frameNavigated(params.frame)
      case 'Page.domContentEventFired':
        this.emit('dom-ready', new PreventableEvent())
        return
      case 'Page.loadEventFired':
        this.loading?.resolve()
        this.loading = null
        this.emit('did-finish-load', new PreventableEvent())
        return
      case 'Runtime.executionContextCreated':
        if (params.context.name === isolatedWorldName)
          this.contexts.set(params.context.id, params.context.auxData.frameId)
        return
      case 'Runtime.executionContextDestroyed':
        this.contexts.delete(params.executionContextId)
        return
      case 'Runtime.executionContextsCleared':
        this.contexts.clear()
        return
      case 'Runtime.bindingCalled':
        if (params.name === this.names.binding) this.fromPage(params.executionContextId, params.payload)
        return
      case 'Fetch.requestPaused':
        return this.documentRequested(params)
      case 'Inspector.targetCrashed':
        this.hasCrashed = true
        this.contexts.clear()
        // A task of its own in Electron: what a listener does may destroy this very window.
        setImmediate(() => this.emit('render-process-gone', new PreventableEvent(), { reason: goneFor, exitCode: 5 }))
    }
  }

  private frameNavigated(frame: Json): void {
    const known = this.frames.get(frame.id) ?? makeFrame('', frame.parentId ? this.mainFrame : null)
    this.frames.set(frame.id, known)
    known.url = toApp(frame.url + (frame.urlFragment ?? ''))
    if (known === this.mainFrame) this.emit('did-navigate', new PreventableEvent(), known.url, 200, '')
  }

  private documentRequested({ requestId, request, frameId }: Json): void {
    const isMainFrame = frameId === this.mainFrameId
    const url = toApp(request.url)
    const details = { url, isMainFrame, isSameDocument: false, frame: this.frames.get(frameId) ?? null }
    const isRefused =
      !this.ownNavigations.delete(request.url) &&
      [
        ...(isMainFrame ? [emitPreventable(this, 'will-navigate', details)] : []),
        emitPreventable(this, 'will-frame-navigate', details),
      ].includes(true)
    const answer = isRefused
      ? this.ask('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      : this.ask('Fetch.continueRequest', { requestId })
    void answer.catch(() => null)
  }

  private fromPage(contextId: number, text: string): void {
    const senderFrame = this.frames.get(this.contexts.get(contextId) ?? '') ?? null
    const message = codec.decode(text) as {
      kind: string
      id: number
      channel: string
      given: unknown[]
      url: string
      about: object
    }
    const event = { sender: this, senderFrame, processId: 0, frameId: 0 }
    switch (message.kind) {
      case 'send':
        ipcMain.emit(message.channel, event, ...message.given)
        return
      case 'invoke':
        void answerInvoke(message.channel, event, message.given).then((answer) => {
          this.toPage(contextId, { kind: 'answer', id: message.id, ...answer })
        })
        return
      case 'open':
        return this.windowOpened(message.url)
      case 'use': {
        const asker = {
          contents: this as never,
          url: senderFrame?.url ?? '',
          isMainFrame: senderFrame === this.mainFrame,
        }
        void askForUse(asker, message.about as Parameters<typeof askForUse>[1]).then((isAllowed) => {
          this.toPage(contextId, { kind: 'answer', id: message.id, value: { isAllowed, isHeard: isMicrophoneHeard() } })
        })
        return
      }
      case 'contextmenu':
        this.emit('context-menu', new PreventableEvent(), message.about)
        return
      case 'input':
        this.emit('before-input-event', new PreventableEvent(), message.about)
        return
      case 'close':
        this.onCloseAsked()
    }
  }

  /** A page asked for another window, by script or by a link. */
  windowOpened(url: string): void {
    const { action } = this.onWindowOpen({
      url: toApp(url),
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: this.getURL(), policy: 'no-referrer' },
    } as never)
    if (action === 'allow') throw new Error('window.open is not imitated, only its refusal')
  }
}

/** Electron's `webContents` module. */
export const webContents = {
  getAllWebContents: () => [...everyContents.values()] as never[],
  fromId: (id: number) => everyContents.get(id) as never,
  fromDevToolsTargetId: (targetId: string) =>
    [...everyContents.values()].find((contents) => contents.targetId === targetId) as never,
} satisfies Pick<typeof Electron.webContents, 'getAllWebContents' | 'fromId' | 'fromDevToolsTargetId'>

export function contentsOfTarget(targetId: string): WebContents | undefined {
  return [...everyContents.values()].find((contents) => contents.targetId === targetId)
}
