import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App, Session, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import {
  askForMicrophone,
  isMicrophoneRefused,
  guardContents,
  guardSession,
  isSentBy,
  mayNavigate,
  mayUse,
  roomOf,
  type Permission,
  type Room,
} from '../../../main/shell/security.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** Every permission there is, from Electron's own types: one that a new Electron adds is in the table by itself. */
const everyPermission = (() => {
  const types = readFileSync(join(root, 'node_modules', 'electron', 'electron.d.ts'), 'utf8')
  const line = types.split('\n').find((text) => text.includes('setPermissionRequestHandler(handler'))!
  const names = line.slice(line.indexOf('permission:'), line.indexOf(', callback'))
  return [...names.matchAll(/'([\w-]+)'/g)].map(([, name]) => name as Permission)
})()

test('there are as many permissions as Electron knows', () => {
  expect(everyPermission.length).toBeGreaterThanOrEqual(46)
  expect(everyPermission).toContain('media')
})

describe('what a room may use', () => {
  const allowed: Record<Room, readonly string[]> = {
    desk: ['clipboard-sanitized-write'],
    sound: ['media', 'speaker-selection'],
  }
  test.for(everyPermission)('%s is only for the room that needs it', (permission) => {
    for (const room of ['desk', 'sound'] as const) {
      const question = { permission, url: `app://${room}/`, isMainFrame: true, media: ['audio'] }
      expect(mayUse(question)).toBe(allowed[room].includes(permission))
      expect(mayUse({ ...question, isMainFrame: false })).toBe(false)
      for (const url of ['https://example.com/', 'app://other/', '', 'null', `app://${room}.evil/`])
        expect(mayUse({ ...question, url })).toBe(false)
    }
  })

  test.for([
    { media: ['audio'], may: true },
    { media: ['video'], may: false },
    { media: ['audio', 'video'], may: false },
    { media: ['unknown'], may: false },
    { media: [], may: false },
  ])('the sound room asking for $media is answered $may', ({ media, may }) => {
    expect(mayUse({ permission: 'media', url: 'app://sound/', isMainFrame: true, media })).toBe(may)
  })
})

test.for([
  ['app://desk/', 'desk'],
  ['app://sound', 'sound'],
  ['app://desk/assets/desk.js?x#y', 'desk'],
  ['app://desk:80/', null],
  ['app://user@desk/', null],
  ['app://desk@evil/', null],
  ['app://DESK/', null],
  ['app://desk.evil/', null],
  ['app:desk', null],
  ['http://desk/', null],
  ['file:///etc/passwd', null],
  ['data:text/html,x', null],
  ['about:blank', null],
  ['', null],
] as const)('%s is an address of room %s', ([address, room]) => {
  expect(roomOf(address)).toBe(room)
})

test.for([
  { from: 'app://desk/', to: 'app://desk/', may: true },
  { from: 'app://desk/', to: 'app://desk/#queue', may: true },
  { from: 'app://desk/', to: 'app://sound/', may: false },
  { from: 'app://desk/', to: 'app://desk/recordings/1.wav', may: false },
  { from: 'app://desk/', to: 'https://example.com/', may: false },
  { from: 'app://desk/', to: 'file:///etc/passwd', may: false },
  { from: 'app://desk/', to: 'javascript:alert(1)', may: false },
  { from: 'app://desk/', to: 'tel:+15551234567', may: false },
  { from: 'https://example.com/', to: 'app://desk/', may: false },
  { from: '', to: 'app://desk/', may: false },
])('from $from to $to is answered $may', ({ from, to, may }) => {
  expect(mayNavigate(from, to)).toBe(may)
})

describe('who sent a message', () => {
  const contents = {} as WebContents
  const frame = { url: 'app://desk/', parent: null }
  test.for([
    { who: 'the desk itself', sender: contents, senderFrame: frame, is: true },
    { who: 'another window', sender: {} as WebContents, senderFrame: frame, is: false },
    { who: 'a frame inside the desk', sender: contents, senderFrame: { ...frame, parent: frame }, is: false },
    { who: 'the desk led elsewhere', sender: contents, senderFrame: { ...frame, url: 'https://desk/' }, is: false },
    { who: 'the other room', sender: contents, senderFrame: { ...frame, url: 'app://sound/' }, is: false },
    { who: 'a frame that is gone', sender: contents, senderFrame: null, is: false },
  ])('$who: $is', ({ sender, senderFrame, is }) => {
    expect(isSentBy('desk', contents, { sender, senderFrame })).toBe(is)
  })
})

describe('the microphone of a Mac', () => {
  type Ask = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>

  /** What the guarded session answers to a page that asks; `null` as long as it has not answered. */
  function asking(system: () => Promise<boolean>, page = 'app://sound/', permission: Permission = 'media') {
    let ask: Ask | null = null
    const session = {
      setPermissionRequestHandler: (handler: Ask) => (ask = handler),
      setPermissionCheckHandler: () => {},
      setDevicePermissionHandler: () => {},
      on: () => {},
    } as unknown as Session
    guardSession(session, system)
    const answers: boolean[] = []
    ask!({} as WebContents, permission, (answer) => void answers.push(answer), {
      isMainFrame: true,
      requestingUrl: page,
      mediaTypes: ['audio'],
      securityOrigin: page,
    })
    return answers
  }

  test('is not given before the rep has answered the system, and then as they said', async () => {
    for (const said of [true, false]) {
      const system = Promise.withResolvers<boolean>()
      const answers = asking(() => system.promise)
      expect(answers).toEqual([])
      system.resolve(said)
      await system.promise
      expect(answers).toEqual([said])
    }
  })

  test('is not given where the system cannot be asked', async () => {
    const answers = asking(() => Promise.reject(new Error('no TCC')))
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    expect(answers).toEqual([false])
  })

  test('nobody is asked for the desk, or for anything else', () => {
    expect(asking(() => expect.unreachable(), 'app://desk/')).toEqual([false])
    expect(asking(() => expect.unreachable(), 'app://sound/', 'speaker-selection')).toEqual([true])
  })

  test('only macOS asks', async () => {
    const kinds: string[] = []
    const preferences = { askForMediaAccess: async (kind: string) => (kinds.push(kind), false) }
    expect(await askForMicrophone(preferences, 'darwin')).toBe(false)
    expect(kinds).toEqual(['microphone'])
    expect(await askForMicrophone(preferences, 'win32')).toBe(true)
    expect(await askForMicrophone(preferences, 'linux')).toBe(true)
    expect(kinds).toHaveLength(1)
  })
})

/** Whatever was given to `on` and to the setters, by its name, as Electron would call it. */
function recorder() {
  const given = new Map<string, (...args: readonly unknown[]) => unknown>()
  const keep = (name: string) => (handler: (...args: readonly unknown[]) => unknown) => void given.set(name, handler)
  return {
    call: (name: string, ...args: readonly unknown[]) => given.get(name)!(...args),
    target: {
      on: (name: string, handler: (...args: readonly unknown[]) => unknown) => keep(name)(handler),
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setWindowOpenHandler: keep('open'),
      getURL: () => 'app://desk/',
    },
  }
}

function event(url = '') {
  const seen = { url, prevented: false, preventDefault: () => void (seen.prevented = true) }
  return seen
}

test('a session answers permissions by room, both when it is asked and when it is checked', async () => {
  const { call, target } = recorder()
  guardSession(target as unknown as Session, () => Promise.resolve(true))
  const answers: unknown[] = []
  const answered = Promise.withResolvers<void>()
  const ask = (requestingUrl: string, isMainFrame: boolean) =>
    call('request', null, 'media', (may: boolean) => (answers.push(may) === 3 ? answered.resolve() : undefined), {
      requestingUrl,
      isMainFrame,
      mediaTypes: ['audio'],
    })
  ask('app://sound/', true)
  ask('app://sound/', false)
  ask('app://desk/', true)
  await answered.promise
  expect(answers.toSorted()).toEqual([false, false, true])
  const check = (origin: string, details: object) => call('check', null, 'media', origin, details)
  expect(check('app://sound', { mediaType: 'audio', isMainFrame: true, requestingUrl: 'app://sound/' })).toBe(true)
  expect(check('app://sound', { mediaType: 'video', isMainFrame: true, requestingUrl: 'app://sound/' })).toBe(false)
  expect(check('app://sound', { mediaType: 'audio', isMainFrame: true })).toBe(true)
  expect(check('app://desk', { mediaType: 'audio', isMainFrame: true })).toBe(false)
  expect(check('app://sound', { isMainFrame: true })).toBe(false)
  expect(call('device', {})).toBe(false)
})

test('a session downloads nothing', () => {
  const { call, target } = recorder()
  guardSession(target as unknown as Session, () => Promise.resolve(true))
  const download = event()
  call('will-download', download)
  expect(download.prevented).toBe(true)
})

test('whatever contents the app will have go nowhere, embed nothing and open no window', () => {
  const app = recorder()
  const contents = recorder()
  guardContents(app.target as unknown as App)
  app.call('web-contents-created', null, contents.target)
  for (const name of ['will-navigate', 'will-frame-navigate']) {
    const away = event('https://example.com/')
    contents.call(name, away)
    expect(away.prevented).toBe(true)
    const again = event('app://desk/')
    contents.call(name, again)
    expect(again.prevented).toBe(false)
  }
  for (const name of ['will-redirect', 'will-attach-webview']) {
    const asked = event('app://desk/')
    contents.call(name, asked)
    expect(asked.prevented).toBe(true)
  }
  expect(contents.call('open', { url: 'app://desk/' })).toEqual({ action: 'deny' })
})

test.for([
  ['darwin', 'denied', true],
  ['darwin', 'restricted', true],
  ['darwin', 'not-determined', false],
  ['win32', 'denied', true],
  ['win32', 'granted', false],
  ['linux', 'denied', false],
] as const)('on %s a microphone that is %s counts as refused: %s', ([platform, status, isRefused]) => {
  expect(isMicrophoneRefused({ getMediaAccessStatus: () => status }, platform)).toBe(isRefused)
})
