import { expect, onTestFinished, test } from 'vitest'
import type { CallerIdRequest, HideMethod, Presentation } from '../../../shared/contract/caller-id.ts'
import { presentation } from '../../../shared/line/presentation.ts'
import type { CallId } from '../../../shared/ids.ts'
import type { LineAccount } from '../../../main/exchange/open-line.ts'
import { openFarEnd, type FarEnd, type FarEndOptions } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { whispersIn } from '../../support/whispers.ts'
import { accountAt, isRegistered, openRig, type Rig } from './rig.ts'

const LAN_ADDRESS = '192.168.77.5'
/** The rep's name, number, login, network and kind of phone. */
const secrets = ['Jane', '4165550999', 'jrep', LAN_ADDRESS, 'Afterbeep']
const CALLEE = '+1 212 555 0100'

interface Line {
  readonly farEnd: FarEnd
  readonly rig: Rig
  readonly account: LineAccount
}

async function lineThat(hides: HideMethod, options: FarEndOptions = { password: 'secret' }): Promise<Line> {
  const farEnd = await openFarEnd(options)
  onTestFinished(() => farEnd.close())
  const rig = openRig({ address: LAN_ADDRESS, limits: { glareLeastMs: 10, glareSpanMs: 10 } })
  const account = accountAt(farEnd.server, {
    user: '+14165550999',
    authUser: 'jrep',
    callerName: 'Jane Example',
    mainNumber: '+1 416 555 0900',
    region: 'CA',
    hideMethod: hides,
  })
  rig.exchange.setLine({ ...account, withholdsEveryAddress: true })
  await rig.state(isRegistered)
  return { farEnd, rig, account }
}

function presented({ account }: Line, request: CallerIdRequest = { kind: 'hidden' }): Presentation {
  const said = presentation(account.line, request, CALLEE)
  if ('refused' in said) throw new Error(said.reason)
  return said
}

function isInvitation({ method, header }: SipMessage): boolean {
  return method === 'INVITE' && !header('to')!.includes(';tag=')
}

/** The INVITE that got past the challenge. */
async function challengedInvite(farEnd: FarEnd): Promise<SipMessage> {
  await farEnd.heard('INVITE')
  return farEnd.heard('INVITE')
}

async function answeredCall(line: Line, said = presented(line)): Promise<{ callId: CallId; invite: SipMessage }> {
  const callId = line.rig.dial(CALLEE, said)
  const invite = await challengedInvite(line.farEnd)
  line.farEnd.respond(invite, 180, 'Ringing', { headers: [['Contact', '<sip:them@far.test>']] })
  await line.rig.move(callId, 'rang')
  line.farEnd.answer(invite)
  await line.rig.move(callId, 'answered')
  // Of the challenge, and of the answer.
  await line.farEnd.heard('ACK')
  await line.farEnd.heard('ACK')
  return { callId, invite }
}

/** Everything that can be said in a call: holds taken, refused and asked for twice, both ends' offers, a transfer. */
async function wholeCall(line: Line): Promise<CallId> {
  const { farEnd, rig } = line
  const { callId, invite } = await answeredCall(line)
  const held = rig.exchange.hold(callId, true)
  farEnd.respond(await farEnd.heard('INVITE'), 491, 'Request Pending')
  farEnd.answer(await farEnd.heard('INVITE'), { body: sessionDescription('them', 2, 'recvonly') })
  expect(await held).toEqual({ ok: true, value: null })
  const resumed = rig.exchange.hold(callId, false)
  farEnd.respond(await farEnd.heard('INVITE'), 488, 'Not Acceptable Here')
  expect(await resumed).toMatchObject({ trouble: { code: 'hold-refused' } })
  farEnd.ask(invite, 'INVITE', 1, { body: sessionDescription('them', 3) })
  const ours = await farEnd.heard(200)
  farEnd.ask(invite, 'ACK', 1)
  expect(ours.body).toContain('m=audio')
  rig.exchange.soundRoomReplaced()
  farEnd.answer(await farEnd.heard('INVITE'), { body: sessionDescription('them', 4) })
  const transferred = rig.exchange.transfer(callId, '+1 212 555 0177')
  farEnd.respond(await farEnd.heard('REFER'), 202, 'Accepted')
  farEnd.notify(invite, 2, 'SIP/2.0 200 OK')
  expect(await transferred).toEqual({ ok: true, value: null })
  await farEnd.heard('BYE')
  return callId
}

async function cancelledCall({ farEnd, rig }: Line, said: Presentation): Promise<CallId> {
  const callId = rig.dial(CALLEE, said)
  farEnd.respond(await challengedInvite(farEnd), 180, 'Ringing', { headers: [['Contact', '<sip:them@far.test>']] })
  await rig.move(callId, 'rang')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('CANCEL')
  await farEnd.caughtUp()
  return callId
}

const methods: readonly HideMethod[] = [
  { kind: 'prefix', prefix: '*67' },
  { kind: 'privacy-header' },
  { kind: 'anonymous-from' },
  { kind: 'prefix-and-headers', prefix: '*67{digits}' },
]

test.for(methods)('a call hidden by $kind says nothing of the rep from its first byte to its last', async (method) => {
  const line = await lineThat(method)
  const { farEnd } = line
  const whole = await wholeCall(line)
  const cancelled = await cancelledCall(line, presented(line))
  const said = farEnd.received.filter((message) => [whole, cancelled].includes(message.header('call-id') as CallId))
  expect(new Set(said.map(({ method: request, status }) => request ?? status))).toEqual(
    new Set(['INVITE', 'ACK', 200, 'REFER', 'BYE', 'CANCEL']),
  )

  const isAnonymous = method.kind === 'anonymous-from'
  // What the line's own server needs to know who calls. It takes the two headers out, and where it wants the real
  // From, hiding that is what it was asked for.
  const forTheServer = ['p-preferred-identity', 'proxy-authorization', ...(isAnonymous ? [] : ['from'])]
  // In a response From is theirs, and To ours.
  const inResponses = isAnonymous ? [] : ['to']
  for (const message of said) {
    const isFirst = isInvitation(message)
    const later = isAnonymous ? [] : message.method === null ? inResponses : ['from']
    expect(whispersIn(message, secrets, isFirst ? forTheServer : later)).toEqual([])
    const ours = message.header(message.method === null ? 'to' : 'from')!
    expect(ours).toMatch(
      isAnonymous
        ? /^("Anonymous" )?<sip:anonymous@anonymous\.invalid>;tag=/
        : /^<sip:\+14165550999@far\.test>;tag=\w+$/,
    )
    expect(message.headers('privacy')).toEqual(method.kind === 'prefix' ? [] : ['id'])
    expect(message.header('referred-by')).toBeUndefined()
    expect(message.header('user-agent')).toBeUndefined()
    if (!isFirst) expect(message.header('p-preferred-identity')).toBeUndefined()
  }
})

test('the line’s own server is told who calls where From does not say it', async () => {
  const line = await lineThat({ kind: 'anonymous-from' })
  const { invite } = await answeredCall(line)
  expect(invite.header('p-preferred-identity')).toBe('<sip:+14165550999@far.test>')
  expect(invite.header('from')).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>;tag=\w+$/)
  expect(invite.startLine).toBe('INVITE sip:+12125550100@far.test SIP/2.0')
})

test('a code goes before the number as the line wants it', async () => {
  const line = await lineThat({ kind: 'prefix', prefix: '*67{digits}' })
  const { invite } = await answeredCall(line)
  expect(invite.startLine).toBe('INVITE sip:*6712125550100@far.test SIP/2.0')
})

test('who is called twice, hidden and shown, finds nothing that is the same in both', async () => {
  const line = await lineThat({ kind: 'anonymous-from' })
  const { farEnd } = line
  const calls = [presented(line), presented(line), presented(line, { kind: 'shown' })]
  const ids: CallId[] = []
  for (const said of calls) ids.push(await cancelledCall(line, said))
  const traces = ids.map((id) => {
    const invite = farEnd.received.find((message) => message.header('call-id') === id)!
    return [
      /<sip:(\w+)@/.exec(invite.header('contact')!)![1],
      /@(\w+\.invalid)/.exec(invite.header('contact')!)![1],
      / (\w+\.invalid)/.exec(invite.header('via')!)![1],
      /;tag=(\w+)/.exec(invite.header('from')!)![1],
    ]
  })
  // Contact and Via name one host in each call, so three of the four differ from each other as well.
  expect(new Set(traces.flat()).size).toBe(9)
  for (const [, contactHost, viaHost] of traces) expect(viaHost).toBe(contactHost)
})

test('a shown call keeps its name in the INVITE, its phone, and who sent the far end on', async () => {
  const line = await lineThat({ kind: 'anonymous-from' })
  const { callId, invite } = await answeredCall(line, presented(line, { kind: 'shown' }))
  expect(invite.header('from')).toMatch(/^"Jane Example" <sip:\+14165550999@far\.test>;tag=/)
  expect(invite.header('user-agent')).toBe('Afterbeep/test')
  expect(invite.body).toContain(LAN_ADDRESS)
  void line.rig.exchange.transfer(callId, '200')
  expect((await line.farEnd.heard('REFER')).header('referred-by')).toBe('<sip:+14165550999@far.test>')
})

test('another number of the line is shown instead, and its own is in no later request', async () => {
  const line = await lineThat({ kind: 'none' })
  const { farEnd, rig } = line
  const { callId, invite } = await answeredCall(line, presented(line, { kind: 'number', number: '+14165550900' }))
  expect(invite.header('from')).toMatch(/^"Jane Example" <sip:\+14165550900@far\.test>;tag=/)
  expect(invite.header('privacy')).toBeUndefined()
  void rig.exchange.transfer(callId, '200')
  await farEnd.heard('REFER')
  rig.exchange.hangUp(callId, 'rep')
  await farEnd.heard('BYE')
  const later = farEnd.received.filter((message) => message.header('call-id') === callId && !isInvitation(message))
  expect(later.map(({ method }) => method)).toEqual(expect.arrayContaining(['ACK', 'REFER', 'BYE']))
  for (const message of later) expect(whispersIn(message, ['4165550999', 'jrep'])).toEqual([])
})

test('a callee who takes no hidden calls ends the call with that, and nothing is dialled again', async () => {
  const line = await lineThat({ kind: 'anonymous-from' })
  const { farEnd, rig } = line
  const callId = rig.dial(CALLEE, presented(line))
  farEnd.respond(await challengedInvite(farEnd), 433, 'Anonymity Disallowed')
  expect(await rig.move(callId, 'ended')).toMatchObject({
    by: 'far-end',
    sipStatus: 433,
    trouble: { code: 'anonymity-refused' },
  })
  await farEnd.caughtUp()
  expect(farEnd.received.filter(({ method }) => method === 'INVITE').length).toBe(2)
})

test('433 to a call that was not hidden is a refusal like any other', async () => {
  const line = await lineThat({ kind: 'anonymous-from' })
  const callId = line.rig.dial(CALLEE, presented(line, { kind: 'shown' }))
  line.farEnd.respond(await challengedInvite(line.farEnd), 433, 'Anonymity Disallowed')
  expect((await line.rig.move(callId, 'ended')).trouble).toBeUndefined()
})

/** A far end that asks for credentials when the call is held, in the name of the rep's own server. */
function curious(): FarEndOptions {
  return {
    password: 'secret',
    instead(request, it) {
      const isHold = request.method === 'INVITE' && request.header('to')!.includes(';tag=')
      if (!isHold || request.header('proxy-authorization')) return false
      it.respond(request, 407, 'Proxy Authentication Required', {
        headers: [['Proxy-Authenticate', 'Digest realm="far.test", nonce="curious", algorithm=MD5, qop="auth"']],
      })
      return true
    },
  }
}

test('a callee who asks in the server’s name who the hidden caller is gets no answer', async () => {
  const line = await lineThat({ kind: 'anonymous-from' }, curious())
  const { farEnd, rig } = line
  const callId = rig.dial(CALLEE, presented(line))
  farEnd.answer(await challengedInvite(farEnd), { headers: [['Record-Route', '<sip:proxy.far.test;lr>']] })
  await rig.move(callId, 'answered')
  expect(await rig.exchange.hold(callId, true)).toMatchObject({
    trouble: { code: 'hold-refused', about: { reason: '407 Proxy Authentication Required' } },
  })
  await farEnd.caughtUp()
  const later = farEnd.received.filter((message) => message.header('to')?.includes(';tag='))
  for (const message of later) expect(whispersIn(message, secrets)).toEqual([])
})

test('a callee who is reached without a proxy is told no more: the server itself would not have to ask', async () => {
  const line = await lineThat({ kind: 'anonymous-from' }, curious())
  const { callId } = await answeredCall(line)
  expect((await line.rig.exchange.hold(callId, true)).ok).toBe(false)
  await line.farEnd.caughtUp()
  const later = line.farEnd.received.filter((message) => message.header('to')?.includes(';tag='))
  for (const message of later) expect(whispersIn(message, secrets)).toEqual([])
})
