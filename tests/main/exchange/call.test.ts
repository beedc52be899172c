import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd, type FarEnd, type FarEndOptions } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import { shown } from '../../support/presentations.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import type { CallId } from '../../../shared/ids.ts'
import { accountAt, isRegistered, newCallId, openRig, type Rig, type RigOptions } from './rig.ts'

interface Line {
  readonly farEnd: FarEnd
  readonly rig: Rig
}

async function registeredLine(farEndOptions?: FarEndOptions, rigOptions?: RigOptions): Promise<Line> {
  const farEnd = await openFarEnd(farEndOptions)
  onTestFinished(() => farEnd.close())
  const rig = openRig(rigOptions)
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  return { farEnd, rig }
}

async function answeredCall(line: Line): Promise<{ callId: CallId; invite: SipMessage }> {
  const callId = line.rig.dial()
  const invite = await line.farEnd.heard('INVITE')
  line.farEnd.answer(invite)
  await line.rig.move(callId, 'answered')
  await line.farEnd.heard('ACK')
  return { callId, invite }
}

const ringing = { headers: [['Contact', '<sip:them@far.test>']] } as const

test('without a line nothing can be dialled', () => {
  const rig = openRig()
  expect(rig.exchange.dial({ callId: newCallId(), number: '1', presentation: shown('1') })).toEqual({
    ok: false,
    trouble: { code: 'line-none', about: {} },
  })
})

test.for(['', 'Jane', '+', '*#', '12\r\nX: y', 'sip:a@b?Replaces=x', 'sip:a@b;maddr=c', 'tel:+1416', '1'.repeat(41)])(
  '%j cannot be dialled',
  async (number) => {
    const { rig } = await registeredLine()
    expect(rig.exchange.dial({ callId: newCallId(), number, presentation: shown(number) })).toMatchObject({
      trouble: { code: 'number-unusable', about: { number } },
    })
  },
)

test.for([
  ['+1 (416) 555-0100', 'sip:+14165550100@far.test'],
  ['*674165550100', 'sip:*674165550100@far.test'],
  ['#314165550100', 'sip:%23314165550100@far.test'],
  ['sip:sales@elsewhere.test', 'sip:sales@elsewhere.test'],
  ['sales@elsewhere.test', 'sip:sales@elsewhere.test'],
])('%s is called at %s', async ([number, address]) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial(number)
  expect((await farEnd.heard('INVITE')).startLine).toBe(`INVITE ${address} SIP/2.0`)
  rig.exchange.hangUp(callId, 'rep')
})

test('a call rings, is answered, and ends when the rep hangs up, each told once', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  expect(invite.header('call-id')).toBe(callId)
  farEnd.respond(invite, 180, 'Ringing', ringing)
  farEnd.respond(invite, 180, 'Ringing', ringing)
  await rig.move(callId, 'rang')
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
  await farEnd.heard('ACK')
  rig.exchange.hangUp(callId, 'rep')
  rig.exchange.hangUp(callId, 'rep')
  const bye = await farEnd.heard('BYE')
  expect(bye.startLine).toBe('BYE sip:them@far.test SIP/2.0')
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['rang', 'answered', 'ended'])
  expect(await rig.move(callId, 'ended')).toEqual({ kind: 'ended', at: expect.any(Number), by: 'rep' })
  expect(rig.media.commands.map(({ kind }) => kind)).toEqual(['describe', 'accept', 'close'])
})

test('the INVITE is sent with credentials when it is asked for them', async () => {
  const { farEnd, rig } = await registeredLine({ password: 'secret' })
  const callId = rig.dial()
  await farEnd.heard('INVITE')
  const invite = await farEnd.heard('INVITE')
  expect(invite.header('proxy-authorization')).toContain('realm="far.test"')
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
})

test("the rep's name is in From of the INVITE and in no later request of the call", async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { callerName: 'Jane Rep' }))
  await rig.state(isRegistered)
  const { callId, invite } = await answeredCall({ farEnd, rig })
  expect(invite.header('from')).toMatch(/^"Jane Rep" <sip:rep@far\.test>;tag=/)
  rig.exchange.hangUp(callId, 'rep')
  expect((await farEnd.heard('BYE')).raw).not.toContain('Jane')
})

test.for([180, 183])('a %i without Contact and To tag, as some servers send it, is ringing too', async (status) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.say(
    [
      `SIP/2.0 ${status} Whatever`,
      `Via: ${invite.header('via')}`,
      `From: ${invite.header('from')}`,
      `To: ${invite.header('to')}`,
      `i: ${callId}`,
      `CSeq: ${invite.header('cseq')}`,
      'Content-Length: 0',
      '\r\n',
    ].join('\r\n'),
  )
  await rig.move(callId, 'rang')
})

test.for([
  [486, 'Busy Here'],
  [480, 'Temporarily Unavailable'],
  [603, 'Decline'],
  [404, 'Not Found'],
  [302, 'Moved Temporarily'],
  [408, 'Request Timeout'],
  [481, 'Call Does Not Exist'],
  [491, 'Request Pending'],
  [503, 'Service Unavailable'],
] as const)('a call refused with %i %s ends with that', async ([status, reason]) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const headers = [
    ['Contact', '<sip:other@far.test>'],
    ['Retry-After', '1'],
  ] as const
  farEnd.respond(await farEnd.heard('INVITE'), status, reason, { headers })
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: status, sipReason: reason })
  await farEnd.heard('ACK')
  expect(farEnd.received.filter(({ method }) => method === 'INVITE').length).toBe(1)
})

test('a server that asks for credentials again and again is answered once', async () => {
  const { farEnd, rig } = await registeredLine({
    instead(request, it) {
      if (request.method !== 'INVITE') return false
      const challenge = `Digest realm="far.test", nonce="${it.received.length}"`
      it.respond(request, 401, 'Unauthorized', { headers: [['WWW-Authenticate', challenge]] })
      return true
    },
  })
  const callId = rig.dial()
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 401 })
  expect(farEnd.received.filter(({ method }) => method === 'INVITE').length).toBe(2)
})

test('a stranger who answers our BYE with a challenge gets no credentials', async () => {
  const { farEnd, rig } = await registeredLine({
    password: 'secret',
    instead(request, it) {
      if (request.method !== 'BYE') return false
      const challenge = 'Digest realm="stranger.test", nonce="n", algorithm=MD5'
      it.respond(request, 407, 'Proxy Authentication Required', { headers: [['Proxy-Authenticate', challenge]] })
      return true
    },
  })
  const callId = rig.dial()
  await farEnd.heard('INVITE')
  farEnd.answer(await farEnd.heard('INVITE'))
  await rig.move(callId, 'answered')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('BYE')
  await farEnd.caughtUp()
  expect(farEnd.received.filter(({ method }) => method === 'BYE').length).toBe(1)
  expect(farEnd.received.some(({ raw }) => raw.includes('stranger.test'))).toBe(false)
})

test('a stranger who challenges our INVITE gets no credentials either', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  farEnd.respond(await farEnd.heard('INVITE'), 407, 'Proxy Authentication Required', {
    headers: [['Proxy-Authenticate', 'Digest realm="stranger.test", nonce="n"']],
  })
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 407 })
})

test('without a microphone the INVITE never leaves', async () => {
  const { farEnd, rig } = await registeredLine()
  rig.media.refuseDescription({ code: 'microphone-missing', about: {} })
  const callId = rig.dial()
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'network', trouble: { code: 'microphone-missing' } })
  await farEnd.caughtUp()
  expect(farEnd.received.some(({ method }) => method === 'INVITE')).toBe(false)
})

test('a call given up before its INVITE is ready leaves no trace at the far end', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  rig.exchange.hangUp(callId, 'rep')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'rep' })
  await farEnd.caughtUp()
  expect(farEnd.received.some(({ method }) => method === 'INVITE')).toBe(false)
  expect(rig.media.commands.at(-1)?.kind).toBe('close')
})

test('a call given up while it rings is cancelled', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  farEnd.respond(await farEnd.heard('INVITE'), 180, 'Ringing', ringing)
  await rig.move(callId, 'rang')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('CANCEL')
  await farEnd.heard('ACK')
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['rang', 'ended'])
})

test('a call given up before anything came back is cancelled as soon as something does', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  rig.exchange.hangUp(callId, 'rep')
  await rig.move(callId, 'ended')
  expect(farEnd.received.some(({ method }) => method === 'CANCEL')).toBe(false)
  farEnd.respond(invite, 100, 'Trying')
  await farEnd.heard('CANCEL')
})

test('a call given up before the server asks for credentials does not leave again', async () => {
  const { farEnd, rig } = await registeredLine({
    password: 'secret',
    instead: (request) => request.method === 'INVITE',
  })
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  rig.exchange.hangUp(callId, 'rep')
  farEnd.respond(invite, 407, 'Proxy Authentication Required', {
    headers: [['Proxy-Authenticate', 'Digest realm="far.test", nonce="n"']],
  })
  await farEnd.heard('ACK')
  await farEnd.caughtUp()
  expect(farEnd.received.filter(({ method }) => method === 'INVITE').length).toBe(1)
})

test('an answer that crosses our CANCEL is acknowledged and ended', async () => {
  const { farEnd, rig } = await registeredLine({
    instead: (request, it) => request.method === 'CANCEL' && (it.respond(request, 200, 'OK'), true),
  })
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.respond(invite, 180, 'Ringing', ringing)
  await rig.move(callId, 'rang')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('CANCEL')
  farEnd.answer(invite)
  await farEnd.heard('ACK')
  await farEnd.heard('BYE')
  expect(rig.movesOf(callId).map(({ kind }) => kind)).toEqual(['rang', 'ended'])
})

test('a call hung up while its answer is being applied is acknowledged and ended', async () => {
  const { farEnd, rig } = await registeredLine()
  rig.media.holdAcceptance(new Promise(() => {}))
  const callId = rig.dial()
  farEnd.answer(await farEnd.heard('INVITE'))
  await farEnd.caughtUp()
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('ACK')
  await farEnd.heard('BYE')
  expect(rig.movesOf(callId)).toMatchObject([{ kind: 'ended', by: 'rep' }])
})

test('an answer whose sound cannot be agreed on ends the call with the reason', async () => {
  const { farEnd, rig } = await registeredLine()
  rig.media.refuseAcceptance({ code: 'media-failed', about: { reason: 'no common codec' } })
  const callId = rig.dial()
  farEnd.answer(await farEnd.heard('INVITE'))
  expect(await rig.move(callId, 'ended')).toMatchObject({
    by: 'network',
    trouble: { code: 'media-failed', about: { reason: 'no common codec' } },
  })
  await farEnd.heard('ACK')
  await farEnd.heard('BYE')
})

test('nobody answers: the call is cancelled after the limit and ends as such', async () => {
  const { farEnd, rig } = await registeredLine({}, { limits: { noAnswerMs: 50 } })
  const callId = rig.dial()
  farEnd.respond(await farEnd.heard('INVITE'), 180, 'Ringing', ringing)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 408 })
  await farEnd.heard('CANCEL')
})

test('the far end hangs up', async () => {
  const line = await registeredLine()
  const { callId, invite } = await answeredCall(line)
  line.farEnd.ask(invite, 'BYE', 1)
  await line.farEnd.heard(200)
  expect(await line.rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test('the far end hangs up in the moment between its answer and our ACK', async () => {
  const { farEnd, rig } = await registeredLine()
  const { promise, resolve } = Promise.withResolvers<void>()
  rig.media.holdAcceptance(promise)
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.answer(invite)
  farEnd.ask(invite, 'BYE', 1)
  await farEnd.heard(200)
  resolve()
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end' })
})

test('early media of the one phone that is called is heard, and is the answer already', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  const body = sessionDescription('early', 1)
  farEnd.respond(invite, 183, 'Session Progress', { ...ringing, body })
  await rig.move(callId, 'rang')
  await expect.poll(() => rig.media.commands.at(-1)).toMatchObject({ kind: 'accept', description: { type: 'answer' } })
  farEnd.answer(invite, { body })
  await rig.move(callId, 'answered')
  await farEnd.heard('ACK')
  expect(rig.media.commands.filter(({ kind }) => kind === 'accept').length).toBe(1)
})

test('answered by another phone than the one with early media, the call gets sound by a new offer', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.respond(invite, 183, 'Session Progress', {
    ...ringing,
    body: sessionDescription('gateway', 1),
    tag: 'gateway',
  })
  await expect.poll(() => rig.media.commands.at(-1)?.kind).toBe('accept')
  farEnd.answer(invite, { tag: 'voicemail', body: sessionDescription('voicemail', 1) })
  await rig.move(callId, 'answered')
  const again = await farEnd.heard('INVITE')
  expect(again.header('to')).toContain(';tag=voicemail')
  farEnd.answer(again, { body: sessionDescription('voicemail', 2) })
  await expect
    .poll(() => rig.media.commands.at(-1))
    .toMatchObject({ kind: 'accept', description: { sdp: sessionDescription('voicemail', 2) } })
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
})

test('early media that cannot be applied ends the call, and the far end stops ringing', async () => {
  const { farEnd, rig } = await registeredLine()
  rig.media.refuseAcceptance({ code: 'media-failed', about: { reason: 'no common codec' } })
  const callId = rig.dial()
  const body = sessionDescription('early', 1)
  farEnd.respond(await farEnd.heard('INVITE'), 183, 'Session Progress', { ...ringing, body })
  expect(await rig.move(callId, 'ended')).toMatchObject({ trouble: { code: 'media-failed' } })
  await farEnd.heard('CANCEL')
})

test('requests go to the Contact of the answer, also where the ringing named another', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.respond(invite, 180, 'Ringing', { headers: [['Contact', '<sip:first@far.test>']] })
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
  expect((await farEnd.heard('ACK')).startLine).toBe('ACK sip:them@far.test SIP/2.0')
})

test("the far end's hold is accepted", async () => {
  const line = await registeredLine()
  const { invite } = await answeredCall(line)
  line.farEnd.ask(invite, 'INVITE', 1, { body: sessionDescription('them', 2, 'sendonly') })
  expect((await line.farEnd.heard(200)).body).toContain('m=audio')
  expect(line.rig.media.commands.slice(-2)).toMatchObject([
    { kind: 'accept', description: { type: 'offer' } },
    { kind: 'describe', answer: { type: 'answer' } },
  ])
})

test('a re-INVITE of the server while a message is being left keeps the media and its direction', async () => {
  const line = await registeredLine()
  const { callId, invite } = await answeredCall(line)
  const { commands } = line.rig.media
  const before = commands.length
  for (const [cseq, version] of [
    [1, 2],
    [2, 3],
  ] as const) {
    line.farEnd.ask(invite, 'INVITE', cseq, { body: sessionDescription('them', version) })
    const answer = await line.farEnd.heard(200)
    expect(answer.body).toContain('a=sendrecv')
    line.farEnd.ask(invite, 'ACK', cseq)
    await line.farEnd.caughtUp()
  }
  const asked = commands.slice(before)
  expect(asked.map(({ kind }) => kind)).toEqual(['accept', 'describe', 'accept', 'describe'])
  for (const command of asked) {
    expect(command.callId).toBe(callId)
    if (command.kind === 'describe') expect(command.request).toMatchObject({ direction: 'sendrecv', restartIce: false })
  }
})

test('the far end cannot make this phone call somebody else', async () => {
  const line = await registeredLine()
  const { invite } = await answeredCall(line)
  line.farEnd.ask(invite, 'REFER', 1, { headers: [['Refer-To', '<sip:premium@rate.test>']] })
  await line.farEnd.heard(603)
})

test('UPDATE is not understood, and is said not to be', async () => {
  const line = await registeredLine()
  const { invite } = await answeredCall(line)
  line.farEnd.ask(invite, 'UPDATE', 1)
  await line.farEnd.heard(405)
})

test('digits go to the sound room once the call is answered', async () => {
  const line = await registeredLine()
  const { farEnd, rig } = line
  const waiting = rig.dial()
  await farEnd.heard('INVITE')
  expect(await rig.exchange.sendDigits(waiting, '1')).toMatchObject({ trouble: { code: 'move-refused' } })
  rig.exchange.hangUp(waiting, 'rep')
  const { callId } = await answeredCall(line)
  expect(await rig.exchange.sendDigits(callId, '12#')).toEqual({ ok: true, value: null })
  expect(rig.media.commands.at(-1)).toEqual({ kind: 'sendDigits', callId, digits: '12#' })
  expect(await rig.exchange.sendDigits(newCallId(), '1')).toMatchObject({ trouble: { code: 'not-found' } })
})

test('quitting ends every call, unregisters, and takes no two seconds', async () => {
  const line = await registeredLine()
  const { farEnd, rig } = line
  const { callId } = await answeredCall(line)
  const ringingCall = rig.dial()
  farEnd.respond(await farEnd.heard('INVITE'), 180, 'Ringing', ringing)
  await rig.move(ringingCall, 'rang')
  const before = performance.now()
  await rig.exchange.close()
  expect(performance.now() - before).toBeLessThan(2000)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'quit' })
  expect(await rig.move(ringingCall, 'ended')).toMatchObject({ by: 'quit' })
  await farEnd.heard('BYE')
  await farEnd.heard('CANCEL')
  expect(farEnd.received.at(-1)?.header('expires')).toBe('0')
  expect(farEnd.sockets()).toBe(0)
})

test('quitting waits for the registrar to take the line off', async () => {
  const line = await registeredLine({ password: 'secret' })
  const { farEnd, rig } = line
  const callId = rig.dial()
  await farEnd.heard('INVITE')
  farEnd.answer(await farEnd.heard('INVITE'))
  await rig.move(callId, 'answered')
  await rig.exchange.close()
  const last = farEnd.received.at(-1)
  expect(last?.header('expires')).toBe('0')
  // The second of two: the first was challenged, and that was waited for.
  expect(last?.header('cseq')).toBe('4 REGISTER')
})

test('quitting takes no two seconds with a server that has fallen silent either', async () => {
  const line = await registeredLine()
  await answeredCall(line)
  line.rig.dial()
  await line.farEnd.heard('INVITE')
  line.farEnd.fallSilent()
  const before = performance.now()
  await line.rig.exchange.close()
  expect(performance.now() - before).toBeLessThan(2000)
})

test('a call goes on when another line is used, and its old line unregisters after it', async () => {
  const line = await registeredLine()
  const { farEnd, rig } = line
  const { callId } = await answeredCall(line)
  const other = await openFarEnd()
  onTestFinished(() => other.close())
  const told = rig.states.length
  rig.exchange.setLine(accountAt(other.server))
  await rig.state(isRegistered, told)
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('BYE')
  await expect.poll(() => farEnd.sockets()).toBe(0)
  expect(farEnd.received.at(-1)?.header('expires')).toBe('0')
  expect(rig.exchange.lineState().state).toBe('registered')
})

test('on a line without early media what comes before the answer is not applied, and the answer is', async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { earlyMedia: false }))
  await rig.state(isRegistered)
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.respond(invite, 183, 'Session Progress', { ...ringing, body: sessionDescription('early', 1) })
  await rig.move(callId, 'rang')
  await farEnd.caughtUp()
  expect(rig.media.commands.filter(({ kind }) => kind === 'accept')).toEqual([])
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
  expect(rig.media.commands.filter(({ kind }) => kind === 'accept')).toHaveLength(1)
})

test('the sound room is told the line’s own codecs and servers, and whether a relay is the only way', async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  const iceServers = [{ urls: 'turn:turn.test', username: 'rep', credential: 'secret' }]
  rig.exchange.setLine({ ...accountAt(farEnd.server, { codecs: ['pcma', 'opus'], relayOnly: true }), iceServers })
  await rig.state(isRegistered)
  rig.dial()
  await farEnd.heard('INVITE')
  expect(rig.media.commands[0]).toMatchObject({ request: { codecs: ['pcma', 'opus'], iceServers, relayOnly: true } })
})
