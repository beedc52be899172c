import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { carriesOneCall } from '../../../main/archive/lines.ts'
import { openHandlers } from '../../../main/handlers.ts'
import { openApp, type OpenApp } from '../../../main/open-app.ts'
import type { Command } from '../../../main/audio/sound-room.ts'
import type { CommandInput, DeskState, Handlers } from '../../../shared/contract/bridge.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import type { CallId, ContactId, LineId, RecordingId } from '../../../shared/ids.ts'
import { ok } from '../../../shared/result.ts'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { forkPractice } from '../../support/fork-practice.ts'
import { handMadeMedia } from '../../support/media.ts'
import { must } from '../../support/must.ts'
import { plainSecrets } from '../../support/plain-secrets.ts'
import type { SipMessage } from '../../support/sip-message.ts'

/* The whole of main, with its real archive and exchange, on a line that a hand-written server plays. */

const [jane, marcus, hannah] = ['jane-adams', 'marcus-bell', 'hannah-weiss'].map(
  (key) => `practice-${key}` as ContactId,
)
const line = {
  lineId: 'main' as LineId,
  kind: 'sip',
  name: 'Main line',
  domain: 'far.test',
  user: 'rep',
  authUser: '',
  callerName: '',
  ...lineDefaults,
} as const

let folder: string
let opened: OpenApp
let handlers: Handlers
let server: FarEnd
let listening: (() => void)[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbeep-queue-'))
  server = await openFarEnd()
  listening = []
  const { media } = handMadeMedia()
  const command = (async (name, input) => {
    const given = input as CommandInput<'peer.describe'> & CommandInput<'peer.accept'>
    if (name === 'peer.describe') return media.describe(given.callId, given)
    if (name === 'peer.accept') return media.accept(given.callId, given.description)
    return ok()
  }) as Command
  const app = await openApp({
    folder,
    resources: join(import.meta.dirname, '..', '..', '..', 'resources'),
    userAgent: 'Afterbeep/test',
    secrets: plainSecrets(),
    command,
    region: '',
    chooseFile: async () => null,
    pickFile: async () => null,
    backupWorker: new URL('../../../main/backup/backup-worker.ts', import.meta.url),
    listWorker: new URL('file:///nowhere'),
    tellDesk: () => listening.forEach((check) => check()),
    forkPractice,
    now: Date.now,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
  })
  opened = must(app)
  handlers = openHandlers(opened.app)
  must(await handlers['line.use']({ line: { ...line, server: server.server }, password: 'secret' }))
  await when(() => opened.app.exchange.lineState().state === 'registered')
})
afterEach(async () => {
  await opened.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

function when(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => isTrue() && resolve()
    listening.push(check)
    check()
  })
}

const desk = async (): Promise<DeskState> => must(await handlers['desk.open']({}))
const call = (callId: CallId) => opened.app.calls.byId(callId)
const isOneCall = () => carriesOneCall(opened.app.archive, line.lineId)
const attemptsOf = async (contactId: ContactId) => must(await handlers['contact.show']({ contactId })).attempts
const dial = async (contactId: ContactId | undefined) =>
  must(await handlers['call.dial']({ contactId: contactId!, phoneNumberId: null, overrideReason: 'They asked me to.' }))
    .callId

/** The first call: answered by a voicemail, its message being left. */
async function leaveMessage(): Promise<CallId> {
  const callId = (await dial(jane))!
  server.answer(await server.heard('INVITE'))
  await when(() => call(callId)?.phase === 'talking')
  opened.soundListeners['speech.heard']({ callId, at: 4 })
  must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
  return callId
}

/** A second call beside it, which the server refuses. */
async function beRefused(contactId = marcus, status = 486): Promise<SipMessage> {
  await dial(contactId)
  const invite = await server.heard('INVITE')
  server.respond(invite, status, 'Busy Here')
  await when(() => opened.app.dialQueue.waiting !== null)
  return invite
}

async function end(callId: CallId): Promise<void> {
  must(await handlers['call.hangUp']({ callId }))
  await server.heard('BYE')
}

test.each([486, 403, 503])(
  'a second call refused with %i waits for the message, is made by itself, and the line is remembered',
  async (status) => {
    const first = await leaveMessage()
    await beRefused(marcus, status)
    expect((await desk()).queuedDial).toEqual({ contactId: marcus, name: 'Marcus Bell' })
    const refused = (await desk()).calls.find(({ contactId }) => contactId === marcus)
    expect(refused?.trouble).toEqual({ code: 'line-one-call', about: { name: 'Marcus Bell' } })
    // The line was busy, not Marcus: it is no try.
    expect(await attemptsOf(marcus!)).toMatchObject([{ outcome: 'failed' }])
    expect(isOneCall()).toBeNull()

    await end(first)
    const again = await server.heard('INVITE')
    server.respond(again, 180, 'Ringing')
    await when(() => opened.app.calls.all().some(({ phase }) => phase === 'ringing'))
    expect((await desk()).queuedDial).toBeNull()
    expect(isOneCall()).toBe(true)
    server.answer(again)
    await when(() => opened.app.calls.all().some(({ phase }) => phase === 'talking'))

    // From now on nobody is refused any more: the next one waits at once.
    const second = opened.app.calls.all().find(({ phase }) => phase === 'talking')!.callId
    opened.soundListeners['speech.heard']({ callId: second, at: 4 })
    must(
      await handlers['call.drop']({
        callId: second,
        recordingId: 'introduction' as RecordingId,
        overrideReason: 'They asked me to.',
      }),
    )
    const invites = server.received.filter(({ method }) => method === 'INVITE').length
    expect(await dial(hannah)).toBeNull()
    expect((await desk()).queuedDial).toEqual({ contactId: hannah, name: 'Hannah Weiss' })
    expect(await attemptsOf(hannah!)).toEqual([])
    expect(server.received.filter(({ method }) => method === 'INVITE')).toHaveLength(invites)
    await end(second)
    await server.heard('INVITE')
    expect((await attemptsOf(hannah!)).length).toBe(1)
  },
)

test('a contact who is busy while a message is being left is called again, found busy, and the line is not blamed', async () => {
  const first = await leaveMessage()
  await beRefused()
  await end(first)
  const again = await server.heard('INVITE')
  server.respond(again, 486, 'Busy Here')
  await when(() => opened.app.calls.all().every(({ phase }) => phase === 'ended'))
  expect(await attemptsOf(marcus!)).toMatchObject([{ outcome: 'busy' }, { outcome: 'failed' }])
  expect((await desk()).queuedDial).toBeNull()
  expect(isOneCall()).toBeNull()
})

test('on a line that has carried two calls, busy is busy', async () => {
  const first = await leaveMessage()
  await dial(hannah)
  const second = await server.heard('INVITE')
  server.respond(second, 180, 'Ringing')
  await when(() => isOneCall() === false)
  server.respond(second, 486, 'Busy Here')
  await when(() => opened.app.calls.all().some(({ phase }) => phase === 'ended'))
  expect(await attemptsOf(hannah!)).toMatchObject([{ outcome: 'busy' }])
  await dial(marcus)
  server.respond(await server.heard('INVITE'), 486, 'Busy Here')
  await when(() => opened.app.calls.all().some((each) => each.contactId === marcus && each.phase === 'ended'))
  expect(await attemptsOf(marcus!)).toMatchObject([{ outcome: 'busy' }])
  expect((await desk()).queuedDial).toBeNull()
  await end(first)
})

test('a queued call that the rep does not want any more is not made', async () => {
  const first = await leaveMessage()
  await beRefused()
  must(await handlers['call.dialNot']({}))
  expect((await desk()).queuedDial).toBeNull()
  await end(first)
  await server.caughtUp()
  expect(opened.app.calls.all().filter(({ phase }) => phase !== 'ended')).toEqual([])
  expect(await attemptsOf(marcus!)).toHaveLength(1)
})

test('a queued call waits while the rep has taken the first call back', async () => {
  const first = await leaveMessage()
  await beRefused()
  must(await handlers['call.takeBack']({ callId: first }))
  expect((await desk()).queuedDial).not.toBeNull()
  await end(first)
  await server.heard('INVITE')
  expect((await desk()).queuedDial).toBeNull()
})
