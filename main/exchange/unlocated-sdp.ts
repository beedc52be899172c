import { BlockList, isIP } from 'node:net'

/*
 * RFC 5737 TEST-NET-1: an address that is nobody's. Something has to stand there: `c=0.0.0.0` is music on hold to some
 * servers (RFC 2543's way of saying it), and others start no ICE for a description without candidates.
 */
const NOWHERE = '192.0.2.1'
/** The discard port: what RFC 8839 5.1 writes for a port that is not told. */
const NO_PORT = '9'

const local = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  local.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  local.addSubnet(network, bits, 'ipv6')

/**
 * A description of ours without the addresses of the rep's own network. Candidates of the open internet stay: sound
 * that goes straight to the far end would show them anyway, and where it does not, only the line's server sees them.
 *
 * Where nothing else is left, as on a line without STUN or TURN server, the local addresses stay unless `strictly`: a
 * call without sound helps nobody. Strictly, the call relies on the far end answering connectivity checks to where they
 * came from (peer-reflexive candidates, RFC 8445 7.3.1.3), as it must for a rep behind a NAT anyway. Not everybody
 * does: baresip 1.0 gives up on a description none of whose candidates it can reach.
 */
export function withoutLocalAddresses(sdp: string, { strictly }: { readonly strictly: boolean }): string {
  const isLeft = [...sdp.matchAll(/^a=candidate:\S+ \S+ \S+ \S+ (\S+)/gm)].some(([, address = '']) => !isLocal(address))
  if (!isLeft && !strictly) return sdp
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => unlocated(section))
    .join('')
}

interface Place {
  readonly address: string
  readonly port: string
}

function unlocated(section: string): string {
  const foundations = new Map<string, number>()
  const lines: string[] = []
  let hadCandidates = false
  let known: Place | null = null
  for (const line of section.split('\r\n')) {
    const candidate = /^a=candidate:(\S+) (\S+ \S+ \S+) (\S+) (\S+) (.*)$/.exec(line)
    if (!candidate) {
      lines.push(line)
      continue
    }
    const [, foundation = '', middle = '', address = '', port = '', rest = ''] = candidate
    hadCandidates = true
    if (isLocal(address)) continue
    // A foundation is a checksum over the local address: a few million guesses would find it.
    if (!foundations.has(foundation)) foundations.set(foundation, foundations.size + 1)
    const unrelated = rest.replace(/ raddr (\S+) rport \d+/, (_, related: string) => {
      return ` raddr ${related.includes(':') ? '::' : '0.0.0.0'} rport ${NO_PORT}`
    })
    lines.push(`a=candidate:${foundations.get(foundation)} ${middle} ${address} ${port} ${unrelated}`)
    if (isIP(address) === 4 && middle.startsWith('1 ') && /udp/i.test(middle)) known ??= { address, port }
  }
  const place: Place = known ?? { address: NOWHERE, port: NO_PORT }
  const connection = lines.findIndex((line) => /^c=IN IP[46] /.test(line) && isTold(line.slice(9)))
  if (connection !== -1) {
    // The default destination has to be one of the candidates (RFC 8839 4.2.1.2).
    lines[connection] = `c=IN IP4 ${place.address}`
    lines[0] = lines[0]!.replace(/^(m=\S+) \d+/, `$1 ${place.port}`)
  }
  if (hadCandidates && foundations.size === 0) {
    const last = lines.at(-1) === '' ? lines.length - 1 : lines.length
    lines.splice(last, 0, `a=candidate:1 1 udp 1 ${NOWHERE} ${NO_PORT} typ host`)
  }
  return lines.map((line) => unlocatedLine(line)).join('\r\n')
}

function unlocatedLine(line: string): string {
  return line
    .replace(/^(o=.* IN IP[46]) (\S+)$/, (whole, start: string, address: string) =>
      isTold(address) ? `${start.replace(/IP6$/, 'IP4')} 127.0.0.1` : whole,
    )
    .replace(/^a=rtcp:\d+ IN IP[46] (\S+)$/, (whole, address: string) =>
      isTold(address) ? `a=rtcp:${NO_PORT} IN IP4 0.0.0.0` : whole,
    )
}

function isLocal(address: string): boolean {
  const family = isIP(address)
  // A name (mDNS, RFC draft-ietf-mmusic-mdns-ice-candidates) hides the address already.
  return family !== 0 && local.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Does this say where the rep is? The loopback and unspecified addresses that every browser writes do not. */
function isTold(address: string): boolean {
  return isLocal(address) && !/^(127\.|0\.0\.0\.0$|::1?$)/.test(address)
}
