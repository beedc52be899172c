import { expect, onTestFinished, test } from 'vitest'
import type { Algorithm } from '../../../main/exchange/challenges.ts'
import { openFarEnd, type FarEnd, type FarEndOptions } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import { shown } from '../../support/presentations.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { accountAt, isInTrouble, isRegistered, openRig, type Rig } from './rig.ts'

/* Who gets a proof of the line's password: its own server, for what the rep has dialled, and nobody else. */

interface Challenger {
  /** In the name of whom. */
  readonly realm?: string
  readonly algorithm?: Algorithm
  /** How often within one call. */
  readonly times?: number
  /** What has a proof is taken, whatever it proves. */
  readonly isOnceEach?: boolean
}

/** A far end that asks for credentials within the call, with a nonce that it was given by the server. */
function challengingWithin({
  realm = 'far.test',
  algorithm = 'MD5',
  times = 1,
  isOnceEach = false,
}: Challenger = {}): FarEndOptions {
  let asked = 0
  return {
    password: 'secret',
    instead(request, it) {
      const isWithin = request.method === 'INVITE' && request.header('to')!.includes(';tag=')
      if (!isWithin || asked >= times || (isOnceEach && request.header('proxy-authorization'))) return false
      asked++
      const challenge = `Digest realm="${realm}", nonce="fresh${asked}", algorithm=${algorithm}, qop="auth"`
      it.respond(request, 407, 'Proxy Authentication Required', { headers: [['Proxy-Authenticate', challenge]] })
      return true
    },
  }
}

async function lineAt(options: FarEndOptions, line = {}): Promise<{ farEnd: FarEnd; rig: Rig }> {
  const farEnd = await openFarEnd(options)
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, line))
  await rig.state(isRegistered)
  return { farEnd, rig }
}

const dialled = 'sip:+14165550100@far.test'

/** A call that stands, asked to wait; what has been sent within it when everything is said. */
async function heldBy(
  { farEnd, rig }: { farEnd: FarEnd; rig: Rig },
  contact: string,
  headers: readonly (readonly [string, string])[] = [],
): Promise<SipMessage[]> {
  const callId = rig.dial('+14165550100')
  const first = await farEnd.heard('INVITE')
  const invite = first.header('proxy-authorization') ? first : await farEnd.heard('INVITE')
  farEnd.answer(invite, { headers: [['Contact', `<${contact}>`], ...headers] })
  await rig.move(callId, 'answered')
  // A BYE of the call ends whatever still waits for an answer.
  void rig.exchange.hold(callId, true)
  const offer = await farEnd.heard('INVITE')
  await farEnd.heard('ACK')
  await farEnd.caughtUp()
  expect(offer.header('proxy-authorization')).toBeUndefined()
  return farEnd.received.filter(({ method, header }) => method === 'INVITE' && header('to')!.includes(';tag='))
}

/** The answer of the far end has one Contact, ours. */
const oneContact = (text: string) => text.replace('Contact: <sip:them@far.test>\r\n', '')
const proofsIn = (messages: readonly SipMessage[]) =>
  messages.flatMap(({ header }) => header('proxy-authorization') ?? header('authorization') ?? [])

test.for<[string, string, readonly (readonly [string, string])[]]>([
  ['an address that the far end has chosen', 'sip:+19005550100@far.test', []],
  ['the same by way of the own proxy', 'sip:+19005550100@far.test', [['Record-Route', '<sip:far.test;lr>']]],
  ['what was dialled, by way of somebody else', dialled, [['Record-Route', '<sip:proxy.elsewhere.test;lr>']]],
  ['what was dialled, at somebody else’s', 'sip:+14165550100@elsewhere.test', []],
])('within a call no password is proved for %s', async ([, contact, headers]) => {
  const line = await lineAt(challengingWithin())
  const { farEnd } = line
  const { answer } = farEnd
  const changed = { ...farEnd, answer: (...args: Parameters<FarEnd['answer']>) => farEnd.sayChanged(oneContact, () => answer(...args)) }
  expect(proofsIn(await heldBy({ ...line, farEnd: changed }, contact, headers))).toEqual([])
}) // prettier-ignore

test('within a call the own server gets a proof for what was dialled, and gets it once', async () => {
  const line = await lineAt(challengingWithin({ times: 5 }))
  const { farEnd } = line
  const { answer } = farEnd
  const changed = { ...farEnd, answer: (...args: Parameters<FarEnd['answer']>) => farEnd.sayChanged(oneContact, () => answer(...args)) }
  const [, proof] = proofsIn(await heldBy({ ...line, farEnd: changed }, dialled))
  expect(proof).toBeUndefined()
  const proofs = proofsIn(farEnd.received.filter(({ header }) => header('to')?.includes(';tag=')))
  expect(proofs).toHaveLength(1)
  expect(proofs[0]).toContain('nonce="fresh1"')
}) // prettier-ignore

test('a server that asks anew at the second request of a call gets no second proof', async () => {
  const line = await lineAt(challengingWithin({ times: 2, isOnceEach: true }))
  const { farEnd, rig } = line
  const callId = rig.dial('+14165550100')
  await farEnd.heard('INVITE')
  const invite = await farEnd.heard('INVITE')
  farEnd.sayChanged(oneContact, () => farEnd.answer(invite, { headers: [['Contact', `<${dialled}>`]] }))
  await rig.move(callId, 'answered')
  await farEnd.heard('ACK')
  const within = () => farEnd.received.filter(({ method, header }) => method === 'INVITE' && header('to')!.includes(';tag='))
  const holding = rig.exchange.hold(callId, true)
  await expect.poll(() => proofsIn(within()).length).toBe(1)
  farEnd.answer(within().at(-1)!, { body: sessionDescription('them', 2, 'recvonly') })
  expect((await holding).ok).toBe(true)
  // The second challenge of the far end comes at this one.
  void rig.exchange.hold(callId, false)
  await expect.poll(() => within().length).toBe(3)
  await farEnd.caughtUp()
  await farEnd.caughtUp()
  expect(proofsIn(within())).toHaveLength(1)
}) // prettier-ignore

test('in a hidden call nothing is proved, also not for what was dialled by way of the own server', async () => {
  const { farEnd, rig } = await lineAt(challengingWithin({ times: 5 }))
  const callId = rig.dial('+14165550100', { ...shown('+14165550100'), from: 'anonymous', headers: ['Privacy: id'], asksFor: { kind: 'hidden' } })
  await farEnd.heard('INVITE')
  const invite = await farEnd.heard('INVITE')
  farEnd.sayChanged(oneContact, () => farEnd.answer(invite, { headers: [['Contact', `<${dialled}>`]] }))
  await rig.move(callId, 'answered')
  await farEnd.heard('ACK')
  void rig.exchange.hold(callId, true)
  const offer = await farEnd.heard('INVITE')
  expect(offer.header('to')).toContain(';tag=')
  await farEnd.heard('ACK')
  await farEnd.caughtUp()
  expect(proofsIn(farEnd.received.filter(({ header }) => header('to')?.includes(';tag=')))).toEqual([])
}) // prettier-ignore

test('a call is not proved with less than the registration was', async () => {
  const asksWeakly: FarEndOptions = {
    password: 'secret',
    algorithms: ['SHA-256'],
    instead(request, it) {
      if (request.method !== 'INVITE') return false
      const challenge = 'Digest realm="far.test", nonce="n", algorithm=MD5, qop="auth"'
      it.respond(request, 407, 'Proxy Authentication Required', { headers: [['Proxy-Authenticate', challenge]] })
      return true
    },
  }
  const { farEnd, rig } = await lineAt(asksWeakly)
  expect(rig.pins).toEqual([{ realm: 'far.test', algorithm: 'SHA-256' }])
  const { trouble } = await rig.move(rig.dial(), 'ended')
  expect(trouble).toEqual({
    code: 'line-proof-refused',
    about: { reason: 'a weaker digest (MD5) than the one it once took (SHA-256)' },
  })
  expect(proofsIn(farEnd.received.filter(({ method }) => method === 'INVITE'))).toEqual([])
})

test.for([
  { name: 'a weaker digest', pin: { realm: 'far.test', algorithm: 'SHA-256' }, why: 'a weaker digest (MD5) than the one it once took (SHA-256)' },
  { name: 'another realm', pin: { realm: 'other.test', algorithm: 'MD5' }, why: 'a password for the foreign realm far.test' },
] as const)('a registrar that asks for $name than at the start before gets nothing, and the rep hears why', async ({ pin, why }) => {
  const farEnd = await openFarEnd({ password: 'secret' })
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine({ ...accountAt(farEnd.server), pin })
  const { trouble } = await rig.state(isInTrouble)
  expect(trouble).toMatchObject({ code: 'line-refused', about: { reason: `it asks for ${why}` } })
  expect(proofsIn(farEnd.received)).toEqual([])
}) // prettier-ignore

test('a line that refuses MD5 proves nothing with it, and takes the stronger one beside it', async () => {
  const strong = await lineAt({ password: 'secret', algorithms: ['MD5', 'SHA-256'] }, { refusesMd5: true })
  expect(strong.rig.pins).toEqual([{ realm: 'far.test', algorithm: 'SHA-256' }])
  const farEnd = await openFarEnd({ password: 'secret' })
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server, { refusesMd5: true }))
  const { trouble } = await rig.state(isInTrouble)
  expect(trouble?.about['reason']).toBe('it asks for an MD5 digest, which this line refuses')
  expect(proofsIn(farEnd.received)).toEqual([])
})

test.for([
  ['joined by a comma', (text: string) => text.replace(/\r\nWWW-Authenticate: (Digest[^\r]*SHA-256)/, ', $1')],
  ['with its algorithm in quotes', (text: string) => text.replace(/algorithm=([\w-]+)/g, 'algorithm="$1"')],
] as const)('challenges %s are read, and the stronger one is answered', async ([, change]) => {
  const farEnd = await openFarEnd({
    password: 'secret',
    algorithms: ['MD5', 'SHA-256'],
    instead(request, it) {
      if (request.method !== 'REGISTER' || request.header('authorization')) return false
      it.sayChanged(change, () =>
        it.respond(request, 401, 'Unauthorized', {
          headers: ['MD5', 'SHA-256'].map((name) => ['WWW-Authenticate', `Digest realm="far.test", nonce="n", algorithm=${name}`]),
        }),
      )
      return true
    },
  })
  onTestFinished(() => farEnd.close())
  const rig = openRig()
  rig.exchange.setLine(accountAt(farEnd.server))
  await farEnd.heard('REGISTER')
  expect((await farEnd.heard('REGISTER')).header('authorization')).toContain('algorithm=SHA-256')
}) // prettier-ignore
