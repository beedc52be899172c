import type { BrowserWindow } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import {
  answerRequest,
  closeSoundLink,
  commandSound,
  makeSoundLink,
  openSoundLink,
  takeAnswer,
  takeSoundEvent,
  tellDesk,
} from '../../../main/shell/ipc.ts'
import { requests, soundEvents, type Handlers, type SoundListeners } from '../../../shared/contract/bridge.ts'
import { callIdSchema } from '../../../shared/ids.ts'
import { failed, ok } from '../../../shared/result.ts'

const callId = callIdSchema.parse('call-1')
const badRequest = (reason: string) => failed('bad-request', { reason })

function handlersThat(some: Partial<Handlers> = {}): Handlers {
  const refuse = Object.keys(requests).map((name) => [name, () => failed('not-found')])
  return { ...(Object.fromEntries(refuse) as Handlers), ...some }
}

describe('a request of the desk', () => {
  test('reaches its handler with what was sent, and is answered with what the handler says', async () => {
    const handlers = handlersThat({
      'call.hangUp': (input) => (input.callId === callId ? ok() : failed('not-found')),
    })
    const answer = await answerRequest({ name: 'call.hangUp', input: { callId } }, handlers, expect.unreachable)
    expect(answer).toEqual({ ok: true, value: null })
  })

  test.for([
    ['malformed request', null],
    ['malformed request', 'call.hangUp'],
    ['malformed request', { name: 'call.hangUp', input: { callId }, more: 1 }],
    ['unknown request', { name: 'call.record', input: {} }],
    ['unknown request', { name: 'constructor', input: {} }],
    ['unknown request', { name: '__proto__', input: {} }],
    ['call.hangUp: callId invalid_type', { name: 'call.hangUp', input: { callId: 7 } }],
    ['call.hangUp: input unrecognized_keys', { name: 'call.hangUp', input: { callId, password: 'hunter2' } }],
  ] as const)('is refused as %s: %j', async ([reason, message]) => {
    const handlers = handlersThat({ 'call.hangUp': () => expect.unreachable() })
    expect(await answerRequest(message, handlers, expect.unreachable)).toEqual(badRequest(reason))
  })

  test('is answered even when its handler throws or breaks the contract', async () => {
    const bugs: string[] = []
    const onBug = (where: string) => bugs.push(where)
    const handlers = handlersThat({
      'call.hangUp': () => {
        throw new Error('a bug')
      },
      'line.usePractice': () => ok('more than agreed') as never,
      'notice.dismiss': () => ({ ok: true, value: null, more: 1 }) as never,
    })
    const ask = (name: string, input: object) => answerRequest({ name, input }, handlers, onBug)
    expect(await ask('call.hangUp', { callId })).toEqual(badRequest('call.hangUp'))
    expect(await ask('line.usePractice', {})).toMatchObject({ ok: false, trouble: { code: 'bad-request' } })
    expect(await ask('notice.dismiss', {})).toMatchObject({ ok: false, trouble: { code: 'bad-request' } })
    expect(bugs).toEqual(['call.hangUp', 'answer to line.usePractice', 'answer to notice.dismiss'])
  })
})

test('what the disk does to a request is said as that, and is a bug to be logged', async () => {
  const bugs: string[] = []
  const handlers = handlersThat({
    'desk.open': () => {
      throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT_VTAB' })
    },
  })
  const answer = await answerRequest({ name: 'desk.open', input: {} }, handlers, (where) => bugs.push(where))
  expect(answer).toEqual({ ok: false, trouble: { code: 'archive-failed', about: { reason: 'it is damaged' } } })
  expect(bugs).toEqual(['desk.open'])
})

/** A window of which only the sending matters. */
function windowThat(send: (channel: string, message: unknown) => void, isGone = false): BrowserWindow {
  const webContents = { send, isCrashed: () => isGone }
  return { webContents, isDestroyed: () => isGone } as unknown as BrowserWindow
}

describe('an event for the desk', () => {
  test('arrives whole', () => {
    const sent: unknown[] = []
    tellDesk(
      windowThat((...given) => sent.push(given)),
      'state.changed',
      { key: 'now', value: 1 },
    )
    expect(sent).toEqual([['desk-event', { name: 'state.changed', event: { key: 'now', value: 1 } }]])
  })

  test('that breaks the contract is a bug, and one for a desk that is gone is nothing', () => {
    const never = () => expect.unreachable()
    const tell = (event: object) => tellDesk(windowThat(never), 'state.changed', event as never)
    expect(() => tell({ key: 'now', value: 'noon' })).toThrow()
    expect(() => tell({ key: 'line', value: 1 })).toThrow()
    expect(() => tell({ key: 'weather', value: 1 })).toThrow()
    tellDesk(windowThat(never, true), 'state.changed', { key: 'now', value: 1 })
  })
})

const noListeners = Object.fromEntries(
  Object.keys(soundEvents).map((name) => [name, () => {}]),
) as unknown as SoundListeners

interface Sent {
  id: number
  name: string
  input: unknown
}

/** A link with a room that keeps what it was sent. */
function openLink(onBug: (where: string) => void = expect.unreachable) {
  const link = makeSoundLink(onBug)
  const sent: Sent[] = []
  const room = windowThat((_channel, message) => sent.push(message as Sent))
  openSoundLink(link, room)
  return { link, sent }
}

const ready = { name: 'sound.ready', event: {} }

describe('a command for the sound room', () => {
  test('waits for the room, and is answered by it', async () => {
    const { link, sent } = openLink()
    const answered = commandSound(link, 'peer.close', { callId })
    await Promise.resolve()
    expect(sent).toEqual([])
    takeSoundEvent(link, noListeners, ready)
    await vi.waitFor(() => expect(sent).toEqual([{ id: 1, name: 'peer.close', input: { callId } }]))
    takeAnswer(link, { id: 1, result: { ok: true, value: null } })
    expect(await answered).toEqual(ok())
  })

  test('gets its own answer, whatever the order', async () => {
    const { link, sent } = openLink()
    takeSoundEvent(link, noListeners, ready)
    const first = commandSound(link, 'peer.sendDigits', { callId, digits: '1' })
    const second = commandSound(link, 'peer.sendDigits', { callId, digits: '2' })
    await vi.waitFor(() => expect(sent).toHaveLength(2))
    takeAnswer(link, { id: 2, result: { ok: true, value: true } })
    takeAnswer(link, { id: 1, result: failed('microphone-missing') })
    expect(await second).toEqual(ok(true))
    expect(await first).toEqual(failed('microphone-missing'))
  })

  test('is answered sound-room-down when the room dies, has died, or says nothing', async () => {
    const { link } = openLink()
    takeSoundEvent(link, noListeners, ready)
    const dying = commandSound(link, 'peer.close', { callId })
    closeSoundLink(link)
    expect(await dying).toEqual(failed('sound-room-down'))
    expect(await commandSound(link, 'peer.close', { callId })).toEqual(failed('sound-room-down'))
    openSoundLink(
      link,
      windowThat(() => {}),
    )
    expect(await commandSound(link, 'peer.close', { callId }, 1)).toEqual(failed('sound-room-down'))
    expect(link.underway.size).toBe(0)
  })

  test('goes to the next room once that one is ready', async () => {
    const { link } = openLink()
    takeSoundEvent(link, noListeners, ready)
    closeSoundLink(link)
    const sent: Sent[] = []
    openSoundLink(
      link,
      windowThat((_channel, message) => sent.push(message as Sent)),
    )
    void commandSound(link, 'peer.close', { callId })
    await Promise.resolve()
    expect(sent).toEqual([])
    takeSoundEvent(link, noListeners, ready)
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    closeSoundLink(link)
  })

  test('whose answer breaks the contract is refused, not believed', async () => {
    const bugs: string[] = []
    const { link, sent } = openLink((where) => bugs.push(where))
    takeSoundEvent(link, noListeners, ready)
    const answered = commandSound(link, 'peer.close', { callId })
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    takeAnswer(link, { id: 1, result: { ok: true, value: 'closed' } })
    expect(await answered).toMatchObject({ ok: false, trouble: { code: 'bad-request' } })
    expect(bugs).toEqual(['answer to peer.close'])
  })
})

test('events of the sound room reach their listener, and those that break the contract reach nobody', () => {
  const heard: unknown[] = []
  const bugs: string[] = []
  const { link } = openLink((where) => bugs.push(where))
  const listeners: SoundListeners = { ...noListeners, 'message.drained': (event) => heard.push(event) }
  takeSoundEvent(link, listeners, { name: 'message.drained', event: { callId } })
  takeSoundEvent(link, listeners, { name: 'message.drained', event: { callId, sdp: 'v=0' } })
  takeSoundEvent(link, listeners, { name: 'toString', event: {} })
  takeSoundEvent(link, listeners, 'message.drained')
  expect(heard).toEqual([{ callId }])
  expect(bugs).toEqual(['message.drained', 'sound event', 'sound event'])
})
