import { expect, test } from 'vitest'
import { withoutLocalAddresses } from '../../../main/exchange/unlocated-sdp.ts'

const strictly = { strictly: true }
const whenPossible = { strictly: false }

function offer(connection: string, port: number, ...candidates: string[]): string {
  return [
    'v=0',
    'o=- 4611686018427387904 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    `m=audio ${port} UDP/TLS/RTP/SAVPF 111`,
    `c=IN ${connection}`,
    'a=rtcp:9 IN IP4 0.0.0.0',
    ...candidates.map((candidate) => `a=candidate:${candidate}`),
    'a=ice-ufrag:abcd',
    'a=sendrecv',
    '',
  ].join('\r\n')
}

test.for([
  ['a private network', '192.168.1.20'],
  ['another private network', '10.3.4.5'],
  ['a third one', '172.31.0.9'],
  ['a carrier’s NAT', '100.64.7.7'],
  ['a link without a server', '169.254.9.9'],
])('of an address of %s nothing is told, and the description stays one that ICE can begin with', ([, address]) => {
  expect(
    withoutLocalAddresses(
      offer(
        `IP4 ${address}`,
        50_000,
        `842163049 1 udp 2122260223 ${address} 50000 typ host generation 0 network-cost 10`,
        `842163049 1 tcp 1518280447 ${address} 9 typ host tcptype active generation 0`,
        '333 1 udp 2122197247 fd12:3456::7 50001 typ host',
        '444 1 udp 2122197247 fe80::1 50002 typ host',
      ),
      strictly,
    ),
  ).toBe(offer('IP4 192.0.2.1', 9).replace(/\r\n$/, '\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n'))
})

test('an address that a STUN server saw stays, without the one behind it, and becomes the default', () => {
  expect(
    withoutLocalAddresses(
      offer(
        'IP4 192.168.1.20',
        50_000,
        '842163049 1 udp 2122260223 192.168.1.20 50000 typ host generation 0',
        '3993072678 1 udp 1686052607 203.0.113.7 61000 typ srflx raddr 192.168.1.20 rport 50000 generation 0',
        '7 1 udp 41885439 198.51.100.3 49152 typ relay raddr 203.0.113.7 rport 61000 generation 0',
      ),
      whenPossible,
    ),
  ).toBe(
    offer(
      'IP4 203.0.113.7',
      61_000,
      '1 1 udp 1686052607 203.0.113.7 61000 typ srflx raddr 0.0.0.0 rport 9 generation 0',
      '2 1 udp 41885439 198.51.100.3 49152 typ relay raddr 0.0.0.0 rport 9 generation 0',
    ),
  )
})

test('an address of the open internet and an mDNS name stay as they are', () => {
  const written = offer(
    'IP4 203.0.113.7',
    50_000,
    '1 1 udp 2122260223 203.0.113.7 50000 typ host',
    '2 1 udp 2122197247 4b3f.local 50001 typ host',
  )
  expect(withoutLocalAddresses(written, strictly)).toBe(written)
})

test('only private addresses of IPv6 leave too', () => {
  const told = withoutLocalAddresses(
    offer('IP6 fd12:3456::7', 50_001, '9 1 udp 2122197247 fd12:3456::7 50001 typ host').replace(
      'IN IP4 127.0.0.1',
      'IN IP6 fd12:3456::7',
    ),
    strictly,
  )
  expect(told).not.toContain('fd12')
  expect(told).toContain('m=audio 9 ')
  expect(told).toContain('c=IN IP4 192.0.2.1')
  expect(told).toContain('o=- 4611686018427387904 2 IN IP4 127.0.0.1')
})

test('a description without candidates is left alone', () => {
  const written = offer('IP4 0.0.0.0', 9)
  expect(withoutLocalAddresses(written, strictly)).toBe(written)
})

test('a description that can say nothing else keeps its local addresses unless it must not', () => {
  const written = offer('IP4 192.168.1.20', 50_000, '1 1 udp 2122260223 192.168.1.20 50000 typ host')
  expect(withoutLocalAddresses(written, whenPossible)).toBe(written)
  expect(withoutLocalAddresses(written, strictly)).not.toContain('192.168')
})
