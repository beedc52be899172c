import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHandlers } from '../../main/handlers.ts'
import { openApp, type OpenApp } from '../../main/open-app.ts'
import type { Command } from '../../main/audio/sound-room.ts'
import { lineInUse } from '../../main/archive/lines.ts'
import { practiceLine } from '../../main/line/use-line.ts'
import type { CommandInput, CommandName, Fact, FactName, FactNow, Handlers } from '../../shared/contract/bridge.ts'
import type { CallId, ContactId, RecordingId } from '../../shared/ids.ts'
import { practiceMobile } from '../../shared/number/practice-mobile.ts'
import { failed, ok } from '../../shared/result.ts'
import { appPorts } from '../support/app-ports.ts'
import { handMadeMedia } from '../support/media.ts'
import { must } from '../support/must.ts'

/* The whole of main, with its real archive, exchange and practice line; only the sound room is made by hand. */

const marcus = 'practice-marcus-bell' as ContactId
const jane = 'practice-jane-adams' as ContactId
const aiko = 'practice-aiko-tanabe' as ContactId

interface Told {
  readonly name: string
  readonly event: unknown
}

let folder: string
let opened: OpenApp
let handlers: Handlers
let told: Told[]
let commands: { name: CommandName; input: unknown }[]
let listening: (() => void)[]
let refuseArming: boolean

async function open(): Promise<void> {
  told = []
  commands = []
  listening = []
  refuseArming = false
  const { media } = handMadeMedia()
  const command = (async (name, input) => {
    commands.push({ name, input })
    const given = input as CommandInput<'peer.describe'> & CommandInput<'peer.accept'>
    if (name === 'peer.describe') return media.describe(given.callId, given)
    if (name === 'peer.accept') return media.accept(given.callId, given.description)
    if (name === 'peer.rollback') return media.rollback(given.callId)
    if (name === 'message.arm' && refuseArming) return failed('recording-unreadable', { name: 'introduction' })
    return ok()
  }) as Command
  const app = await openApp({
    ...appPorts(folder),
    command,
    tellDesk: (name, event) => {
      told.push({ name, event })
      for (const check of listening) check()
    },
  })
  opened = must(app)
  handlers = openHandlers(opened.app)
  await opened.start()
  await when(() => lineStates().at(-1)?.state === 'registered')
}

/** Resolves as soon as the desk has been told something that makes it true. */
function when(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => isTrue() && resolve()
    listening.push(check)
    check()
  })
}

const factsOf = <K extends FactName>(name: K) =>
  told
    .map(({ event }) => event as FactNow)
    .filter(({ key }) => key === name)
    .map(({ value }) => value as Fact<K>)
const lineStates = () => factsOf('line')
const call = (callId: CallId) => opened.app.calls.byId(callId)
const names = (callId: CallId) =>
  commands.filter(({ input }) => (input as { callId?: CallId }).callId === callId).map(({ name }) => name)

async function dial(contactId: ContactId): Promise<CallId> {
  return must(await handlers['call.dial']({ contactId, phoneNumberId: null })).callId!
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbeep-app-'))
  await open()
})
afterEach(async () => {
  await opened.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the practice line’s way of hiding', () => {
  it('is tried on a mobile that tells what it displays, and the line remembers it', async () => {
    const trial = () => factsOf('hideTrial').at(-1)!
    must(await handlers['hideTrial.start']({ number: practiceMobile }))
    await when(() => trial()?.run?.display === 'rep')
    must(await handlers['hideTrial.tick']({ displayed: 'own-number' }))
    await when(() => trial()?.run?.turn === 'hidden' && trial().run!.display === 'Private number')
    must(await handlers['hideTrial.tick']({ displayed: 'no-number' }))
    await when(() => trial().run === null && trial().last !== null)
    expect(must(await handlers['desk.open']({})).hideTrial).toEqual({ run: null, last: trial().last })
    expect(trial().last).toMatchObject({ askedBy: 'asked by *67', whenShown: 'own-number', whenHidden: 'no-number' })
    expect(opened.app.archive.prepare('SELECT count(*) FROM attempts').pluck().get()).toBe(0)
  })
})

describe('a national do-not-call list', () => {
  const lists = () => factsOf('lists').at(-1)!
  const request = { name: 'US registry', region: 'US', asOf: '2026-11-01' }

  it('is imported from the file the rep picks, refuses their calls, and is replaced and removed', async () => {
    const { number } = must(await handlers['contact.show']({ contactId: jane })).numbers[0]!
    await writeFile(join(folder, 'numbers.csv'), `${number}\n2125550179\n2125550180\nnobody\n`)
    must(await handlers['lists.import'](request))
    await when(() => lists()?.outcome?.kind === 'imported')
    expect(lists().outcome).toMatchObject({ name: 'US registry', numbers: 3, bad: 1, badRows: [{ row: 4, text: 'nobody' }] }) // prettier-ignore
    expect(lists().lists).toMatchObject([{ ...request, count: 3, isReadable: true }])
    expect(await handlers['call.dial']({ contactId: jane, phoneNumberId: null })).toMatchObject({ trouble: { code: 'call-refused' } }) // prettier-ignore

    await writeFile(join(folder, 'numbers.csv'), '212 555 0177\n212 555 0178\n')
    must(await handlers['lists.import']({ ...request, name: 'us registry' }))
    await when(() => lists().lists[0]?.count === 2)
    expect(lists().lists).toHaveLength(1)
    expect(must(await handlers['call.check']({ contactId: jane, phoneNumberId: null })).call.verdict).not.toBe('refuse')

    await writeFile(join(folder, 'numbers.csv'), 'nobody at all\n')
    must(await handlers['lists.import'](request))
    await when(() => lists().outcome?.kind === 'failed')
    expect(lists()).toMatchObject({ importing: null, lists: [{ count: 2 }], outcome: { trouble: { code: 'list-unreadable' } } }) // prettier-ignore
    must(await handlers['lists.remove']({ listId: lists().lists[0]!.listId }))
    expect(must(await handlers['lists.open']({}))).toEqual({ lists: [], importing: null, outcome: null, region: 'CA' })
  })
})

describe('a call in main', () => {
  it('that is busy is remembered with its outcome and the next follow-up, before the desk is told', async () => {
    const callId = await dial(marcus)
    expect(must(await handlers['contact.show']({ contactId: marcus })).attempts).toMatchObject([{ outcome: null }])
    await when(() => call(callId)?.phase === 'ended')
    const card = factsOf('card').at(-1)!
    expect(card.attempts).toMatchObject([{ outcome: 'busy' }])
    expect(card.next!.dueAt).toBeGreaterThan(Date.now())
    expect(card.next!.why.length).toBeGreaterThan(0)
  })

  it('is remembered with how it sounded', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    const { soundListeners } = opened
    const look = {
      at: Date.now(), mos: 4, lostShare: 0.02, theirLostShare: null, jitterMs: 3, roundTripMs: 20, codec: 'PCMU',
      route: 'host', silentMs: 0,
    } as const // prettier-ignore
    soundListeners['quality.measured']({ callId, quality: look })
    soundListeners['quality.measured']({ callId, quality: { ...look, mos: 3, lostShare: 0.04, theirLostShare: 0.1 } })
    expect(told.at(-1)).toMatchObject({ event: { key: 'qualities', value: [{ callId, quality: { mos: 3 } }] } })
    await handlers['call.hangUp']({ callId })
    await when(() => call(callId)?.phase === 'ended')
    const [attempt] = must(await handlers['contact.show']({ contactId: jane })).attempts
    expect(attempt!.quality).toMatchObject({ mos: 3.5, lowestMos: 3, lostShare: 0.03, theirLostShare: 0.1, looks: 2 })
    soundListeners['quality.measured']({ callId, quality: look })
    expect(must(await handlers['desk.open']({})).qualities).toEqual([])
  })

  it('is not made while the rep is in another one', async () => {
    const first = await dial(aiko)
    expect(await handlers['call.dial']({ contactId: jane, phoneNumberId: null })).toEqual(failed('call-in-progress'))
    await handlers['call.hangUp']({ callId: first })
    await when(() => call(first)?.phase === 'ended')
    expect(factsOf('card').at(-1)!.attempts).toMatchObject([{ outcome: 'cancelled' }])
  })

  it('that is dropped frees the rep at once, plays once, and ends when its message has drained', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    const recordingId = 'introduction' as RecordingId
    must(await handlers['call.drop']({ callId, recordingId }))
    expect(call(callId)!.phase).toBe('waiting')
    const second = await dial(aiko)
    expect(call(second)!.phase).toBe('dialling')

    const { soundListeners } = opened
    soundListeners['message.started']({ callId, at: Date.now(), reason: 'beep' })
    expect(await handlers['call.drop']({ callId, recordingId })).toEqual(failed('move-refused'))
    soundListeners['message.played']({ callId, playedMs: 14_045, whole: true })
    soundListeners['message.drained']({ callId })
    await when(() => call(callId) === undefined || call(callId)!.phase === 'ended')
    const card = must(await handlers['contact.show']({ contactId: jane }))
    expect(card.attempts).toMatchObject([{ outcome: 'voicemail-dropped', recordingName: 'Introduction' }])
    expect(card.next!.recordingId).not.toBe(recordingId)
    expect(names(callId).filter((name) => name === 'message.arm')).toHaveLength(1)
    await handlers['call.hangUp']({ callId: second })
  })

  it('that waits for the beep plays at once when the rep presses again', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    const request = { callId, recordingId: 'introduction' as RecordingId }
    must(await handlers['call.drop'](request))
    must(await handlers['call.drop'](request))
    expect(names(callId)).toContain('message.play')
  })

  it('cannot be muted while its message is being left, and is open when it is taken back', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
    expect(await handlers['call.mute']({ callId, muted: true })).toEqual(failed('move-refused'))
    expect(names(callId)).not.toContain('microphone.mute')
    must(await handlers['call.takeBack']({ callId }))
    expect(call(callId)?.muted).toBe(false)
  })

  it('is told of a person who answers, and the desk with it', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
    opened.soundListeners['person.answered']({ callId, at: 5, conversation: false })
    opened.soundListeners['person.answered']({ callId, at: 9, conversation: true })
    expect(factsOf('calls').at(-1)).toMatchObject([{ callId, personAnsweredAt: 5, conversationAt: 9 }])
  })

  it('in which the rep marks a screener ends as one, and its announcement is listened for from then on', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    must(await handlers['screener.mark']({ callId }))
    expect(commands.at(-1)).toEqual({ name: 'screener.asks', input: { callId, learn: true } })
    expect(await handlers['screener.mark']({ callId })).toEqual(failed('move-refused'))
    const words = Array.from({ length: 100 }, (_, index) => 0xffff_ff00 + index)
    opened.soundListeners['screener.learned']({ callId, words })
    const known = { name: 'screener.know', input: { announcements: [{ announcementId: callId, words }] } }
    expect(commands.at(-1)).toEqual(known)
    await handlers['call.hangUp']({ callId })
    await when(() => call(callId)?.phase === 'ended')
    expect(factsOf('card').at(-1)!.attempts).toMatchObject([{ outcome: 'call-screener' }])

    // A sound room that was restarted is told of it again.
    opened.soundListeners['sound.ready']({})
    expect(commands.at(-1)).toEqual(known)
  })

  it('whose announcement is recognised says so, until the rep knows better: then it is forgotten', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    must(await handlers['screener.mark']({ callId }))
    opened.soundListeners['screener.learned']({ callId, words: Array.from({ length: 60 }, () => 7) })
    must(await handlers['call.hangUp']({ callId }))
    await when(() => call(callId)?.phase === 'ended')

    const second = await dial(jane)
    await when(() => call(second)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId: second, at: 4 })
    must(await handlers['call.drop']({ callId: second, recordingId: 'introduction' as RecordingId }))
    opened.soundListeners['screener.asking']({ callId: second, at: 7, announcementId: callId })
    expect(call(second)).toMatchObject({ phase: 'waiting', screener: { askedAt: 7, announcementId: callId } })
    must(await handlers['screener.mistaken']({ callId: second }))
    expect(call(second)!.screener).toBeNull()
    expect(commands.slice(-2)).toEqual([
      { name: 'screener.know', input: { announcements: [] } },
      { name: 'screener.over', input: { callId: second } },
    ])
  })

  it('that is taken back has the microphone again, unless the rep is in another call', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
    const second = await dial(aiko)
    expect(await handlers['call.takeBack']({ callId })).toEqual(failed('call-in-progress'))
    await handlers['call.hangUp']({ callId: second })
    await when(() => call(second)?.phase === 'ended')
    must(await handlers['call.takeBack']({ callId }))
    expect(call(callId)).toMatchObject({ phase: 'talking', drop: null })
    const commanded = names(callId)
    expect(commanded.slice(commanded.indexOf('message.arm'))).toEqual(['message.arm', 'message.stop'])
  })

  it('is given back to the rep when its recording cannot be played', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    refuseArming = true
    const dropped = await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId })
    expect(dropped).toEqual(failed('recording-unreadable', { name: 'Introduction' }))
    expect(call(callId)).toMatchObject({ phase: 'talking', drop: null })
  })
})

describe('a sound room that has replaced one that died', () => {
  /** The commands for a call since the room was replaced, once the call was described to the new one. */
  async function afterReplacing() {
    const before = commands.length
    opened.soundRoomReplaced()
    await expect.poll(() => commands.slice(before).map(({ name }) => name)).toContain('peer.accept')
    const [first, ...others] = commands.slice(before).map(({ name, input }) => [name, input])
    // Before any call opens a microphone.
    expect(first).toMatchObject(['devices.use', { microphone: null }])
    return others
  }

  it('gives a talk its mute back before its sound, and follows its greeting again', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    must(await handlers['call.mute']({ callId, muted: true }))
    expect(await afterReplacing()).toMatchObject([
      ['peer.close', {}],
      ['peer.describe', {}],
      ['microphone.mute', { muted: true }],
      ['call.listen', { listening: true }],
      ['call.answered', {}],
      ['peer.accept', {}],
    ])
    expect(call(callId)!.phase).toBe('talking')
  })

  it('arms a drop again that was waiting, and leaves it silent', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
    expect(await afterReplacing()).toMatchObject([
      ['peer.close', {}],
      ['peer.describe', {}],
      ['microphone.mute', { muted: false }],
      ['call.listen', { listening: false }],
      ['call.answered', {}],
      ['message.arm', { recordingId: 'introduction', armedBy: 'ear', isFree: true }],
      ['peer.accept', {}],
    ])
    expect(call(callId)!.phase).toBe('waiting')
  })

  it('cannot go on with a message that was playing: it was cut off', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
    opened.soundListeners['message.started']({ callId, at: Date.now(), reason: 'beep' })
    opened.soundListeners['message.played']({ callId, playedMs: 3_000, whole: false })
    opened.soundRoomReplaced()
    await when(() => call(callId)?.phase === 'ended')
    expect(must(await handlers['contact.show']({ contactId: jane })).attempts).toMatchObject([
      { outcome: 'voicemail-cut-off', playedMs: 3_000 },
    ])
  })

  it('ends a call whose message had been played to its end as left', async () => {
    const callId = await dial(jane)
    await when(() => call(callId)?.phase === 'talking')
    opened.soundListeners['speech.heard']({ callId, at: 4 })
    must(await handlers['call.drop']({ callId, recordingId: 'introduction' as RecordingId }))
    opened.soundListeners['message.started']({ callId, at: Date.now(), reason: 'beep' })
    opened.soundListeners['message.played']({ callId, playedMs: 14_045, whole: true })
    opened.soundRoomReplaced()
    await when(() => call(callId)?.phase === 'ended')
    const [attempt] = must(await handlers['contact.show']({ contactId: jane })).attempts
    expect(attempt).toMatchObject({ outcome: 'voicemail-dropped' })
  })

  it('makes the ringback of a call that still rings', async () => {
    const callId = await dial(aiko)
    await when(() => call(callId)?.phase === 'ringing')
    const before = commands.length
    opened.soundRoomReplaced()
    expect(commands.slice(before + 1)).toEqual([{ name: 'tone.play', input: { callId, tone: 'ringback' } }])
    await handlers['call.hangUp']({ callId })
  })
})

describe('the line in use', () => {
  it('says that its password was refused, and is registered again with the right one', async () => {
    must(await handlers['line.use']({ line: practiceLine, password: 'wrong' }))
    await when(() => lineStates().at(-1)?.trouble?.code === 'line-refused-password')
    const refused = await handlers['call.dial']({ contactId: jane, phoneNumberId: null })
    expect(refused).toEqual(failed('line-not-registered'))
    must(await handlers['line.usePractice']({}))
    await when(() => lineStates().at(-1)?.state === 'registered')
  })

  it('is remembered for the next start', async () => {
    const line = {
      ...practiceLine,
      kind: 'sip',
      name: 'Nowhere',
      server: 'ws://127.0.0.1:9',
      domain: 'x.test',
    } as const
    must(await handlers['line.use']({ line, password: 'secret' }))
    await when(() => lineStates().at(-1)?.trouble?.code === 'line-unreachable')
    expect(lineInUse(opened.app.archive)).toEqual(line)
  })
})
