import { randomBytes } from 'node:crypto'
import { array, assert, asyncProperty, constantFrom, integer, record, string, tuple } from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openFarEnd, type FarEnd } from '../../support/far-end.ts'
import { callFrom } from '../../support/incoming-invite.ts'
import { sessionDescription } from '../../support/media.ts'
import { parseSip, type SipMessage } from '../../support/sip-message.ts'
import { accountAt, isRegistered, openRig, unlimited, type Rig } from './rig.ts'

const sdp = sessionDescription('them', 1)

interface Line {
  readonly farEnd: FarEnd
  readonly rig: Rig
  /** Where this phone is called. */
  readonly target: string
}

async function openLine(limits = {}): Promise<Line> {
  const farEnd = await openFarEnd()
  onTestFinished(() => farEnd.close())
  const rig = openRig({ limits })
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const register = farEnd.received.findLast(({ method }) => method === 'REGISTER')!
  return { farEnd, rig, target: /<([^>]*)>/.exec(register.header('contact') ?? '')![1]! }
}

/** A request as it should be, line by line; the first line is the request line. */
function requestTo(target: string, method: string, callId: string): string[] {
  return [
    `${method} ${target} SIP/2.0`,
    `Via: SIP/2.0/WS far.test;branch=z9hG4bK${randomBytes(6).toString('hex')}`,
    'Max-Forwards: 70',
    'From: "Jane Adams" <sip:+14165550101@far.test>;tag=jane',
    'To: <sip:rep@far.test>',
    `Call-ID: ${callId}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:them@far.test>',
    'Content-Type: application/sdp',
    `Content-Length: ${Buffer.byteLength(sdp)}`,
  ]
}

const text = (lines: readonly string[]) => [...lines, '', sdp].join('\r\n')

/** What the far end heard about a call, once everything it had said was taken in. */
async function heardOf({ farEnd }: Line, callId: string): Promise<SipMessage[]> {
  await farEnd.caughtUp()
  return farEnd.received.filter((one) => one.status !== null && one.header('call-id') === callId)
}

const named = (name: string, value: string) => (lines: string[]) =>
  lines.map((line) => (line.toLowerCase().startsWith(`${name}:`) ? value : line))
const without = (name: string) => (lines: string[]) =>
  lines.filter((line) => !line.toLowerCase().startsWith(`${name}:`))
const and = (line: string) => (lines: string[]) => [...lines, line]
const asked = (line: string) => (lines: string[]) => [line, ...lines.slice(1)]

test.each([
  ['a Contact that is none', named('contact', 'Contact: nobody knows'), '400 Bad Contact'],
  ['a Contact that is every address', named('contact', 'Contact: *'), '400 Bad Contact'],
  ['two Contacts', and('Contact: <sip:two@far.test>'), '400 Bad Contact'],
  ['no Contact', without('contact'), '400 Missing Contact'],
  ['no tag of its own', named('from', 'From: <sip:jane@far.test>'), '400 Missing From Tag'],
  ['a number of no sequence', named('cseq', 'CSeq: one INVITE'), '400 Bad CSeq'],
  ['a sequence beyond all numbers', named('cseq', 'CSeq: 36893488147419103232 INVITE'), '400 Bad CSeq'],
  ['the sequence of another method', named('cseq', 'CSeq: 1 BYE'), '400 CSeq Names Another Method'],
  ['two sequences', and('CSeq: 2 INVITE'), '400 More Than One CSeq'],
  ['a length that is no number', named('content-length', 'Content-Length: -999'), '400 Bad Content-Length'],
  ['less of it than it says', named('content-length', 'Content-Length: 9999'), '400 Body Shorter Than Content-Length'],
  ['a line that is no header', and('what is this'), '400 Malformed Header Field'],
  ['a header of a name that cannot be', and('b@d: 1'), '400 Malformed Header Field'],
  ['forwards without number', named('max-forwards', 'Max-Forwards: many'), '400 Bad Max-Forwards'],
  ['a content of no type', named('content-type', 'Content-Type: <>'), '400 Bad Content-Type'],
  ['a route that leads nowhere', and('Record-Route: nowhere'), '400 Bad Record-Route'],
  ['a request line with spaces', asked('INVITE sip:rep@far.test; lr SIP/2.0'), '400 Bad Request-URI'],
  ['another version of SIP', asked('INVITE sip:rep@far.test SIP/7.0'), '505 Version Not Supported'],
  ['an address that is none of SIP’s', asked('INVITE nobody:rep@far.test SIP/2.0'), '416 Unsupported URI Scheme'],
  ['a call to replace that is none', and('Replaces: nothing'), '400 Bad Replaces'],
])('an INVITE with %s rings nowhere, and its sender hears why', async (_, change, answer) => {
  const line = await openLine()
  const lines = change(requestTo(line.target, 'INVITE', 'broken'))
  line.farEnd.say(text(lines))
  const heard = await heardOf(line, 'broken')
  expect(heard.map(({ startLine }) => startLine)).toEqual([`SIP/2.0 ${answer}`])
  const sent = parseSip(text(lines))
  for (const name of ['via', 'from', 'cseq']) expect(heard[0]!.header(name)).toBe(sent.header(name))
  expect(heard[0]!.header('to')).toMatch(/^<sip:rep@far\.test>;tag=\w+$/)
  expect(line.rig.log.join('\n')).not.toMatch(/Jane|4165550101/)
})

test.each([
  ['a place that is none', named('via', 'Via: somewhere')],
  ['a port that is none', named('via', 'Via: SIP/2.0/WS far.test:99999999;branch=z9hG4bKbroken')],
])('a Via with %s comes back as it was, on the socket that it came by', async (_, change) => {
  const line = await openLine()
  line.farEnd.say(text(change(requestTo(line.target, 'INVITE', 'broken'))))
  expect((await line.farEnd.heard(400)).startLine).toBe('SIP/2.0 400 Bad Via')
})

test.each([
  ['Via', named('via', 'Via:')],
  ['method, which is ACK', (lines: string[]) => named('cseq', 'CSeq: 1 ACK')(asked('ACK sip:rep@far.test SIP/2.0')(and('?')(lines)))],
])('nothing is answered where nobody could know the answer again: %s', async (_, change) => {
  const line = await openLine()
  const before = line.farEnd.received.length
  line.farEnd.say(text(change(requestTo(line.target, 'INVITE', 'broken'))))
  await line.farEnd.caughtUp()
  // The single CRLF of the keep-alive, and nothing else.
  expect(line.farEnd.received.slice(before).map(({ startLine }) => startLine)).toEqual([''])
}) // prettier-ignore

test('a call whose CSeq names an ACK is still a call: its sender hears why it rings nowhere', async () => {
  const line = await openLine()
  line.farEnd.say(text(named('cseq', 'CSeq: 1 ACK')(requestTo(line.target, 'INVITE', 'broken'))))
  expect((await heardOf(line, 'broken')).map(({ startLine }) => startLine)).toEqual([
    'SIP/2.0 400 CSeq Names Another Method',
  ])
})

test('a call without a Via, as if within another, can be answered by nobody: the rep is told', async () => {
  const line = await openLine()
  const inCall = named('to', 'To: <sip:rep@far.test>;tag=ours')(requestTo(line.target, 'INVITE', 'broken'))
  line.farEnd.say(text(without('via')(inCall)))
  await line.farEnd.caughtUp()
  expect(line.rig.refusedCalls).toMatchObject([{ why: 'unreadable', reason: 'Missing Via' }])
})

test.each([
  ['From', named('from', 'From: "Jane <sip:jane@far.test>;tag=1'), '400 Bad From'],
  ['To', named('to', 'To: "Rep" <<sip:rep'), '400 Bad To'],
  ['CSeq', named('cseq', 'CSeq: '), '400 Missing CSeq'],
  ['Call-ID', named('call-id', 'Call-ID: broken in two'), '400 Bad Call-ID'],
  ['request line', asked('INVITE'), '400 Bad Request Line'],
])(
  'whoever sends a call whose %s cannot be read hears so, and the rep can see that it came',
  async (_, change, why) => {
    const line = await openLine()
    const before = line.farEnd.received.length
    line.farEnd.say(text(change(requestTo(line.target, 'INVITE', 'broken'))))
    await line.farEnd.caughtUp()
    const [answer, ...others] = line.farEnd.received.slice(before).filter(({ status }) => status !== null)
    expect(answer!.startLine).toBe(`SIP/2.0 ${why}`)
    expect(others).toEqual([])
    expect(line.rig.refusedCalls).toMatchObject([{ why: 'unreadable', status: 400, reason: why.slice(4) }])
  },
)

test.each([
  ['an unheard-of method', 'DANCE', 501],
  ['a PRACK of no call', 'PRACK', 481],
  ['a BYE of no call', 'BYE', 481],
  ['a CANCEL of nothing', 'CANCEL', 481],
])('%s is answered once', async (_, method, status) => {
  const line = await openLine()
  line.farEnd.say(text(requestTo(line.target, method, 'stray')))
  expect((await heardOf(line, 'stray')).map((one) => one.status)).toEqual([status])
})

test('a broken message leaves the calls beside it as they are', async () => {
  const line = await openLine()
  const caller = callFrom(line.farEnd)
  await caller.heard(180)
  line.farEnd.say(text(named('contact', 'Contact: *')(requestTo(line.target, 'INVITE', 'broken'))))
  line.farEnd.say('nothing of SIP at all\r\n\r\n')
  await line.farEnd.caughtUp()
  const { callId } = await line.rig.came()
  const answering = line.rig.exchange.answer(callId)
  caller.ack(await caller.heard(200))
  expect(await answering).toEqual({ ok: true, value: null })
})

/** What a mangled message has become in places: as a whole line, or anywhere at all. */
const mangling = record({
  lines: array(
    tuple(
      integer({ min: 0, max: 12 }),
      constantFrom('Contact: *', 'CSeq: 0 ACK', 'To:', 'From: <>', 'Via: SIP/2.0/UDP', ': ', 'Replaces: a;to-tag=b', 'Expires: -1', 'Content-Length: 1', 'Require: ?', 'i: 7', 'Content-Disposition: ;', 'P-Asserted-Identity: <', 'Supported: 100rel', 'Event:'),
    ),
    { maxLength: 3 },
  ),
  cuts: array(tuple(integer({ min: 0, max: 700 }), integer({ min: 0, max: 30 }), string({ maxLength: 8 })), {
    maxLength: 3,
  }),
}) // prettier-ignore
const methods = ['INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'REFER', 'NOTIFY', 'SUBSCRIBE', 'MESSAGE', 'PRACK', 'UPDATE', 'REGISTER'] // prettier-ignore

test('no message, however mangled, throws in main, is answered twice, or rings when it is broken', async () => {
  const line = await openLine(unlimited)
  let sent = 0
  await assert(
    asyncProperty(constantFrom(...methods), mangling, async (method, { lines, cuts }) => {
      const callId = `mangled-${sent++}`
      const whole = requestTo(line.target, method, callId)
      for (const [at, by] of lines) whole.splice(1 + at, 1, by)
      const mangled = cuts.reduce((all, [at, size, by]) => all.slice(0, at) + by + all.slice(at + size), text(whole))
      const before = line.farEnd.received.length
      line.farEnd.say(mangled)
      await line.farEnd.caughtUp()
      const answers = line.farEnd.received.slice(before).filter(({ status }) => status !== null)
      for (const { raw } of answers) expect(raw).toMatch(/^SIP\/2\.0 \d{3} .+\r\nVia: /)
      expect(answers.filter(({ status }) => status! >= 200).length).toBeLessThanOrEqual(1)
      // Only what is a whole INVITE rings, and whoever is told that it rings was not refused.
      if (answers.some(({ status }) => status === 180)) {
        expect(mangled).toMatch(/^INVITE /)
        expect(answers.some(({ status }) => status! >= 400)).toBe(false)
      }
      if (mangled.startsWith('ACK ')) expect(answers).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(line.rig.exchange.lineState().state).toBe('registered')
})
