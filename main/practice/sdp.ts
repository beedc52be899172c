/** Session descriptions: what of an offer the practice line understands, and its answer (RFC 8866, 9429). */

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

export interface Fingerprint {
  readonly algorithm: string
  readonly value: string
}

export interface Offer {
  /** The o= line's user, id and address: another one is another peer connection. */
  readonly origin: string
  readonly ufrag: string
  readonly password: string
  readonly fingerprint: Fingerprint
  readonly setup: 'actpass' | 'active' | 'passive'
  readonly direction: Direction
  /** Payload types. */
  readonly muLaw: number
  readonly digits: number | null
  readonly mid: string | null
  /** Addresses of the UDP candidates; host names where mDNS hides them. */
  readonly addresses: readonly string[]
  /** The m= lines in their order; an answer has the same ones. */
  readonly media: readonly { readonly line: string; readonly mid: string | null; readonly accepted: boolean }[]
}

/** What our side of an answer says. */
export interface LocalMedia {
  readonly sessionId: string
  readonly version: number
  readonly ufrag: string
  readonly password: string
  readonly fingerprint: Fingerprint
  readonly candidates: readonly { readonly address: string; readonly port: number }[]
  readonly ssrc: number
}

/** The offer, or null where it has no encrypted PCMU audio with ICE: that is a 488. */
export function readOffer(sdp: string): Offer | null {
  const [session = '', ...sections] = sdp.split(/\r?\n(?=m=)/)
  const audio = sections.findIndex((section) => /^m=audio [1-9]\d* UDP\/TLS\/RTP\/SAVPF /.test(section))
  const section = sections[audio]
  if (!section) return null
  // Attributes may stand at the media or, for all media, at the session.
  const attribute = (name: string) => attributeOf(section, name) ?? attributeOf(session, name)
  const formats = section.split(/\r?\n/, 1)[0]!.split(' ').slice(3).map(Number)
  const payloadOf = (codec: RegExp) => {
    const maps = [...section.matchAll(/^a=rtpmap:(\d+) (\S+)/gm)]
    const found = maps.find(([, payload, name]) => codec.test(name!) && formats.includes(Number(payload)))
    return found ? Number(found[1]) : null
  }
  // PCMU's payload type is static and needs no rtpmap (RFC 3551 6).
  const muLaw = payloadOf(/^PCMU\/8000(\/1)?$/i) ?? (formats.includes(0) ? 0 : null)
  const fingerprint = /^(\S+) ([0-9A-F:]+)$/i.exec(attribute('fingerprint') ?? '')
  const setup = attribute('setup') ?? 'actpass'
  const [ufrag, password] = [attribute('ice-ufrag'), attribute('ice-pwd')]
  if (muLaw === null || !fingerprint || !ufrag || !password) return null
  if (setup !== 'actpass' && setup !== 'active' && setup !== 'passive') return null
  const candidates = [...section.matchAll(/^a=candidate:\S+ 1 udp \d+ (\S+) \d+ typ/gim)]
  const origin = /^o=(\S+ \S+) \S+ (.*)$/m.exec(session)
  return {
    origin: `${origin?.[1]} ${origin?.[2]?.trim()}`,
    ufrag,
    password,
    fingerprint: { algorithm: fingerprint[1]!, value: fingerprint[2]! },
    setup,
    direction: directionOf(section) ?? directionOf(session) ?? 'sendrecv',
    muLaw,
    digits: payloadOf(/^telephone-event\/8000$/i),
    mid: attributeOf(section, 'mid'),
    addresses: [...new Set(candidates.map(([, address]) => address!))],
    media: sections.map((each, index) => ({
      line: each.split(/\r?\n/, 1)[0]!,
      mid: attributeOf(each, 'mid'),
      accepted: index === audio,
    })),
  }
}

/** The answer. Whatever is not the one audio is refused by port 0. */
export function writeAnswer(offer: Offer, local: LocalMedia): string {
  const lines = ['v=0', `o=- ${local.sessionId} ${local.version} IN IP4 127.0.0.1`, 's=-', 't=0 0', 'a=ice-lite']
  if (offer.mid !== null) lines.push(`a=group:BUNDLE ${offer.mid}`)
  for (const media of offer.media) {
    if (media.accepted) lines.push(...audioLines(offer, local))
    else {
      lines.push(media.line.replace(/^(m=\S+) \d+/, '$1 0'), 'c=IN IP4 0.0.0.0', 'a=inactive')
      if (media.mid !== null) lines.push(`a=mid:${media.mid}`)
    }
  }
  return `${lines.join('\r\n')}\r\n`
}

/** An offer of our own: PCMU and digits, with the choice of the DTLS role (RFC 5763 5). */
export function writeOffer(local: LocalMedia): string {
  const wanted = { muLaw: 0, digits: 101, mid: '0', direction: 'sendrecv', setup: 'actpass' } as const
  const media = [{ line: '', mid: '0', accepted: true }]
  const nobody = { origin: '', ufrag: '', password: '', fingerprint: local.fingerprint, addresses: [] }
  return writeAnswer({ ...wanted, ...nobody, media }, local).replace('a=setup:passive', 'a=setup:actpass')
}

function audioLines(offer: Offer, local: LocalMedia): string[] {
  const { candidates, fingerprint, ssrc } = local
  const [first] = candidates
  const formats = [offer.muLaw, ...(offer.digits === null ? [] : [offer.digits])]
  const lines = [
    `m=audio ${first?.port ?? 9} UDP/TLS/RTP/SAVPF ${formats.join(' ')}`,
    `c=IN IP${first?.address.includes(':') ? 6 : 4} ${first?.address ?? '0.0.0.0'}`,
    `a=rtpmap:${offer.muLaw} PCMU/8000`,
    'a=ptime:20',
  ]
  if (offer.digits !== null) lines.push(`a=rtpmap:${offer.digits} telephone-event/8000`, `a=fmtp:${offer.digits} 0-16`)
  if (offer.mid !== null) lines.push(`a=mid:${offer.mid}`)
  lines.push(
    `a=${answerTo(offer.direction)}`,
    'a=rtcp-mux',
    `a=ice-ufrag:${local.ufrag}`,
    `a=ice-pwd:${local.password}`,
    `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`,
    `a=setup:${setupFor(offer)}`,
    'a=msid:practice voice',
    `a=ssrc:${ssrc} cname:practice`,
  )
  candidates.forEach(({ address, port }, index) => {
    // RFC 8445 5.1.2.1: host candidates, component 1, the first one preferred.
    const priority = 126 * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255
    lines.push(`a=candidate:${index + 1} 1 udp ${priority} ${address} ${port} typ host`)
  })
  lines.push('a=end-of-candidates')
  return lines
}

/** We are DTLS server wherever the offer leaves the choice: werift's client sleeps 100 ms before its first flight. */
export function setupFor(offer: Offer): 'active' | 'passive' {
  return offer.setup === 'passive' ? 'active' : 'passive'
}

const answers = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' } as const

/** RFC 3264 6.1. */
export function answerTo(direction: Direction): Direction {
  return answers[direction]
}

function attributeOf(section: string, name: string): string | null {
  return new RegExp(`^a=${name}:(.*?)\\s*$`, 'm').exec(section)?.[1] ?? null
}

function directionOf(section: string): Direction | null {
  return (/^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(section)?.[1] as Direction | undefined) ?? null
}
