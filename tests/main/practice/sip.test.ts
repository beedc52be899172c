import { once } from 'node:events'
import { beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openPractice, practiceAccount, type PracticeForTests } from '../../support/practice.ts'
import { connectCaller, type SipCaller } from '../../support/sip-caller.ts'

/** An offer whose peer never comes: enough for everything before there is sound. */
const offer = [
  'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 126',
  'c=IN IP4 0.0.0.0', 'a=rtpmap:111 opus/48000/2', 'a=rtpmap:0 PCMU/8000', 'a=rtpmap:126 telephone-event/8000',
  'a=mid:0', 'a=sendrecv', 'a=rtcp-mux', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx', 'a=setup:actpass',
  `a=fingerprint:sha-256 ${Array(32).fill('AA').join(':')}`, 'a=candidate:1 1 udp 2122260223 127.0.0.1 40000 typ host', '',
].join('\r\n') // prettier-ignore

let practice: PracticeForTests
let caller: SipCaller

beforeAll(async () => {
  practice = await openPractice({ ringMs: 100, ringOutMs: 300 })
  caller = await connectCaller(practice.server, practiceAccount.password)
  return async () => {
    caller.close()
    await practice.close()
  }
})

test('the right password registers, and the answer says for how long', async () => {
  const answer = await caller.register(practiceAccount.password, 120)
  expect(answer.status).toBe(200)
  expect(answer.header('contact')).toMatch(/^<sip:caller@[^>]+>;expires=120$/)
})

test('a wrong password is refused with a new challenge', async () => {
  const answer = await caller.register('wrong')
  expect(answer.status).toBe(401)
  expect(answer.header('www-authenticate')).not.toContain('stale')
})

test('to unregister is answered without a binding', async () => {
  const answer = await caller.register(practiceAccount.password, 0)
  expect([answer.status, answer.header('contact')]).toEqual([200, ''])
})

test('a proof that was used is stale, not right', async () => {
  await caller.register(practiceAccount.password)
  // The same bytes once more, as somebody who had listened would send them.
  caller.sendText(caller.said.findLast((text) => text.includes('Authorization:'))!)
  const answer = await caller.next(({ method, status }) => method === 'REGISTER' && status === 401)
  expect(answer.header('www-authenticate')).toContain('stale=true')
})

test('a call without a proof is asked for one', async () => {
  caller.ask({ method: 'INVITE', uri: 'sip:+14165550101@practice.afterbeep.invalid', callId: 'no-proof', body: offer })
  const answer = await caller.next((told) => told.header('call-id') === 'no-proof')
  expect(answer.status).toBe(407)
})

test('Marcus Bell is busy', async () => {
  const call = await caller.invite('+13035550104', offer)
  expect((await call.final()).status).toBe(486)
})

test('Aiko Tanabe rings and does not answer', async () => {
  const call = await caller.invite('+14155550105', offer)
  const ringing = await caller.next(({ status }) => status === 180)
  const final = await call.final()
  expect(final.status).toBe(480)
  expect(final.at - ringing.at).toBeGreaterThan(250)
})

test('a number of nobody is not found', async () => {
  const call = await caller.invite('+14165550999', offer)
  expect((await call.final()).status).toBe(404)
})

test('a call is cancelled while it rings', async () => {
  const call = await caller.invite('+14155550105', offer)
  await caller.next(({ status }) => status === 180)
  call.cancel()
  expect((await caller.next(({ method }) => method === 'CANCEL')).status).toBe(200)
  expect((await call.final()).status).toBe(487)
})

test('Jane Adams is reached by national digits, with *67 before them', async () => {
  for (const number of ['4165550101', '*671-416-555-0101']) {
    const call = await caller.invite(number, offer)
    const final = await call.final()
    expect(final.status).toBe(200)
    call.ack()
    expect((await call.ask('BYE')).status).toBe(200)
  }
})

test('the answer takes PCMU and the 8 kHz digits, refuses the rest, and listens on loopback alone', async () => {
  const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\na=sendrecv\r\n'
  const call = await caller.invite('+14165550101', offer + video)
  const { body } = await call.final()
  call.ack()
  await call.ask('BYE')
  expect(body).toMatch(/^m=audio \d+ UDP\/TLS\/RTP\/SAVPF 0 126\r$/m)
  expect(body).toMatch(/^m=video 0 /m)
  expect(body).toMatch(/^a=setup:passive\r$/m)
  expect([...body.matchAll(/^a=candidate:\S+ 1 udp \d+ (\S+)/gm)].map(([, address]) => address)).toEqual(['127.0.0.1'])
})

test('a 200 without ACK is said again', async () => {
  const call = await caller.invite('+14165550101', offer)
  const first = await call.final()
  const second = await call.final()
  expect(second.text).toBe(first.text)
  expect(second.at - first.at).toBeGreaterThan(450)
  call.ack()
  expect((await call.ask('BYE')).status).toBe(200)
})

test('in a call: INFO, OPTIONS and REFER are taken, and what is over does not exist', async () => {
  const call = await caller.invite('+12125550106', offer)
  await call.final()
  call.ack()
  expect((await call.ask('INFO')).status).toBe(200)
  expect((await call.ask('OPTIONS')).status).toBe(200)
  expect((await call.ask('REFER', '', ['Refer-To: sip:+14165550101@x'])).status).toBe(202)
  expect((await call.ask('REFER')).status).toBe(400)
  expect((await call.ask('UPDATE')).status).toBe(405)
  expect((await call.ask('INVITE', 'v=0\r\n')).status).toBe(488)
  expect((await call.ask('BYE')).status).toBe(200)
  expect((await call.ask('INFO')).status).toBe(481)
})

test('an offer without PCMU, or without encryption, is not acceptable', async () => {
  const opusOnly = offer.replace('111 0 126', '111 126')
  const plain = offer.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')
  for (const sdp of [opusOnly, plain, '']) {
    const call = await caller.invite('+14165550101', sdp)
    expect((await call.final()).status).toBe(488)
  }
})

test('a voicemail hangs up at its limit', async () => {
  const short = await openPractice({ ringMs: 1, limitMs: 200 })
  const other = await connectCaller(short.server, practiceAccount.password)
  const call = await other.invite('+16175550103', offer)
  await call.final()
  call.ack()
  const bye = await other.next(({ method, status }) => method === 'BYE' && status === 0)
  expect(bye.header('call-id')).toBe(call.callId)
  const { report, samples } = await short.heard(call.callId)
  expect(report).toMatchObject({ number: '+16175550103', endedBy: 'far-end', packets: 0, firstPacketMs: null })
  expect(Math.abs(samples.length / 8 - report.endedMs)).toBeLessThan(1)
  other.close()
  await short.close()
})

test('a caller from whom nothing comes any more is hung up on', async () => {
  const impatient = await openPractice({ ringMs: 1, nobodyMs: 200 })
  const other = await connectCaller(impatient.server, practiceAccount.password)
  const call = await other.invite('+14165550101', offer)
  await call.final()
  call.ack()
  await other.next(({ method, status }) => method === 'BYE' && status === 0)
  expect((await impatient.heard(call.callId)).report.endedBy).toBe('network')
  other.close()
  await impatient.close()
})

test('a call outlives its connection and is ended over the next one', async () => {
  const first = await connectCaller(practice.server, practiceAccount.password)
  const call = await first.invite('+14165550101', offer)
  const final = await call.final()
  call.ack()
  first.close()
  const toTag = /tag=(\S+)/.exec(final.header('to'))![1]!
  const uri = 'sip:+14165550101@practice.afterbeep.invalid'
  caller.ask({ method: 'BYE', uri, callId: call.callId, cseq: 3, toTag })
  const answer = await caller.next(({ method, header }) => method === 'BYE' && header('call-id') === call.callId)
  expect(answer.status).toBe(200)
  expect((await practice.heard(call.callId)).report.endedBy).toBe('rep')
})

test('garbage never ends the practice line', async () => {
  const via = 'Via: SIP/2.0/WS x.invalid;branch=z9hG4bKx'
  const head = (start: string, lines: string[]) => [start, via, ...lines].join('\r\n')
  const named = ['From: <sip:a@b>;tag=1', 'To: <sip:c@d>', 'Call-ID: g', 'CSeq: 1 INVITE']
  const garbage = [
    '', '\r\n', '\0\0\0\0', '{}', 'INVITE', 'INVITE sip:x SIP/2.0\r\n\r\n', '\r\n\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n',
    head('INVITE sip:%zz@x SIP/2.0', [...named, 'Content-Length: 999999', '', '']),
    head('INVITE sip:x@y SIP/3.0', [...named, '', '']),
    head('OPTIONS sip:x@y SIP/2.0', [...named, '', '']),
    head('INVITE http://x SIP/2.0', [...named, '', '']),
    head('ACK sip:x@y SIP/2.0', ['From: <sip:a@b>', '', '']),
    head('REGISTER sip:x@y SIP/2.0', [...named.slice(0, 3), 'CSeq: 1 REGISTER', 'Authorization: Digest ====', '', '']),
    head('INVITE sip:x@y SIP/2.0', [...named.slice(0, 3), 'CSeq: 99999999999999 INVITE', '', '']),
    head('BOGUS sip:x@y SIP/2.0', [...named.slice(0, 3), 'CSeq: 1 BOGUS', '', '']),
  ] // prettier-ignore
  for (const text of garbage) caller.sendText(text)
  const statuses = async (status: number) => (await caller.next((told) => told.status === status)).status
  expect(await statuses(505)).toBe(505)
  expect(await statuses(416)).toBe(416)
  expect(await statuses(405)).toBe(405)
  expect((await caller.register(practiceAccount.password)).status).toBe(200)
})

test('a page, a wrong path and another protocol are turned away', async () => {
  const attempts = [
    new WebSocket(practice.server, 'sip', { origin: 'https://example.com' }),
    new WebSocket(practice.server, 'sip', { origin: 'null' }),
    new WebSocket(`${practice.server}x`, 'sip'),
    new WebSocket(practice.server, 'chat'),
  ]
  for (const attempt of attempts) {
    const [error] = (await once(attempt, 'error')) as [Error]
    expect(error.message).toContain('401')
  }
})
