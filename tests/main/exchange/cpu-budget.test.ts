import { randomBytes } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { sessionDescription } from '../../support/media.ts'
import { accountAt, isRegistered, openRig, unlimited } from './rig.ts'

/** What one message may cost this thread, far end included. A second of it is a second in which no call can be answered. */
const MOST_CPU_MS = 50
const MOST_BYTES = 64 * 1024

const sdp = sessionDescription('them', 1)

/** `HERE` is where something is grown. */
function invite(target: string, change: Record<string, string>): string {
  const headers: Record<string, string> = {
    Via: `SIP/2.0/WS far.test;branch=z9hG4bK${randomBytes(6).toString('hex')}`,
    'Max-Forwards': '70',
    From: '"Jane Adams" <sip:+14165550101@far.test>;tag=jane',
    To: '<sip:rep@far.test>',
    'Call-ID': randomBytes(6).toString('hex'),
    CSeq: '1 INVITE',
    Contact: '<sip:them@far.test>',
    'Content-Type': 'application/sdp',
    ...change,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`INVITE ${target} SIP/2.0`, ...lines, `Content-Length: ${Buffer.byteLength(sdp)}`, '', sdp].join('\r\n')
}

const places: Record<string, string>[] = [
  { 'P-Asserted-Identity': 'x,HEREtel:1' },
  { 'P-Asserted-Identity': '"x" <sip:HERE@far.test>' },
  { From: '"HERE" <sip:a@far.test>;tag=x' },
  { From: 'HERE<sip:a@far.test>;tag=x' },
  { From: '<sip:HERE@far.test>;tag=x' },
  { From: '<sip:a@far.test>;HERE;tag=x' },
  { To: '<sip:rep@far.test>HERE' },
  { Via: 'SIP/2.0/WS far.test;branch=z9hG4bKx;HERE' },
  { Via: 'SIP/2.0/WS far.test;branch=z9hG4bKy, HERE' },
  { Contact: '<sip:a@far.test?HERE>' },
  { Contact: '<sip:a@far.test;HERE>' },
  { 'Record-Route': '<sip:a@far.test;lr>HERE' },
  { Replaces: 'a;to-tag=b;from-tag=cHERE' },
  { 'Content-Type': 'multipart/mixed;boundary="HERE"' },
  { Privacy: 'noneHERE' },
  { Accept: 'application/sdpHERE' },
  { Require: 'replacesHERE' },
  { 'Call-ID': 'aHERE' },
  { CSeq: '1 HEREINVITE' },
  { 'X-Unknown': 'HERE' },
]

const grown = [
  ' ', '\t', '"', '\\', '\\"', '<', '>', ';', ',', '=', ':', '@', '%', '%41', '.', '-', '[', '?', '&', '/', 'a', '1', 'é', '\u0301',
  '\r\n ', ';a', ';a=b', ',a', ', <sip:a@b>', ', <sip:a@b;lr>', '"a" ', '&a=b', 'a ', 'tel:', '\r\nRecord-Route: <sip:a;lr>',
  '\r\nVia: SIP/2.0/WS a;branch=z9hG4bKa', '\r\nContact: <sip:a@b>', '\r\nX: y',
] // prettier-ignore

async function costOf(farEnd: FarEnd, text: string): Promise<number> {
  const before = process.threadCpuUsage()
  farEnd.say(text)
  await farEnd.caughtUp()
  const { user, system } = process.threadCpuUsage(before)
  farEnd.forget()
  return (user + system) / 1000
}

test('no message takes more than its share of time, whatever is grown in it and wherever', async () => {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig({ limits: unlimited })
  rig.exchange.setLine(accountAt(farEnd.server, { trustsAssertedIdentity: true }))
  await rig.state(isRegistered)
  const register = farEnd.received.findLast(({ method }) => method === 'REGISTER')!
  const target = register.header('contact')!.split('<')[1]!.split('>')[0]!
  const slow: string[] = []
  for (const change of places) {
    for (const what of grown) {
      // Each time another call: the same one again is a retransmission, which costs next to nothing.
      const message = () => {
        const text = invite(target, change)
        const room = MOST_BYTES - Buffer.byteLength(text)
        return text.replace('HERE', () => what.repeat(Math.floor(room / Buffer.byteLength(what))))
      }
      const costs = [await costOf(farEnd, message())]
      // What is compiled or collected in one of them is not the message's doing.
      while (costs.at(-1)! > MOST_CPU_MS && costs.length < 3) costs.push(await costOf(farEnd, message()))
      if (Math.min(...costs) > MOST_CPU_MS)
        slow.push(`${JSON.stringify(change)} ${JSON.stringify(what)}: ${costs.join(', ')} ms`)
    }
  }
  expect(slow).toEqual([])
  expect(rig.exchange.lineState().state).toBe('registered')
}, 120_000)
