import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd, type FarEndOptions } from '../../support/far-end.ts'
import { shown } from '../../support/presentations.ts'
import { digestParameter } from '../../support/sip-message.ts'
import { choosable } from '../../../main/exchange/tls-trust.ts'
import { selfSigned, signedBy } from '../../support/certificate.ts'
import { accountAt, isInTrouble, isRegistered, openRig } from './rig.ts'

async function farEndFor(options?: FarEndOptions) {
  const farEnd = await openFarEnd(options)
  onTestFinished(() => farEnd.close())
  return farEnd
}

test('a line is off until one is used, and off again when none is', async () => {
  const farEnd = await farEndFor()
  const rig = openRig()
  expect(rig.exchange.lineState().state).toBe('off')
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  rig.exchange.setLine(null)
  expect((await rig.state((state) => state.state === 'off')).line).toBeNull()
  const farewell = (await farEnd.heard('REGISTER')) && (await farEnd.heard('REGISTER'))
  expect(farewell.header('expires')).toBe('0')
})

test('a line registers with its password, and says until when the registrar accepted it', async () => {
  const farEnd = await farEndFor({ password: 'secret', expiresS: 120 })
  const rig = openRig()
  const before = Date.now()
  rig.exchange.setLine(accountAt(farEnd.server))
  const { registeredUntil, trouble, retryAt } = await rig.state(isRegistered)
  expect(registeredUntil).toBeGreaterThanOrEqual(before + 120_000)
  expect(registeredUntil).toBeLessThanOrEqual(Date.now() + 120_000)
  expect([trouble, retryAt]).toEqual([null, null])
  expect(rig.states.map((state) => state.state)).toEqual(['connecting', 'registered'])
})

test('what a line says of this machine is the User-Agent it was given and nothing else', async () => {
  const farEnd = await farEndFor()
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { callerName: 'Jane Rep' }))
  const register = await farEnd.heard('REGISTER')
  expect(register.header('user-agent')).toBe('Afterbeep/test')
  expect(register.header('contact')).toMatch(/^<sip:[a-z0-9]{8}@[a-z0-9]{12}\.invalid;transport=ws>/)
  expect(register.raw).not.toContain('Jane')
})

test.for([
  { offered: ['MD5'], used: 'MD5' },
  { offered: ['SHA-256'], used: 'SHA-256' },
  { offered: ['MD5', 'SHA-256'], used: 'SHA-256' },
  { offered: ['SHA-256', 'MD5'], used: 'SHA-256' },
  { offered: ['SHA-256', 'SHA-512-256', 'MD5'], used: 'SHA-512-256' },
] as const)('of the digests $offered the strongest is answered', async ({ offered, used }) => {
  const farEnd = await farEndFor({ password: 'secret', algorithms: offered })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const proof = farEnd.received.at(-1)!.header('authorization')
  expect(digestParameter(proof, 'algorithm')).toBe(used)
})

test('a wrong password is said, and not tried again', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { password: 'wrong' }))
  const { trouble, retryAt } = await rig.state(isInTrouble)
  expect(trouble).toEqual({ code: 'line-refused-password', about: { user: 'rep' } })
  expect(retryAt).toBeNull()
  await expect.poll(() => farEnd.sockets()).toBe(0)
  expect(farEnd.received.length).toBe(2)
  expect(rig.exchange.dial({ callId: 'c' as never, number: '1', presentation: shown('1') })).toMatchObject({
    trouble: { code: 'line-not-registered' },
  })

  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
})

test('a user the registrar will not have is said with its words, and not tried again', async () => {
  const farEnd = await farEndFor({
    instead: (request, it) => request.method === 'REGISTER' && (it.respond(request, 403, 'Forbidden'), true),
  })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  const { trouble, retryAt } = await rig.state(isInTrouble)
  expect(trouble).toEqual({ code: 'line-refused', about: { user: 'rep', reason: '403 Forbidden' } })
  expect(retryAt).toBeNull()
})

test('a registrar that is overloaded is asked again when it says', async () => {
  let refusals = 0
  const farEnd = await farEndFor({
    instead(request, it) {
      if (request.method !== 'REGISTER' || refusals++ > 0) return false
      it.respond(request, 503, 'Service Unavailable', { headers: [['Retry-After', '1']] })
      return true
    },
  })
  const rig = openRig()
  const before = Date.now()
  rig.exchange.setLine(accountAt(farEnd.server))
  const { trouble, retryAt } = await rig.state(isInTrouble)
  expect(trouble?.code).toBe('line-refused')
  expect(retryAt).toBeGreaterThanOrEqual(before + 1000)
  await rig.state(isRegistered)
  expect(Date.now() - before).toBeGreaterThanOrEqual(1000)
})

test('a longer expiry is asked for where the registrar finds ours too brief', async () => {
  const farEnd = await farEndFor({
    instead(request, it) {
      if (request.method !== 'REGISTER' || Number(request.header('expires')) >= 900) return false
      it.respond(request, 423, 'Interval Too Brief', { headers: [['Min-Expires', '900']] })
      return true
    },
  })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
})

test('a registration is renewed before it lapses, with the same Call-ID and a higher CSeq', async () => {
  const farEnd = await farEndFor({ expiresS: 1 })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  const first = await farEnd.heard('REGISTER')
  const second = await farEnd.heard('REGISTER')
  expect(second.header('call-id')).toBe(first.header('call-id'))
  expect(second.header('cseq')).toBe('2 REGISTER')
  await rig.state(isRegistered, 2)
  expect(rig.states.some(isInTrouble)).toBe(false)
})

test('a server that does not listen is said to be unreachable, with the time of the next try, until it is there', async () => {
  const gone = await openFarEnd()
  await gone.close()
  const rig = openRig()
  rig.exchange.setLine(accountAt(gone.server))
  const { trouble, retryAt } = await rig.state(isInTrouble)
  expect(trouble).toEqual({ code: 'line-unreachable', about: { server: gone.server } })
  expect(retryAt).toBeGreaterThan(Date.now() - 1000)
  await farEndFor({ port: gone.port })
  await rig.state(isRegistered)
})

test('a name that does not exist is an unreachable server', async () => {
  const rig = openRig()
  rig.exchange.setLine(accountAt('wss://nobody.invalid'))
  expect((await rig.state(isInTrouble)).trouble).toEqual({
    code: 'line-unreachable',
    about: { server: 'wss://nobody.invalid' },
  })
})

test('a web server that speaks no SIP is an unreachable server', async () => {
  const farEnd = await farEndFor({ instead: () => true })
  const rig = openRig({ limits: { registerMs: 50 } })
  rig.exchange.setLine(accountAt(farEnd.server))
  expect((await rig.state(isInTrouble)).trouble?.code).toBe('line-unreachable')
})

test('a certificate that nobody vouches for is said with the reason, and nothing is sent', async () => {
  const farEnd = await farEndFor({ tls: selfSigned('localhost') })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  expect((await rig.state(isInTrouble)).trouble).toEqual({
    code: 'line-certificate',
    about: { server: farEnd.server, reason: 'self-signed certificate' },
  })
  expect(farEnd.received).toEqual([])
})

test('a certificate of another host is said with the reason', async () => {
  const tls = selfSigned('elsewhere.test')
  const farEnd = await farEndFor({ tls })
  const rig = openRig({ authorities: [tls.cert] })
  rig.exchange.setLine(accountAt(farEnd.server))
  const { trouble } = await rig.state(isInTrouble)
  expect(trouble?.code).toBe('line-certificate')
  expect(trouble?.about['reason']).toContain('does not match certificate')
})

test('a line registers over TLS with a certificate that can be trusted', async () => {
  const tls = selfSigned('localhost')
  const farEnd = await farEndFor({ tls, password: 'secret' })
  const rig = openRig({ authorities: [tls.cert] })
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  expect(farEnd.received[0]!.header('via')).toMatch(/^SIP\/2\.0\/WSS /)
})

test('a line registers with the one certificate that was chosen for it, which nobody vouches for', async () => {
  const tls = selfSigned('localhost')
  const farEnd = await farEndFor({ tls, password: 'secret' })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { authority: choosable(tls.cert) }))
  await rig.state(isRegistered)
})

test('an authority that was chosen vouches for its servers, by their names', async () => {
  const company = selfSigned('Company CA')
  const authority = choosable(company.cert)
  const good = await farEndFor({ tls: signedBy(company, 'Company CA', 'localhost'), password: 'secret' })
  const first = openRig()
  first.exchange.setLine(accountAt(good.server, { authority }))
  await first.state(isRegistered)
  const elsewhere = await farEndFor({ tls: signedBy(company, 'Company CA', 'printer.test') })
  const second = openRig()
  second.exchange.setLine(accountAt(elsewhere.server, { authority }))
  const { trouble } = await second.state(isInTrouble)
  expect(trouble?.code).toBe('line-certificate')
  expect(trouble?.about['reason']).toContain('does not match certificate')
  expect(elsewhere.received).toEqual([])
})

test('a server’s own certificate that was chosen may have any name: a PBX is reached by its bare address', async () => {
  const tls = selfSigned('freepbx.local')
  const farEnd = await farEndFor({ tls, password: 'secret' })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { authority: choosable(tls.cert) }))
  await rig.state(isRegistered)
})

test.for([
  ['another one of the same name', () => selfSigned('localhost')],
  ['one by a namesake of the chosen authority', () => signedBy(selfSigned('localhost'), 'localhost', 'localhost')],
] as const)('beside the chosen certificate nobody is believed: %s is said, and nothing is sent', async ([, made]) => {
  const tls = made()
  const farEnd = await farEndFor({ tls })
  const chosen = choosable(selfSigned('localhost').cert)
  // Even though the computer itself would trust what is shown.
  const rig = openRig({ authorities: [tls.cert] })
  rig.exchange.setLine(accountAt(farEnd.server, { authority: chosen }))
  expect((await rig.state(isInTrouble)).trouble).toEqual({
    code: 'line-other-certificate',
    about: { server: farEnd.server, name: 'localhost' },
  })
  expect(farEnd.received).toEqual([])
})

test('a password is never sent in the clear over a network', async () => {
  const rig = openRig()
  rig.exchange.setLine(accountAt('ws://pbx.example'))
  expect((await rig.state(isInTrouble)).trouble?.about['reason']).toContain('wss://')
})

test('a line that loses its socket says so and registers again at once, on a new socket', async () => {
  const farEnd = await farEndFor()
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const told = rig.states.length
  farEnd.dropSockets()
  expect((await rig.state(() => true, told)).state).toBe('connecting')
  expect((await rig.state(() => true, told)).registeredUntil).toBeNull()
  await rig.state(isRegistered, told)
  expect(rig.states.slice(told).some(isInTrouble)).toBe(false)
})

test('a socket that is open but dead is found out and replaced', async () => {
  const dead = await farEndFor()
  const rig = openRig({ limits: { pingEveryMs: 30, pingAnswerMs: 50 } })
  rig.exchange.setLine(accountAt(dead.server))
  await rig.state(isRegistered)
  await dead.heard('OPTIONS')
  const told = rig.states.length
  dead.fallSilent()
  expect((await rig.state(() => true, told)).state).toBe('connecting')
})

test('a machine that wakes up finds out at once whether its line stands', async () => {
  const farEnd = await farEndFor()
  const rig = openRig({ limits: { pingAnswerMs: 30 } })
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const told = rig.states.length
  farEnd.fallSilent()
  rig.exchange.checkLine()
  expect((await rig.state(() => true, told)).state).toBe('connecting')
})

test('keep-alives of the server are answered', async () => {
  const farEnd = await farEndFor()
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  await farEnd.caughtUp()
  expect(farEnd.received.at(-1)?.raw).toBe('\r\n')
})

test.for([
  ['a response whose CSeq has no method', 'SIP/2.0 200 OK\r\nCSeq: 1\r\n\r\n'],
  ['noise', '\u0000\u0001\u0002'],
  ['a message of 70 KiB', `SIP/2.0 200 OK\r\nX: ${'x'.repeat(70 * 1024)}\r\n\r\n`],
  ['a message of 300 headers', `SIP/2.0 200 OK\r\n${'X: y\r\n'.repeat(300)}\r\n`],
])('%s is dropped, and the line stays up', async ([, text]) => {
  const farEnd = await farEndFor()
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const told = rig.states.length
  farEnd.say(text!)
  await farEnd.caughtUp()
  expect(farEnd.sockets()).toBe(1)
  expect(rig.states.length).toBe(told)
})

test('what is too long to be read is answered so, and counted in the log without its contents', async () => {
  const farEnd = await farEndFor()
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const via = 'Via: SIP/2.0/WS far.test;branch=z9hG4bKlong\r\nFrom: <sip:them@far.test>;tag=1'
  farEnd.say(`INVITE sip:rep@far.test SIP/2.0\r\n${via}\r\nX: ${'416 555 0100 '.repeat(6000)}\r\n\r\n`)
  expect((await farEnd.heard(513)).header('via')).toContain('z9hG4bKlong')
  expect(rig.log).toEqual(['line: message dropped, number 1: 513 Message Too Large'])
  expect(rig.refusedCalls).toMatchObject([{ status: 513, why: 'unreadable' }])
})

test('a line whose password is not known waits for it, and bothers no server', async () => {
  const farEnd = await farEndFor({ password: 'secret' })
  const rig = openRig()
  rig.exchange.setLine({ ...accountAt(farEnd.server), password: null })
  const { trouble, retryAt } = await rig.state(isInTrouble)
  expect([trouble, retryAt]).toEqual([{ code: 'line-password-needed', about: { user: 'rep' } }, null])
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  expect(farEnd.received).toHaveLength(2)
})

test('a line asks for the expiry it was told, and remembers when it was accepted last', async () => {
  const farEnd = await farEndFor()
  const rig = openRig({ limits: { retryFirstMs: 10_000 } })
  const before = Date.now()
  rig.exchange.setLine(accountAt(farEnd.server, { registerExpiryS: 90 }))
  const registered = await rig.state(isRegistered)
  expect(farEnd.received[0]!.header('expires')).toBe('90')
  expect(registered.acceptedAt).toBeGreaterThanOrEqual(before)
  await farEnd.close()
  const lost = await rig.state(isInTrouble)
  expect(lost).toMatchObject({ acceptedAt: registered.acceptedAt, registeredUntil: null })
})

test('a call that is challenged in another realm says which, and goes through once the line answers to it', async () => {
  const farEnd = await farEndFor({
    instead(request, it) {
      if (request.method !== 'INVITE' || request.header('proxy-authorization')) return false
      const challenge = 'Digest realm="calls.test", nonce="abc", algorithm=MD5, qop="auth"'
      it.respond(request, 407, 'Proxy Authentication Required', { headers: [['Proxy-Authenticate', challenge]] })
      return true
    },
  })
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const { trouble } = await rig.move(rig.dial(), 'ended')
  expect(trouble).toEqual({ code: 'line-other-realm', about: { realm: 'calls.test' } })

  const told = rig.states.length
  rig.exchange.setLine(accountAt(farEnd.server, { moreRealms: ['calls.test'] }))
  await rig.state(isRegistered, told)
  rig.dial()
  await expect
    .poll(() => farEnd.received.findLast(({ method }) => method === 'INVITE')?.header('proxy-authorization'))
    .toContain('realm="calls.test"')
})
