import type { Codec } from './codec.ts'
import { makeCodec } from './codec.ts'

/*
 * What runs in a page, in the two worlds that Electron has there too:
 *
 *   main world       the page's scripts, and the far end of contextBridge
 *   isolated world   the preload, with ipcRenderer and contextBridge
 *
 * The functions of this file are given to Chromium as text: each uses nothing but its arguments.
 */

export const isolatedWorldName = 'Electron Isolated Context'

interface Names {
  /** The event by which the worlds talk; random, so that the page cannot know it. */
  readonly event: string
  /** The function by which the isolated world talks to this process, and the one by which it is answered. */
  readonly binding: string
  readonly receive: string
}

export function mainWorldScript(names: Names): string {
  return `(${inTopFrame})(() => (${worldBridge})('main', 'isolated', ${JSON.stringify(names.event)}), ${mainWorld})`
}

export function isolatedWorldScript(names: Names, preload: string): string {
  return `(${isolatedWorld})(
    (${worldBridge})('isolated', 'main', ${JSON.stringify(names.event)}), (${makeCodec})(), ${JSON.stringify(names)},
    (require, module, exports, process, global) => {${preload}\n})`
}

interface WorldBridge {
  /** Takes what the other world says. */
  take: (name: string, take: (...given: unknown[]) => unknown) => void
  /** Says something to the other world, and waits for what it returns. */
  say: (name: string, ...given: unknown[]) => unknown
}

function inTopFrame(makeBridge: () => WorldBridge, action: (bridge: WorldBridge) => void): void {
  if (window === window.top) return action(makeBridge())
  // Electron asks about a frame within the page as about no main frame; here it is refused without being asked about.
  MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))
}

/**
 * One end of the way between the worlds. A CustomEvent is dispatched synchronously and Chromium clones its `detail`
 * from world to world; functions, promises and errors travel as numbered marks.
 */
function worldBridge(me: string, other: string, event: string): WorldBridge {
  const mark = '__mark'
  const kept = new Map<number, unknown>()
  const settlers = new Map<number, (isOk: boolean, value: unknown) => void>()
  const takers = new Map<string, (...given: unknown[]) => unknown>()
  let last = 0
  let answer: { isOk: boolean; value: unknown } | null = null

  const keep = (value: unknown) => {
    kept.set(++last, value)
    return last
  }
  const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value) as null)

  function pack(value: unknown): unknown {
    if (typeof value === 'function') return { [mark]: 'function', id: keep(value) }
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Promise) {
      const id = keep(null)
      value.then(
        (result) => say('settle', id, true, result),
        (error: unknown) => say('settle', id, false, error),
      )
      return { [mark]: 'promise', id }
    }
    if (value instanceof Error) return { [mark]: 'error', message: value.message }
    if (Array.isArray(value)) return value.map(pack)
    if (!isPlain(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, pack(own)]))
  }

  function unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(unpack)
    if (!isPlain(value)) return value
    const { [mark]: kind, id, message } = value as { [mark]?: string; id: number; message: string }
    if (kind === 'function') return (...given: unknown[]) => say('call', id, ...given)
    if (kind === 'error') return new Error(message)
    if (kind === 'promise')
      return new Promise((resolve, reject) => {
        settlers.set(id, (isOk, result) => (isOk ? resolve(result) : reject(result as Error)))
      })
    return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, unpack(own)]))
  }

  function say(name: string, ...given: unknown[]): unknown {
    answer = null
    window.dispatchEvent(new CustomEvent(`${event}-${other}`, { detail: { name, given: given.map(pack) } }))
    const got = answer as { isOk: boolean; value: unknown } | null
    answer = null
    if (got && !got.isOk) throw got.value
    return got?.value
  }

  takers.set('answer', (isOk, value) => {
    answer = { isOk: isOk === true, value }
  })
  takers.set('call', (id, ...given) => (kept.get(id as number) as (...given: unknown[]) => unknown)(...given))
  takers.set('settle', (id, isOk, value) => {
    settlers.get(id as number)?.(isOk === true, value)
    settlers.delete(id as number)
  })

  window.addEventListener(`${event}-${me}`, (heard) => {
    const { name, given } = (heard as CustomEvent<{ name: string; given: unknown[] }>).detail
    heard.stopImmediatePropagation()
    const unpacked = given.map(unpack)
    if (name === 'answer' || name === 'settle') return void takers.get(name)?.(...unpacked)
    let outcome: [boolean, unknown]
    try {
      outcome = [true, takers.get(name)?.(...unpacked)]
    } catch (error) {
      outcome = [false, error]
    }
    say('answer', ...outcome)
  })

  return { say, take: (name, take) => void takers.set(name, take) }
}

function mainWorld(bridge: WorldBridge): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) for (const own of Object.values(value)) freeze(own)
    return Object.freeze(value)
  }
  bridge.take('expose', (key, api) => {
    Object.defineProperty(window, key as string, { value: freeze(api), enumerable: true })
  })
  window.open = (address = 'about:blank') => {
    bridge.say('open', new URL(address, document.baseURI).href)
    return null
  }
  window.close = () => void bridge.say('close')
  window.prompt = () => {
    throw new Error('prompt() is not supported.')
  }

  /*
   * What Electron asks the app's handlers about when a page uses it. A stream for which macOS has not asked the rep opens, and
   * is silent.
   */
  interface Use {
    readonly isAllowed: boolean
    readonly isHeard: boolean
  }
  const use = (about: object) => bridge.say('use', about) as Promise<Use>
  const refused = () => new DOMException('Permission denied', 'NotAllowedError')
  const { getUserMedia, enumerateDevices } = MediaDevices.prototype
  MediaDevices.prototype.getUserMedia = async function (constraints = {}) {
    const media = (['audio', 'video'] as const).filter((kind) => constraints[kind])
    const { isAllowed, isHeard } = await use({ kind: 'media', media })
    if (!isAllowed) throw refused()
    const stream = await getUserMedia.call(this, constraints)
    return isHeard ? stream : new AudioContext().createMediaStreamDestination().stream
  }
  MediaDevices.prototype.enumerateDevices = async function () {
    const [{ isAllowed }, devices] = await Promise.all([use({ kind: 'devices' }), enumerateDevices.call(this)])
    return isAllowed
      ? devices
      : devices.map(({ kind }) => ({ kind, deviceId: '', groupId: '', label: '', toJSON: () => ({ kind }) }))
  }
  for (const { prototype } of [AudioContext, HTMLMediaElement] as unknown as { prototype: HTMLMediaElement }[]) {
    const { setSinkId } = prototype
    prototype.setSinkId = async function (sinkId) {
      if (sinkId !== '' && !(await use({ kind: 'speaker' })).isAllowed) throw refused()
      return setSinkId.call(this, sinkId)
    }
  }
}

function isolatedWorld(
  bridge: WorldBridge,
  codec: Codec,
  names: Names,
  preload: (require: unknown, module: object, exports: object, process: object, global: object) => void,
): void {
  if (window !== window.top) return
  const world = globalThis as unknown as Record<string, (text: string) => void>
  const toMain = world[names.binding]!
  delete world[names.binding]

  const listeners = new Map<string, Set<(event: object, ...given: unknown[]) => void>>()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  const tell = (message: object) => toMain(codec.encode(message))

  const ipcRenderer = {
    send: (channel: string, ...given: unknown[]) => tell({ kind: 'send', channel, given }),
    invoke: (channel: string, ...given: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        tell({ kind: 'invoke', id, channel, given })
      }),
    on: (channel: string, listener: (event: object, ...given: unknown[]) => void) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
      return ipcRenderer
    },
    off: (channel: string, listener: (event: object, ...given: unknown[]) => void) => {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
  }
  const contextBridge = { exposeInMainWorld: (key: string, api: unknown) => void bridge.say('expose', key, api) }

  Object.defineProperty(world, names.receive, {
    value: (text: string) => {
      const message = codec.decode(text) as {
        kind: 'message' | 'answer'
        id: number
        channel: string
        given: unknown[]
        error?: string
        value?: unknown
      }
      if (message.kind === 'message') {
        for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...message.given)
        return
      }
      const { resolve, reject } = waiting.get(message.id)!
      waiting.delete(message.id)
      if (message.error === undefined) resolve(message.value)
      else reject(new Error(message.error))
    },
  })
  bridge.take('open', (url) => tell({ kind: 'open', url }))
  bridge.take('close', () => tell({ kind: 'close' }))
  bridge.take(
    'use',
    (about) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        tell({ kind: 'use', id, about })
      }),
  )

  /*
   * Electron has none of the menus and keys of a browser: no menu of a right click, no reload, no zoom, no search in the page.
   * What it has is told to main, whose listeners decide.
   */
  const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement &&
      ['text', 'search', 'tel', 'url', 'email', 'password', 'number'].includes(target.type))
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    const { target } = event
    const isEditable = isField(target) && !target.readOnly && !target.disabled
    const selectionText = isField(target)
      ? target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
      : String(window.getSelection())
    const isSecret = target instanceof HTMLInputElement && target.type === 'password'
    const canCopy = selectionText !== '' && !isSecret
    const editFlags = { canCut: canCopy && isEditable, canCopy, canPaste: isEditable, canSelectAll: true }
    const about = { isEditable, selectionText: isSecret ? '' : selectionText, dictionarySuggestions: [], editFlags }
    tell({ kind: 'contextmenu', about: { x: event.clientX, y: event.clientY, misspelledWord: '', ...about } })
  })
  const browserKeys = /^(F5|F7|F11|F12)$/
  const browserLetters = /^[rwtnfpghjklosu+=_0-9-]$/i
  const keyTold = (type: string) => (event: KeyboardEvent) => {
    const { key, code, ctrlKey: control, metaKey: meta, altKey: alt, shiftKey: shift, repeat: isAutoRepeat } = event
    const isHeld = control || meta
    if (!isHeld && !alt && !/^F\d/.test(key)) return
    if (browserKeys.test(key) || (isHeld && browserLetters.test(key))) event.preventDefault()
    tell({ kind: 'input', about: { type, key, code, control, meta, alt, shift, isAutoRepeat } })
  }
  window.addEventListener('keydown', keyTold('keyDown'), true)
  window.addEventListener('keyup', keyTold('keyUp'), true)

  const module = { exports: {} }
  const require = (name: string) => {
    if (name === 'electron') return { ipcRenderer, contextBridge }
    // Electron has events, timers and url beside it, and nothing else for a sandboxed preload.
    throw new Error(`module not found: ${name}`)
  }
  preload(
    require,
    module,
    module.exports,
    { type: 'renderer', sandboxed: true, platform: 'linux', env: {} },
    globalThis,
  )
}
