import { Core } from 'sip.js'
import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { callFrom, type InviteOptions } from '../../support/incoming-invite.ts'
import { sessionDescription } from '../../support/media.ts'
import { writeSip } from '../../support/sip-message.ts'
import type { LineAccount } from '../../../main/exchange/open-line.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { accountAt, isRegistered, openRig, type Rig, type RigOptions } from './rig.ts'

async function registeredLine(
  options: RigOptions = {},
  account: Partial<LineAccount> = {},
  line: Partial<Line> = {},
): Promise<{ farEnd: FarEnd; rig: Rig }> {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig(options)
  rig.exchange.setLine({ ...accountAt(farEnd.server, line), ...account })
  await rig.state(isRegistered)
  return { farEnd, rig }
}

async function ringing(options: RigOptions = {}, invite: InviteOptions = {}) {
  const line = await registeredLine(options)
  const caller = callFrom(line.farEnd, invite)
  const rang = await caller.heard(180)
  const call = await line.rig.came()
  return { ...line, caller, rang, call, callId: call.callId }
}

async function talking(options: RigOptions = {}) {
  const call = await ringing(options)
  const answering = call.rig.exchange.answer(call.callId)
  const final = await call.caller.heard(200)
  call.caller.ack(final)
  expect(await answering).toEqual({ ok: true, value: null })
  await call.rig.move(call.callId, 'answered')
  await call.farEnd.caughtUp()
  return { ...call, final }
}

/** RFC 3261 17.1.1.1 lets T1 be shorter where round trips are: 64 T1 are 1.3 s now, and not 32. */
function shortenRoundTrips(): void {
  const usual = { ...Core.Timers }
  onTestFinished(() => void Object.assign(Core.Timers, usual))
  const T1 = usual.T1 / 25
  Object.assign(Core.Timers, { T1, T2: usual.T2 / 25, TIMER_L: 64 * T1 })
}

const commandsOf = ({ rig, callId }: { rig: Rig; callId: string }) =>
  rig.media.commands.filter((command) => command.callId === callId).map(({ kind }) => kind)

test('a call that comes in rings here, with the name and number of whoever calls, and touches no sound', async () => {
  const { rig, call, caller } = await ringing()
  expect(call).toMatchObject({ lineId: 'line', caller: { number: '+14165550101', name: 'Jane Adams' } })
  expect(call.callId).not.toBe(caller.invite.header('call-id'))
  expect(rig.media.commands).toEqual([])
})

test('it is answered from the sound room: their offer taken, our answer sent, and told once', async () => {
  const { rig, callId, caller, final, farEnd } = await talking()
  expect(commandsOf({ rig, callId })).toEqual(['accept', 'describe'])
  expect(final.body).toContain('a=ice-ufrag:us1')
  await farEnd.caughtUp()
  expect(caller.times(200)).toBe(1)
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['answered'])
})

test('an answered call ends when they hang up', async () => {
  const { rig, callId, caller, final } = await talking()
  caller.ask(final, 'BYE')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
  expect(commandsOf({ rig, callId })).toContain('close')
})

test('an answered call ends when the rep hangs up', async () => {
  const { rig, callId, farEnd } = await talking()
  rig.exchange.hangUp(callId, 'rep')
  expect((await farEnd.heard('BYE')).startLine).toBe('BYE sip:them@far.test SIP/2.0')
  expect(rig.movesOf(callId).filter(({ kind }) => kind === 'ended')).toHaveLength(1)
})

test('an answered call can be put on hold, and talked on', async () => {
  const { rig, callId, farEnd } = await talking()
  const holding = rig.exchange.hold(callId, true)
  const invite = await farEnd.heard('INVITE')
  expect(invite.body).toContain('a=sendonly')
  farEnd.respond(invite, 200, 'OK', {
    headers: [['Contact', '<sip:them@far.test>']],
    body: sessionDescription('them', 2, 'recvonly'),
  })
  expect(await holding).toEqual({ ok: true, value: null })
})

test('a hold that is asked for before they have acknowledged the answer waits for that', async () => {
  const { rig, callId, caller, farEnd } = await ringing()
  await rig.exchange.answer(callId)
  const final = await caller.heard(200)
  void rig.exchange.hold(callId, true)
  await farEnd.caughtUp()
  expect(farEnd.received.some(({ method }) => method === 'INVITE')).toBe(false)
  caller.ack(final)
  expect((await farEnd.heard('INVITE')).body).toContain('a=sendonly')
})

test('they can put the rep on hold', async () => {
  const { caller, final, rig, callId } = await talking()
  caller.ask(final, 'INVITE', sessionDescription('them', 2, 'sendonly'))
  const answer = await caller.heard(200)
  expect(answer.header('cseq')).toBe('2 INVITE')
  expect(commandsOf({ rig, callId })).toEqual(['accept', 'describe', 'accept', 'describe'])
})

test('a caller without an offer gets ours, and answers it in the ACK', async () => {
  const { rig, callId, caller } = await ringing({}, { body: '' })
  const answering = rig.exchange.answer(callId)
  const final = await caller.heard(200)
  expect(final.body).toContain('m=audio')
  caller.ack(final, sessionDescription('them', 1))
  await answering
  await expect.poll(() => commandsOf({ rig, callId })).toEqual(['describe', 'accept'])
})

test('a caller who gives up hears 487, and the call is missed', async () => {
  const { rig, callId, caller } = await ringing()
  caller.cancel()
  await caller.heard(487)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 487 })
  expect(await rig.exchange.answer(callId)).toMatchObject({ ok: false })
})

test('a caller who gives up while the answer is being made hears 487, and nothing is left of the sound', async () => {
  const { rig, callId, caller } = await ringing()
  const { promise, resolve } = Promise.withResolvers<void>()
  rig.media.holdAcceptance(promise)
  const answering = rig.exchange.answer(callId)
  caller.cancel()
  await caller.heard(487)
  resolve()
  expect(await answering).toMatchObject({ trouble: { code: 'move-refused' } })
  expect(commandsOf({ rig, callId }).at(-1)).toBe('close')
  expect(caller.times(200)).toBe(1) // that of the CANCEL
})

test('a caller who hangs up by BYE before the answer is let go as well', async () => {
  const { rig, callId, caller, rang } = await ringing()
  caller.ask(rang, 'BYE')
  await caller.heard(487)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test('CANCEL that comes after the answer changes nothing', async () => {
  const { rig, callId, caller, farEnd } = await talking()
  caller.cancel()
  await farEnd.caughtUp()
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['answered'])
})

test('a call that is declined is refused with 603, at once', async () => {
  const { rig, callId, caller } = await ringing()
  rig.exchange.hangUp(callId, 'rep')
  await caller.heard(603)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'rep' })
})

test('a call is sent on to another number with 302', async () => {
  const { rig, callId, caller } = await ringing()
  expect(rig.exchange.forward(callId, 'Jane')).toMatchObject({ trouble: { code: 'number-unusable' } })
  expect(rig.exchange.forward(callId, '+1 416 555 0199').ok).toBe(true)
  expect((await caller.heard(302)).header('contact')).toBe('<sip:+14165550199@far.test>')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'rep', forwardedTo: '+1 416 555 0199' })
})

test('nobody answers: the caller hears 480 in the end', async () => {
  const { rig, callId, caller } = await ringing({ limits: { ringsHereMs: 50 } })
  await caller.heard(480)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 480 })
})

test('an INVITE that expires rings no longer than it says, and a senseless one rings all the same', async () => {
  const { farEnd, rig } = await registeredLine()
  await callFrom(farEnd, { headers: [['Expires', '1']] }).heard(480)
  const endless = callFrom(farEnd, { headers: [['Expires', '4294967295']] })
  await endless.heard(180)
  await farEnd.caughtUp()
  expect(rig.movesOf((await rig.came(1)).callId)).toEqual([])
})

test('while it rings the caller is told so again and again', async () => {
  const { caller } = await ringing({ limits: { ringAgainMs: 20 } })
  await caller.heard(180)
  await caller.heard(180)
})

test('an answer that is never acknowledged ends the call with BYE', async () => {
  shortenRoundTrips()
  const { rig, callId, caller, farEnd } = await ringing()
  expect((await rig.exchange.answer(callId)).ok).toBe(true)
  await caller.heard(200)
  // RFC 3261 13.3.1.4: repeated meanwhile, for 64 T1.
  await farEnd.heard('BYE')
  expect(caller.times(200)).toBeGreaterThan(5)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network', trouble: { code: 'media-failed' } })
})

test('a rep without a microphone is told so, and it rings on until there is one', async () => {
  const { rig, callId, caller, farEnd } = await ringing()
  rig.media.refuseDescription({ code: 'microphone-missing', about: {} })
  expect(await rig.exchange.answer(callId)).toMatchObject({ trouble: { code: 'microphone-missing' } })
  await farEnd.caughtUp()
  expect(rig.movesOf(callId)).toEqual([])
  const again = rig.exchange.answer(callId)
  caller.ack(await caller.heard(200))
  expect((await again).ok).toBe(true)
})

test('an offer that has no sound in common is refused with 488', async () => {
  const { rig, callId, caller } = await ringing()
  rig.media.refuseAcceptance({ code: 'media-failed', about: { reason: 'no codec' } })
  expect(await rig.exchange.answer(callId)).toMatchObject({ trouble: { code: 'media-failed' } })
  await caller.heard(488)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network', trouble: { about: { reason: 'no codec' } } })
})

test('two presses answer once', async () => {
  const { rig, callId, caller, farEnd } = await ringing()
  const [first, second] = [rig.exchange.answer(callId), rig.exchange.answer(callId)]
  caller.ack(await caller.heard(200))
  expect([(await first).ok, (await second).ok]).toEqual([true, false])
  await farEnd.caughtUp()
  expect(caller.times(200)).toBe(1)
})

test('when the line is lost while it rings, the call is missed', async () => {
  const { rig, callId, farEnd } = await ringing()
  farEnd.dropSockets()
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network' })
})

test('when Afterbeep is closed while it rings, the caller hears 480', async () => {
  const { rig, callId, caller } = await ringing()
  const closed = rig.exchange.close()
  await caller.heard(480)
  await closed
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'quit' })
})

test('who must not be disturbed is not: the caller hears 480 at once and nothing rings', async () => {
  const { farEnd, rig } = await registeredLine()
  rig.exchange.doNotDisturb(true)
  const caller = callFrom(farEnd)
  await caller.heard(480)
  expect(await rig.sentAway()).toMatchObject({ why: 'do-not-disturb', caller: { number: '+14165550101' } })
  expect(caller.times(180)).toBe(0)
  rig.exchange.doNotDisturb(false)
  await callFrom(farEnd).heard(180)
})

test('only so many calls ring at once, and only so many in a minute are taken note of', async () => {
  const { farEnd, rig } = await registeredLine({ limits: { mostRinging: 2, mostInvitesAMinute: 4 } })
  await callFrom(farEnd).heard(180)
  const second = callFrom(farEnd)
  await second.heard(180)
  await callFrom(farEnd).heard(486)
  expect(await rig.sentAway()).toMatchObject({ why: 'too-many' })
  second.cancel()
  await second.heard(487)
  await callFrom(farEnd).heard(180)
  await callFrom(farEnd).heard(486)
  expect(rig.turnedAway).toHaveLength(1)
})

test('another call rings beside the one the rep is in', async () => {
  const { farEnd, rig } = await talking()
  const second = callFrom(farEnd)
  await second.heard(180)
  const { callId } = await rig.came(1)
  const answering = rig.exchange.answer(callId)
  second.ack(await second.heard(200))
  expect((await answering).ok).toBe(true)
})

test.for<[string, InviteOptions, string, string]>([
  ['the number in From', { from: '<sip:4165550101@far.test>' }, '4165550101', ''],
  ['a number with punctuation', { from: '<sip:+1-416-555.0101@far.test;user=phone>' }, '+14165550101', ''],
  ['a SIP address', { from: '"Jo" <sip:jo@office.test>' }, 'jo@office.test', 'Jo'],
  ['a name that is the number', { from: '"+14165550101" <sip:+14165550101@far.test>' }, '+14165550101', ''],
  ['a name with tricks in it', { from: '"Jane\u202e \\"A\\"" <sip:1@far.test>' }, '1', 'Jane "A"'],
  ['nobody', { from: '"Anonymous" <sip:anonymous@anonymous.invalid>' }, '', ''],
  ['nobody, with a name', { from: '"Jane" <sip:restricted@pbx.test>' }, '', ''],
  ['a withheld number', { headers: [['Privacy', 'id']] }, '', ''],
  ['Privacy: none', { headers: [['Privacy', 'none']] }, '+14165550101', 'Jane Adams'],
])('who calls: %s', async ([, invite, number, name]) => {
  const { call } = await ringing({}, invite)
  expect(call.caller).toEqual({ number, name })
})

test.for<[boolean, readonly [string, string][], string]>([
  [true, [['P-Asserted-Identity', '"Bell" <sip:+13035550104@far.test>']], '+13035550104'],
  [true, [['P-Asserted-Identity', '<sip:x@far.test>, <tel:+1-303-555-0104>']], 'x@far.test'],
  [true, [['P-Asserted-Identity', '<tel:+1-303-555-0104>']], '+13035550104'],
  [
    true,
    [
      ['P-Asserted-Identity', '<sip:+13035550104@far.test>'],
      ['Privacy', 'id'],
    ],
    '',
  ],
  [true, [['P-Asserted-Identity', '%%%']], '+14165550101'],
  [false, [['P-Asserted-Identity', '<sip:+13035550104@far.test>']], '+14165550101'],
])('an asserted identity counts where the line’s server is trusted (%s): %j', async ([trusts, headers, number]) => {
  const { farEnd, rig } = await registeredLine({}, {}, { trustsAssertedIdentity: trusts })
  callFrom(farEnd, { headers })
  expect((await rig.came()).caller.number).toBe(number)
})

const bank: InviteOptions['headers'] = [['P-Asserted-Identity', '"Your Bank" <sip:+18005550199@far.test>']]
const jane = { number: '+14165550101', name: 'Jane Adams' }
const yourBank = { number: '+18005550199', name: 'Your Bank' }

test.for<[boolean, InviteOptions['headers'], object]>([
  [false, bank, { ...jane, otherwise: { ...yourBank, by: 'asserted' } }],
  [true, bank, { ...yourBank, otherwise: { ...jane, by: 'caller' } }],
  [false, [['P-Asserted-Identity', '<sip:+14165550101@far.test>']], jane],
  [true, [['P-Asserted-Identity', '<tel:+1-416-555-0101>']], { number: '+14165550101', name: '' }],
  [true, [['P-Asserted-Identity', '"Jane Adamson" <sip:+14165550101@far.test>']], { number: '+14165550101', name: 'Jane Adamson', otherwise: { ...jane, by: 'caller' } }],
])('what an asserted identity and From say otherwise is told (trusted: %s): %j', async ([trusts, headers = [], caller]) => {
  const { farEnd, rig } = await registeredLine({}, {}, { trustsAssertedIdentity: trusts })
  callFrom(farEnd, { headers })
  expect((await rig.came()).caller).toEqual(caller)
}) // prettier-ignore

test('a caller who calls without end is turned away, and another one rings all the same', async () => {
  const { farEnd, rig } = await registeredLine()
  const flood = Array.from({ length: 60 }, () => callFrom(farEnd))
  await farEnd.caughtUp()
  for (const call of flood.slice(0, 2)) expect(call.times(180)).toBe(1)
  for (const call of flood.slice(2)) expect(call.times(486)).toBe(1)
  await callFrom(farEnd, { from: '"Luis" <sip:+13125550102@far.test>' }).heard(180)
  expect((await rig.came(2)).caller.number).toBe('+13125550102')
  // Beyond those of one minute they stand in the log, under the caller's own number.
  expect(new Set(rig.refusedCalls.map(({ why, caller }) => `${why} ${caller.number}`))).toEqual(
    new Set(['too-often +14165550101']),
  )
})

test('whoever asks too much hears 503 with when to ask again, and nobody else does', async () => {
  const { farEnd, rig } = await registeredLine({ limits: { requestsOfOne: { atOnce: 3, aSecond: 0 } } })
  const target = /<([^>]*)>/.exec(farEnd.received.findLast(({ method }) => method === 'REGISTER')!.header('contact')!)![1]!
  const ask = (user: string, nth: number) =>
    farEnd.say(
      writeSip(`OPTIONS ${target} SIP/2.0`, [
        ['Via', `SIP/2.0/WS far.test;branch=z9hG4bK${user}${nth}`],
        ['From', `<sip:${user}@far.test>;tag=${user}${nth}`],
        ['To', '<sip:rep@far.test>'],
        ['Call-ID', `${user}${nth}`],
        ['CSeq', '1 OPTIONS'],
      ]),
    )
  for (let nth = 0; nth < 5; nth++) ask('loud', nth)
  ask('quiet', 0)
  await farEnd.caughtUp()
  const statusOf = (callId: string) => farEnd.received.find((one) => one.status !== null && one.header('call-id') === callId)
  expect([0, 1, 2, 3, 4].map((nth) => statusOf(`loud${nth}`)?.status)).toEqual([200, 200, 200, 503, 503])
  expect(statusOf('loud4')?.header('retry-after')).toBe('10')
  expect(statusOf('quiet0')?.status).toBe(200)
  // The talk of a call that stands is counted apart from the requests of whoever is in it.
  const caller = callFrom(farEnd, { from: '<sip:other@far.test>' })
  const { callId } = await rig.came()
  await caller.heard(180)
  const answering = rig.exchange.answer(callId)
  const final = await caller.heard(200)
  caller.ack(final)
  await answering
  for (let nth = 0; nth < 5; nth++) ask('other', nth)
  caller.ask(final, 'BYE')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
}) // prettier-ignore

test('when all ask too much together, the call that stands still hears its BYE', async () => {
  const { farEnd, rig, caller, final, callId } = await talking({ limits: { requests: { atOnce: 3, aSecond: 0 } } })
  for (const from of ['<sip:a@far.test>', '<sip:b@far.test>', '<sip:c@far.test>']) callFrom(farEnd, { from })
  await farEnd.heard(503)
  expect(rig.refusedCalls.map(({ why }) => why)).toContain('too-many')
  caller.ask(final, 'BYE')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test.for<[string, InviteOptions, number]>([
  ['an extension that must be understood', { headers: [['Require', '100rel']] }, 420],
  ['two extensions, one of which is understood', { headers: [['Require', 'replaces, timer']] }, 420],
  ['a call to be replaced that is none of ours', { headers: [['Replaces', 'a;to-tag=b;from-tag=c']] }, 481],
  ['a body that is no session description', { contentType: 'text/plain' }, 415],
  ['nobody to answer to', { contact: null }, 400],
])('refused without ringing: %s', async ([, invite, status]) => {
  const { farEnd, rig } = await registeredLine()
  await callFrom(farEnd, invite).heard(status)
  await callFrom(farEnd).heard(180)
  expect((await rig.came()).caller.name).toBe('Jane Adams')
})
