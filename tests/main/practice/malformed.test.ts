import { array, assert, constantFrom, integer, property, string, tuple, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { addressesFor } from '../../../main/practice/ice-lite.ts'
import { readOffer } from '../../../main/practice/sdp.ts'
import { newSipServer, takeMessage } from '../../../main/practice/sip-server.ts'
import { isStun, readBindingRequest } from '../../../main/practice/stun.ts'

const sdp = [
  'v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'm=audio 9 UDP/TLS/RTP/SAVPF 0 126', 'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:126 telephone-event/8000', 'a=mid:0', 'a=sendrecv', 'a=ice-ufrag:abcd', 'a=ice-pwd:abcdefghijklmnopqrstuvwx',
  'a=setup:actpass', `a=fingerprint:sha-256 ${Array(32).fill('AA').join(':')}`, '',
].join('\r\n') // prettier-ignore

const requests = ['INVITE', 'REGISTER', 'BYE', 'CANCEL', 'ACK', 'OPTIONS', 'SUBSCRIBE'].map((method) =>
  [
    `${method} sip:+14165550101@x SIP/2.0`, 'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1', 'From: "A" <sip:rep@x>;tag=1',
    'To: <sip:rep@x>', 'Call-ID: 1', `CSeq: 1 ${method}`, 'Contact: <sip:a@a.invalid>;expires=60', 'Require: outbound',
    'Authorization: Digest username="rep", realm="x", nonce="y", nc=1, qop=auth, response="z"', 'Expires: 60', '', sdp,
  ].join('\r\n'),
) // prettier-ignore

/** A text with some stretches of it replaced by something else. */
const mangled = (texts: readonly string[]) =>
  tuple(
    constantFrom(...texts),
    array(tuple(integer({ min: 0, max: 900 }), integer({ min: 0, max: 40 }), string({ maxLength: 12 })), {
      maxLength: 4,
    }),
  ).map(([text, cuts]) => cuts.reduce((all, [at, size, by]) => all.slice(0, at) + by + all.slice(at + size), text))

test('no message, however mangled, makes the practice line throw, and every answer is one', () => {
  const sip = newSipServer(
    { user: 'rep', password: 'x' },
    {
      sounds: new Map(),
      heardDir: '',
      onHeard: () => {},
      onDisplayed: () => {},
      nobodyMs: 1,
      contact: 'sip:x',
      limitMs: { voicemail: 1, talks: 1 },
    },
  )
  const answers: string[] = []
  assert(
    property(mangled(requests), (text) => takeMessage(sip, { send: (answer) => answers.push(answer) }, text)),
    { numRuns: 1_000 },
  )
  expect(answers.length).toBeGreaterThan(100)
  for (const answer of answers) expect(answer).toMatch(/^(SIP\/2\.0 [2-5]\d\d [A-Z]|\r\n$)/)
  expect(answers.filter((answer) => answer.startsWith('SIP/2.0 500'))).toEqual([])
})

test('no offer, however mangled, makes the practice line throw', () => {
  expect(readOffer(sdp)).toMatchObject({ muLaw: 0, digits: 126, direction: 'sendrecv', setup: 'actpass' })
  assert(property(mangled([sdp]), (text) => void readOffer(text)))
})

test('no packet makes the practice line throw, and none without the password is a request', () => {
  const head = [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]
  assert(
    property(uint8Array({ maxLength: 120 }), (rest) => {
      const packet = Buffer.from([...head, ...rest])
      packet.writeUInt16BE(Math.max(0, packet.length - 20), 2)
      if (isStun(packet)) expect(readBindingRequest(packet)?.isBy('password') ?? false).toBe(false)
    }),
  )
})

test('the far end listens on loopback where it can, else where the caller is, else on all of this machine', () => {
  const own = ['127.0.0.1', '192.168.1.5', '10.8.0.2', '::1']
  expect(addressesFor(['10.8.0.2', '127.0.0.1'], own)).toEqual(['127.0.0.1'])
  expect(addressesFor(['203.0.113.9', '10.8.0.2'], own)).toEqual(['10.8.0.2'])
  expect(addressesFor(['a1b2.local'], own)).toEqual(own)
})
