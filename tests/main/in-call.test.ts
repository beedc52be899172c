import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHandlers } from '../../main/handlers.ts'
import { openApp, type OpenApp } from '../../main/open-app.ts'
import type { Command } from '../../main/audio/sound-room.ts'
import type { CommandInput, CommandName, Handlers } from '../../shared/contract/bridge.ts'
import type { Call } from '../../shared/contract/call.ts'
import type { CallId, ContactId } from '../../shared/ids.ts'
import { failed, ok } from '../../shared/result.ts'
import { appPorts } from '../support/app-ports.ts'
import { handMadeMedia } from '../support/media.ts'
import { must } from '../support/must.ts'

/* What one can do in a call, by main as a whole on the practice line; only the sound room is made by hand. */

const jane = 'practice-jane-adams' as ContactId
const hannah = 'practice-hannah-weiss' as ContactId
const aiko = 'practice-aiko-tanabe' as ContactId

let folder: string
let opened: OpenApp
let handlers: Handlers
let commands: { name: CommandName; input: Record<string, unknown> }[]
let listening: Set<() => void>
let refuseMerging: boolean

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbeep-in-call-'))
  commands = []
  listening = new Set()
  refuseMerging = false
  const { media } = handMadeMedia()
  const command = (async (name, input) => {
    commands.push({ name, input })
    const given = input as CommandInput<'peer.describe'> & CommandInput<'peer.accept'>
    if (name === 'peer.describe') return media.describe(given.callId, given)
    if (name === 'peer.accept') return media.accept(given.callId, given.description)
    if (name === 'peer.rollback') return media.rollback(given.callId)
    if (name === 'peer.sendDigits') return ok(true)
    if (name === 'calls.merge' && refuseMerging) return failed('move-refused')
    return ok()
  }) as Command
  const app = await openApp({
    ...appPorts(folder),
    command,
    tellDesk: () => listening.forEach((look) => look()),
  })
  opened = must(app)
  handlers = openHandlers(opened.app)
  await opened.start()
  await until(() => opened.app.exchange.lineState().state === 'registered')
})
afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
})

/** Resolves as soon as the desk has been told something that makes it true. */
function until(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isTrue()) return
      listening.delete(look)
      resolve()
    }
    listening.add(look)
    look()
  })
}

const call = (callId: CallId): Call => opened.app.calls.byId(callId)!

async function talkTo(contactId: ContactId): Promise<CallId> {
  const callId = must(await handlers['call.dial']({ contactId, phoneNumberId: null })).callId!
  await until(() => call(callId).phase === 'talking')
  return callId
}

/** What the sound room was told last of one call's microphone, and of whether the rep hears it. */
function soundOf(callId: CallId) {
  const last = (name: CommandName) => commands.findLast((each) => each.name === name && each.input['callId'] === callId)
  return { muted: last('microphone.mute')?.input['muted'], heard: last('call.listen')?.input['listening'] }
}

describe('hold', () => {
  it('closes the microphone and silences them at once, and is told when they have agreed', async () => {
    const callId = await talkTo(jane)
    const asked = handlers['call.hold']({ callId, held: true })
    expect(call(callId)).toMatchObject({ holding: true, held: false })
    expect(soundOf(callId)).toEqual({ muted: true, heard: false })
    must(await asked)
    await until(() => call(callId).held)
    expect(call(callId).heldAt).toBeLessThanOrEqual(Date.now())
    must(await handlers['call.hold']({ callId, held: false }))
    await until(() => !call(callId).held)
    expect(call(callId)).toMatchObject({ holding: false, muted: false, heldAt: null })
    expect(soundOf(callId)).toEqual({ muted: false, heard: true })
  })

  it('keeps a muted rep muted when they come back, and opens nothing while they wait', async () => {
    const callId = await talkTo(jane)
    must(await handlers['call.hold']({ callId, held: true }))
    must(await handlers['call.mute']({ callId, muted: true }))
    must(await handlers['call.mute']({ callId, muted: false }))
    expect(soundOf(callId).muted).toBe(true)
    must(await handlers['call.mute']({ callId, muted: true }))
    must(await handlers['call.hold']({ callId, held: false }))
    expect(soundOf(callId).muted).toBe(true)
  })

  it('of a call that is not answered yet is refused, and so is a recording for whoever waits', async () => {
    const ringing = must(await handlers['call.dial']({ contactId: aiko, phoneNumberId: null })).callId!
    expect(await handlers['call.hold']({ callId: ringing, held: true })).toMatchObject({
      trouble: { code: 'move-refused' },
    })
    await handlers['call.hangUp']({ callId: ringing })
    const callId = await talkTo(jane)
    must(await handlers['call.hold']({ callId, held: true }))
    const { recordings } = opened.app.desk.state()
    const { recordingId } = recordings[0]!
    expect(await handlers['call.drop']({ callId, recordingId })).toEqual(failed('drop-held', { name: 'Jane Adams' }))
  })
})

describe('somebody is asked first', () => {
  it('only while everybody else waits, and going back lets the one who was asked wait', async () => {
    const first = await talkTo(jane)
    const request = { contactId: hannah, phoneNumberId: null }
    expect(await handlers['call.dial'](request)).toMatchObject({ trouble: { code: 'call-in-progress' } })
    must(await handlers['call.hold']({ callId: first, held: true }))
    const second = await talkTo(hannah)
    must(await handlers['call.hold']({ callId: first, held: false }))
    expect(call(first)).toMatchObject({ holding: false })
    expect(call(second)).toMatchObject({ holding: true })
    expect(soundOf(first)).toEqual({ muted: false, heard: true })
    expect(soundOf(second)).toEqual({ muted: true, heard: false })
  })

  it('and a call that nobody has answered is given up for the first one', async () => {
    const first = await talkTo(jane)
    must(await handlers['call.hold']({ callId: first, held: true }))
    const second = must(await handlers['call.dial']({ contactId: aiko, phoneNumberId: null })).callId!
    await until(() => call(second).phase === 'ringing')
    must(await handlers['call.hold']({ callId: first, held: false }))
    await until(() => call(second).phase === 'ended')
    expect(call(first)).toMatchObject({ phase: 'talking', holding: false })
  })
})

describe('a transfer', () => {
  it('lets them wait, tells how it goes, and leaves when they talk', async () => {
    const callId = await talkTo(jane)
    const seen: (string | undefined)[] = []
    listening.add(() => {
      const progress = call(callId).transfer?.progress
      if (progress && seen.at(-1) !== progress) seen.push(progress)
    })
    must(await handlers['call.transfer']({ callId, to: { kind: 'number', number: '617-555-0103', name: 'Hannah' } }))
    await until(() => call(callId).phase === 'ended')
    expect(seen).toEqual(['asked', 'trying', 'ringing', 'done'])
    expect(call(callId)).toMatchObject({ endedBy: 'rep', transfer: { to: 'Hannah', progress: 'done' } })
    expect(soundOf(callId)).toEqual({ muted: true, heard: false })
  })

  it('that fails gives the rep the call back, talking', async () => {
    const callId = await talkTo(jane)
    const answer = await handlers['call.transfer']({
      callId,
      to: { kind: 'number', number: '303-555-0104', name: null },
    })
    expect(answer).toMatchObject({ trouble: { code: 'transfer-refused', about: { reason: '486 Busy Here' } } })
    await until(() => !call(callId).held)
    expect(call(callId)).toMatchObject({ phase: 'talking', holding: false, transfer: null })
    expect(soundOf(callId)).toEqual({ muted: false, heard: true })
  })

  it('to somebody who was asked ends both calls', async () => {
    const first = await talkTo(jane)
    must(await handlers['call.hold']({ callId: first, held: true }))
    const second = await talkTo(hannah)
    must(await handlers['call.transfer']({ callId: first, to: { kind: 'call', callId: second } }))
    await until(() => opened.app.calls.all().every(({ phase }) => phase === 'ended'))
  })
})

describe('a conference', () => {
  it('joins two calls, is muted as one, and is split with the other one on hold', async () => {
    const first = await talkTo(jane)
    must(await handlers['call.hold']({ callId: first, held: true }))
    const second = await talkTo(hannah)
    must(await handlers['call.merge']({ callIds: [second, first] }))
    expect(call(first)).toMatchObject({ mergedWith: second, holding: false })
    expect(call(second)).toMatchObject({ mergedWith: first, holding: false })
    expect([soundOf(first), soundOf(second)]).toEqual([
      { muted: false, heard: true },
      { muted: false, heard: true },
    ])
    must(await handlers['call.mute']({ callId: second, muted: true }))
    expect([call(first).muted, call(second).muted]).toEqual([true, true])
    must(await handlers['call.mute']({ callId: second, muted: false }))
    const { recordingId } = opened.app.desk.state().recordings[0]!
    expect(await handlers['call.drop']({ callId: first, recordingId })).toMatchObject({
      trouble: { code: 'drop-merged' },
    })

    must(await handlers['call.split']({ callId: second }))
    expect(call(second)).toMatchObject({ mergedWith: null, holding: false })
    expect(call(first)).toMatchObject({ mergedWith: null, holding: true })
    expect(soundOf(first)).toEqual({ muted: true, heard: false })
  })

  it('goes on as a call when one of the two hangs up', async () => {
    const first = await talkTo(jane)
    must(await handlers['call.hold']({ callId: first, held: true }))
    const second = await talkTo(hannah)
    must(await handlers['call.merge']({ callIds: [first, second] }))
    must(await handlers['call.hangUp']({ callId: second }))
    await until(() => call(second).phase === 'ended')
    expect(call(first)).toMatchObject({ phase: 'talking', mergedWith: null, holding: false })
  })

  it('that the sound room cannot make leaves the second one waiting', async () => {
    const first = await talkTo(jane)
    must(await handlers['call.hold']({ callId: first, held: true }))
    const second = await talkTo(hannah)
    refuseMerging = true
    expect(await handlers['call.merge']({ callIds: [second, first] })).toMatchObject({ ok: false })
    expect(call(first)).toMatchObject({ mergedWith: null, holding: true })
    expect(call(second)).toMatchObject({ mergedWith: null, holding: false })
  })
})

describe('a number that is dialled by hand', () => {
  it('is shown as what it would be dialled as, with whose it is', async () => {
    const read = await handlers['number.read']({ written: '+1 (416) 555-0101 ext. 9' })
    expect(must(read)).toEqual({
      number: '+14165550101',
      shown: '+1 416 555 0101',
      target: '+14165550101',
      keys: ',9',
      name: 'Jane Adams',
      others: [],
      leftOut: '',
      emergency: false,
      asTyped: false,
    })
    expect(await handlers['number.read']({ written: 'Jane' })).toMatchObject({ trouble: { code: 'number-refused' } })
  })

  it('that nobody has becomes one contact, named by it, on no cadence and due for nothing', async () => {
    const made = must(await handlers['number.contact']({ written: '+1 212 555 0177' }))
    expect(must(await handlers['number.contact']({ written: 'tel:+1-212-555-0177' })).contactId).toBe(made.contactId)
    const card = must(await handlers['contact.show']({ contactId: made.contactId }))
    expect(card).toMatchObject({ name: '+1 212 555 0177', cadence: null, next: null, timeZone: 'America/New_York' })
    expect(must(await handlers['number.find']({ part: 'hannah' }))[0]).toMatchObject({ name: 'Hannah Weiss' })
  })

  it('presses its extension once they have answered, and is offered again afterwards', async () => {
    expect(must(await handlers['number.last']({}))).toBeNull()
    const { contactId, phoneNumberId, keys } = must(
      await handlers['number.contact']({ written: '+1 (617) 555-0103 x204' }),
    )
    const callId = must(await handlers['call.dial']({ contactId, phoneNumberId, keys })).callId!
    const pressed = () => commands.filter(({ name }) => name === 'peer.sendDigits').map(({ input }) => input)
    await until(() => pressed().length > 0)
    expect(pressed()).toEqual([{ callId, digits: ',204' }])
    expect(must(await handlers['number.last']({}))).toMatchObject({ shown: '+1 617 555 0103' })
  })

  it('presses what stands behind a wait when the rep says so, by one key', async () => {
    const typed = must(await handlers['number.contact']({ written: '+1 (617) 555-0103,1w234#' }))
    expect(typed.keys).toBe(',1;234#')
    const callId = must(await handlers['call.dial'](typed)).callId!
    const pressed = () => commands.filter(({ name }) => name === 'peer.sendDigits').map(({ input }) => input['digits'])
    await until(() => pressed().length > 0)
    expect([pressed(), call(callId).keys]).toEqual([[',1'], ';234#'])
    must(await handlers['call.pressWaiting']({ callId }))
    expect([pressed(), call(callId).keys]).toEqual([[',1', '234#'], ''])
    expect(await handlers['call.pressWaiting']({ callId })).toMatchObject({ trouble: { code: 'move-refused' } })
  })
})
