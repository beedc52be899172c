import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { callFrom } from '../../support/incoming-invite.ts'
import { sessionDescription } from '../../support/media.ts'
import { accountAt, isRegistered, openRig, unlimited, type Rig } from './rig.ts'

/* What is valid, or near enough that everybody knows what is meant: no call and no answer may vanish for it. */

async function registeredLine(): Promise<{ farEnd: FarEnd; rig: Rig; target: string }> {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig({ limits: unlimited })
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const register = farEnd.received.findLast(({ method }) => method === 'REGISTER')!
  return { farEnd, rig, target: /<([^>]*)>/.exec(register.header('contact') ?? '')![1]! }
}

const sdp = sessionDescription('them', 1)

function invite(target: string, change: Record<string, string> = {}, body = sdp): string {
  const headers: Record<string, string> = {
    Via: `SIP/2.0/WS far.test;branch=z9hG4bK${randomBytes(6).toString('hex')}`,
    'Max-Forwards': '70',
    From: '<sip:+14165550101@far.test>;tag=jane',
    To: '<sip:rep@far.test>',
    'Call-ID': randomBytes(6).toString('hex'),
    CSeq: '1 INVITE',
    Contact: '<sip:them@far.test>',
    'Content-Type': 'application/sdp',
    ...change,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`INVITE ${target} SIP/2.0`, ...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')
}

const mixed = ['--cut', 'Content-Type: text/plain', '', 'hello', '--cut', 'Content-Type: application/sdp', '', sdp.trim(), '--cut--', ''].join('\r\n') // prettier-ignore

test.each<[string, Record<string, string>, string, string]>([
  ['From without brackets', { From: 'sip:+14165550101@far.test;tag=x' }, '+14165550101', ''],
  ['From as a telephone number', { From: '<tel:+14165550101>;tag=x' }, '+14165550101', ''],
  ['From as a telephone number with a context', { From: '"Jo" <tel:0101;phone-context=+1416555>;tag=x' }, '0101', 'Jo'],
  ['To as a telephone number', { To: '<tel:+14165550199>' }, '+14165550101', ''],
  ['Contact as a telephone number', { Contact: '<tel:+14165550101>' }, '+14165550101', ''],
  ['a name with an accent and no quotes', { From: 'Zoë Müller <sip:+14165550101@far.test>;tag=x' }, '+14165550101', 'Zoë Müller'],
  ['a name with a comma and no quotes', { From: 'Bell, Alexander <sip:+14165550101@far.test>;tag=x' }, '+14165550101', 'Bell, Alexander'],
  ['a number sign in the user', { From: '<sip:*31#4165550101@far.test>;tag=x' }, '*31#4165550101', ''],
  ['a trailing dot in the host', { From: '<sip:jo@far.test.>;tag=x', Contact: '<sip:jo@far.test.>' }, 'jo@far.test', ''],
  ['an underscore in the host', { From: '<sip:jo@my_pbx.local>;tag=x', Contact: '<sip:jo@my_pbx.local>' }, 'jo@my_pbx.local', ''],
  ['an empty user', { From: '<sip:@far.test>;tag=x' }, '', ''],
  ['escapes that are none of UTF-8', { From: '<sip:%FF@far.test>;tag=x', Contact: '<sip:%FF%FE@far.test>' }, '%FF@far.test', ''],
  ['a host of IPv6', { From: '<sip:jo@[2001:db8::1]:5060>;tag=x' }, 'jo@[2001:db8::1]', ''],
  ['a date of another zone', { Date: 'Fri, 01 Jan 2010 16:00:00 EST' }, '+14165550101', ''],
  ['its length in words that mean nothing before it', { 'Max-Forwards': '0070' }, '+14165550101', ''],
])('a call with %s rings, and is talked in', async (_, change, number, name) => {
  const { farEnd, rig, target } = await registeredLine()
  const text = invite(target, change)
  farEnd.say(text)
  await farEnd.heard(180)
  const call = await rig.came()
  expect(call.caller).toEqual({ number, name })
  expect(await rig.exchange.answer(call.callId)).toMatchObject({ ok: true })
  const ok = await farEnd.heard(200)
  expect(ok.header('from')).toBe(change['From'] ?? '<sip:+14165550101@far.test>;tag=jane')
  rig.exchange.hangUp(call.callId, 'rep')
  await rig.move(call.callId, 'ended')
}) // prettier-ignore

test.each<[string, (text: string) => string, (target: string) => string, string]>([
  ['empty lines before it', (text) => `\r\n\r\n${text}`, (target) => target, sdp],
  ['a secure address', (text) => text, (target) => target.replace('sip:', 'sips:'), sdp],
  ['its session description among other parts', (text) => text, (target) => target, mixed],
])('a call with %s rings', async (_, change, address, body) => {
  const { farEnd, rig, target } = await registeredLine()
  const type = body === mixed ? { 'Content-Type': 'multipart/mixed;boundary=cut' } : {}
  farEnd.say(change(invite(address(target), type, body)))
  await farEnd.heard(180)
  const { callId } = await rig.came()
  expect(await rig.exchange.answer(callId)).toMatchObject({ ok: true })
  expect(rig.media.commands).toContainEqual(
    expect.objectContaining({ kind: 'accept', description: { type: 'offer', sdp } }),
  )
})

test('a name in Latin-1 costs neither the call nor the socket', async () => {
  const { farEnd, rig, target } = await registeredLine()
  farEnd.sayLatin1(invite(target, { From: '"Jörg Groß" <sip:+14165550101@far.test>;tag=x' }))
  await farEnd.heard(180)
  expect((await rig.came()).caller.name).toBe('Jörg Groß')
  expect(farEnd.sockets()).toBe(1)
})

test('more than a message can be is dropped, and the socket stays', async () => {
  const { farEnd, rig } = await registeredLine()
  farEnd.say(`INVITE sip:rep@far.test SIP/2.0\r\nX: ${'x'.repeat(3 * 1024 * 1024)}\r\n\r\n`)
  await farEnd.caughtUp()
  expect(farEnd.sockets()).toBe(1)
  expect(rig.exchange.lineState().state).toBe('registered')
})

test.each([
  'Busy "here"', 'Busy <sip:x>', 'Busy [x]', 'Busy {x}', 'Busy | \\ ^ # %', 'Besetzt – später', '', 'Zu\tviel   Platz',
])('a call that is refused with “%s” is over, and says so', async (reason) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  farEnd.respond(await farEnd.heard('INVITE'), 486, reason)
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 486 })
  await farEnd.heard('ACK')
}) // prettier-ignore

test.each<[string, (response: string) => string]>([
  ['a method in CSeq that is none', (text) => text.replace(/CSeq: 1 INVITE/, 'CSeq: 1 INV\u00cdTE')],
  ['no CSeq', (text) => text.replace(/CSeq: [^\r]*\r\n/, '')],
  ['a Call-ID that is another', (text) => text.replace(/Call-ID: /, 'Call-ID: \u00a3')],
  ['no Call-ID', (text) => text.replace(/Call-ID: [^\r]*\r\n/, '')],
  ['a line end in its Via', (text) => text.replace(';branch=', ';\nbranch=')],
  ['a line end behind its branch', (text) => text.replace(/(;branch=[^\r]*)/, '$1\rh=1')],
  ['its branch under another name', (text) => text.replace(';branch=', ';br\u00e2nch=')],
  ['no Via', (text) => text.replace(/Via: [^\r]*\r\n/, '')],
  ['its end before its Via', (text) => text.replace(/Via: /, '\r\nVia: ').replace('SIP/2.0 486 Busy Here\r\n', (line) => `${line}${/(?:Call-ID|CSeq): [^\r]*\r\n(?:CSeq: [^\r]*\r\n)?/.exec(text)![0]}`)],
  ['more in it than a message can be', (text) => text.replace('Via:', `X: ${'x'.repeat(100_000)}\r\nVia:`)],
  ['a reason longer than a message can be', (text) => text.replace('Busy Here', 'x'.repeat(100_000))],
])('a refusal with %s ends the call that it can only be for', async (_, change) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const asked = await farEnd.heard('INVITE')
  farEnd.sayChanged(change, () => farEnd.respond(asked, 486, 'Busy Here'))
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: 'far-end', sipStatus: 486 })
}) // prettier-ignore

test('a late answer to a CANCEL is none to the call, whatever of it is garbled', async () => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const asked = await farEnd.heard('INVITE')
  farEnd.say(`SIP/2.0 200 OK\r\nVia: ${asked.header('via')}\r\nCSeq: 1 CANCEL\r\nCall-ID: ${callId}\r\n\r\n`)
  farEnd.say(`SIP/2.0 200 OK\r\nVia: SIP/2.0/WS other.invalid;branch=z9hG4bKother\r\nCSeq: 1 INVITE\r\nCall-ID: ${callId}\r\n\r\n`)
  await farEnd.caughtUp()
  expect(rig.movesOf(callId)).toEqual([])
}) // prettier-ignore

test.each<[string, (response: string) => string]>([
  ['nobody saying what its body is', (text) => text.replace(/Content-Type: [^\r]*\r\n/, '')],
  ['its reason in brackets', (text) => text.replace('200 OK', '200 OK [x]')],
  ['no reason', (text) => text.replace('200 OK', '200')],
  ['a Contact without brackets', (text) => text.replace('<sip:them@far.test>', 'sip:them@far.test')],
  ['a Contact that is a telephone number', (text) => text.replace('<sip:them@far.test>', '<tel:+14165550100>')],
  ['a Contact of IPv6 and port', (text) => text.replace('<sip:them@far.test>', '<sip:them@[::1]:5062;transport=ws>')],
  ['no Contact', (text) => text.replace(/Contact: [^\r]*\r\n/, '')],
  ['a Contact that cannot be read', (text) => text.replace('<sip:them@far.test>', 'nobody')],
  ['a To that cannot be read', (text) => text.replace(/To: [^\r]*/, 'To: "x')],
  ['no tag in To', (text) => text.replace(/;tag=farend/, '')],
  ['a parameter of Via that cannot be read', (text) => text.replace(/(Via: [^\r]*)/, '$1;;received')],
  ['a port in Via', (text) => text.replace(/(Via: SIP\/2\.0\/WS [^;]*)/, '$1:5060')],
  ['headers that are none', (text) => text.replace('CSeq:', 'what is this\r\nCSeq:')],
  ['a header of another kind that cannot be read', (text) => text.replace('CSeq:', 'Record-Route: nowhere\r\nCSeq:')],
  ['less of a body than it says', (text) => text.replace(/Content-Length: \d+/, 'Content-Length: 9999')],
])('an answer with %s is acknowledged, and talked in', async (_, change) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const asked = await farEnd.heard('INVITE')
  farEnd.sayChanged(change, () => farEnd.answer(asked))
  await farEnd.heard('ACK')
  await rig.move(callId, 'answered')
  rig.exchange.hangUp(callId, 'rep')
  expect((await farEnd.heard('BYE')).header('call-id')).toBe(callId)
})

test.each<[string, string]>([
  ['a body of another kind', 'Content-Type: text/plain\r\n'],
  ['a body that nobody knows', ''],
])('an answer with %s is acknowledged, and the call ends', async (_, type) => {
  const { farEnd, rig } = await registeredLine()
  const callId = rig.dial()
  const asked = await farEnd.heard('INVITE')
  const change = (text: string) => text.replace(/Content-Type: [^\r]*\r\n/, type).replace('v=0', 'x=0')
  farEnd.sayChanged(change, () => farEnd.answer(asked))
  await farEnd.heard('ACK')
  expect(await rig.move(callId, 'ended')).toMatchObject({ by: expect.any(String) as string })
})

test('a call by way of a hop that cannot be read, or in a message that is too long, is answered', async () => {
  const { farEnd, rig, target } = await registeredLine()
  const text = invite(target)
  farEnd.say(text.replace(/(Via: [^\r]*)/, '$1\r\nVia: nowhere at all'))
  await farEnd.heard(400)
  farEnd.say(text.replace('Via:', `X: ${'x'.repeat(100_000)}\r\nVia:`))
  await farEnd.heard(513)
  farEnd.say(
    text
      .replace(/(Via: [^\r;]*)/, `$1${' '.repeat(60_000)}`)
      .replace('Contact:', `X: ${'x'.repeat(10_000)}\r\nContact:`),
  )
  await farEnd.heard(513)
  expect(rig.refusedCalls.map(({ why }) => why)).toEqual(['unreadable', 'unreadable', 'unreadable'])
})

test('a message in as many frames as it has bytes costs neither the call nor the socket', async () => {
  const { farEnd, target } = await registeredLine()
  const text = Buffer.from(invite(target, { Subject: 'x'.repeat(40_000) }))
  farEnd.sayInFrames(text, text.length)
  await farEnd.heard(180)
  expect(farEnd.sockets()).toBe(1)
})

test('a call for somebody else does not ring here, and its sender hears so', async () => {
  const { farEnd, rig } = await registeredLine()
  for (const target of ['sip:rep@elsewhere.test', 'sip:other@far.test', 'sip:far.test', 'tel:+14165550100']) {
    farEnd.say(invite(target))
    await farEnd.heard(404)
  }
  farEnd.say(invite('sip:rep@far.test'))
  await farEnd.heard(180)
  expect(rig.refusedCalls.map(({ why }) => why)).toEqual(['unwanted', 'unwanted', 'unwanted', 'unwanted'])
})

test('what is asked without a call is answered by what it is', async () => {
  const { farEnd, target } = await registeredLine()
  const ask = (method: string, headers: Record<string, string> = {}, body = '') =>
    farEnd.say(invite(target, headers, body).replace('INVITE', method).replace('1 INVITE', `1 ${method}`))
  ask('MESSAGE', { 'Content-Type': 'text/plain' }, 'hello')
  expect((await farEnd.heard(405)).header('allow')).not.toContain('MESSAGE')
  ask('INFO', { 'Content-Type': 'application/dtmf-relay' }, 'Signal=1')
  await farEnd.heard(481)
})

test('within a call a MESSAGE and an INFO that nobody can use are refused, and nothing is made of them', async () => {
  const { farEnd, rig } = await registeredLine()
  const caller = callFrom(farEnd)
  await caller.heard(180)
  const { callId } = await rig.came()
  const answering = rig.exchange.answer(callId)
  const final = await caller.heard(200)
  caller.ack(final)
  await answering
  caller.ask(final, 'MESSAGE', 'hello')
  await caller.heard(405)
  caller.ask(final, 'INFO', 'Signal=1')
  await caller.heard(415)
  expect(rig.movesOf(callId).some(({ kind }) => kind === 'ended')).toBe(false)
})
