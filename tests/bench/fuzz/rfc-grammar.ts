import type { Maker } from './grown-text.ts'

/*
 * SIP as RFC 3261 25.1 writes it down, production by production and under its names there, with those of RFC 3966 (tel),
 * 3262 (100rel), 3265 (events), 3323 and 3325 (privacy, identity), 3326 (Reason), 3515 and 3892 (REFER), 3891 (Replaces),
 * 4028 (timers), 4566 (SDP), 5621 (bodies), 6086 (INFO), 7315 and 7044. Nothing of it comes from the phone's own reader.
 */

const ALPHANUM = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
const MARK = [...`-_.!~*'()`]
const TOKEN = [...ALPHANUM, ...`-.!%*_+\`'~`]
const HEX = [...'0123456789abcdefABCDEF']
const DIGIT = [...'0123456789']
const USER_UNRESERVED = [...'&=+$,;?/']
/** UTF8-NONASCII: of two, three and four bytes, right to left, combining, wide. */
const UTF8 = ['é', 'ß', 'Ж', 'ש', 'ع', '\u0301', '漢', 'ﬁ', '\u{1f4de}', '\u{10fffd}', '\u00a0', '\u2028']

export function rfcGrammar(m: Maker) {
  const { dice } = m
  const pick = (list: readonly string[]) => () => dice.pick(list)

  // 25.1, basic rules. A line may go on in the next one wherever there is LWS.
  const LWS = () => m.maybe(0.1, () => m.repeat(pick([' ', '\t']), 0, 2) + '\r\n') + m.repeat(pick([' ', '\t']), 1, 2)
  const SWS = () => m.maybe(0.12, LWS)
  const HCOLON = () => `${m.maybe(0.05, () => m.repeat(pick([' ', '\t']), 1, 2))}:${m.one(() => ' ', SWS, LWS)}`
  const around = (sign: string) => () => SWS() + sign + SWS()
  const [SEMI, COMMA, EQUAL, SLASH] = [around(';'), around(','), around('='), around('/')]
  const token = () => m.repeat(pick(TOKEN), 1, 9)
  const word = () => m.repeat(pick([...TOKEN, ...'()<>:\\"/[]?{}']), 1, 9)
  const escaped = () => `%${dice.pick(HEX)}${dice.pick(HEX)}`
  const quotedPair = () => `\\${dice.pick([...ALPHANUM, ...'"\\<>,; \t\u0001\u007f'])}`
  const qdtext = pick([...ALPHANUM, ...` !#$%&'()*+,-./:;<=>?@[]^_\`{|}~`, ...UTF8])
  const quotedString = () => `${SWS()}"${m.repeat(() => m.one(qdtext, qdtext, qdtext, quotedPair), 0, 12)}"`
  const ctext = pick([...ALPHANUM, ...' !"#$%&*+,-./:;<=>?@', ...UTF8])
  const comment = (depth = 0): string =>
    `${SWS()}(${m.repeat(() => (depth < 3 && dice.chance(0.1) ? comment(depth + 1) : m.one(ctext, quotedPair)), 0, 8)})${SWS()}`
  /** Parentheses within parentheses, as deep as there is room. */
  const nested = () => m.repeat(() => '(', 1, 3) + m.repeat(() => ')', 1, 3)
  const text = () => m.repeat(pick([...ALPHANUM, ...UTF8, ' ', ',', '"', '<', ';']), 0, 20)
  const number = (most = 5) => m.repeat(pick(DIGIT), 1, most)
  const deltaSeconds = () => m.one(() => number(4), pick(['0', '4294967295', '4294967296', '99999999999999999999']))
  const quality = () => `${SEMI()}q${EQUAL()}${dice.pick(['0', '1', '0.5', '1.000'])}`
  const hex = () => m.repeat(pick(HEX), 8, 32)

  // Addresses.
  const domainlabel = () => dice.pick(ALPHANUM) + m.repeat(pick([...ALPHANUM, '-']), 0, 6) + dice.pick(ALPHANUM)
  const hostname = () =>
    `${m.repeat(domainlabel, 1, 3, '.')}.${dice.pick([...'abxyz'])}${m.repeat(pick([...ALPHANUM, '-']), 0, 3)}a${m.maybe(0.1, () => '.')}`
  const IPv4 = () => [1, 2, 3, 4].map(() => String(Math.floor(dice.next() * 256))).join('.')
  const hex4 = () => m.repeat(pick(HEX), 1, 4)
  const IPv6reference = () =>
    `[${m.one(
      () => `${m.repeat(hex4, 1, 6, ':')}::${hex4()}`,
      () => `::ffff:${IPv4()}`,
    )}]`
  const host = () => m.one(hostname, hostname, IPv4, IPv6reference)
  const hostport = () => host() + m.maybe(0.3, () => `:${1 + Math.floor(dice.next() * 65_535)}`)
  const unreserved = pick([...ALPHANUM, ...MARK])
  const paramchar = () => m.one(unreserved, unreserved, pick([...'[]/:&+$']), escaped)
  const uriParameter = () =>
    m.one(
      () => `transport=${dice.pick(['udp', 'tcp', 'ws', 'wss', token()])}`,
      () => `user=${dice.pick(['phone', 'ip', token()])}`,
      () => `method=${dice.pick(['INVITE', token()])}`,
      () => `ttl=${number(3)}`,
      () => `maddr=${host()}`,
      () => 'lr',
      () => m.repeat(paramchar, 1, 6) + m.maybe(0.7, () => `=${m.repeat(paramchar, 1, 6)}`),
    )
  const uriParameters = () => m.repeat(() => `;${uriParameter()}`, 0, 2)
  const hchar = () => m.one(unreserved, pick([...'[]/?:+$']), escaped)
  const uriHeaders = () => `?${m.repeat(() => `${m.repeat(hchar, 1, 6)}=${m.repeat(hchar, 0, 6)}`, 1, 3, '&')}`
  const userChar = () => m.one(unreserved, unreserved, escaped, pick(USER_UNRESERVED))
  const user = () => m.repeat(userChar, 1, 10)
  const phonedigits = () => m.repeat(pick([...DIGIT, ...'-.()']), 1, 12)
  const telParameter = () =>
    m.one(
      () => `;ext=${phonedigits()}`,
      () => `;isub=${m.repeat(unreserved, 1, 6)}`,
      () => `;phone-context=${m.one(hostname, () => `+${number(4)}`)}`,
      () => `;${token().replace(/[%!*_+`'~.]/g, 'x')}=${m.repeat(paramchar, 1, 5)}`,
    )
  const telSubscriber = () => m.one(() => `+${number(12)}`, phonedigits) + m.repeat(telParameter, 0, 2)
  const userinfo = () => m.one(user, user, telSubscriber) + m.maybe(0.1, () => `:${m.repeat(userChar, 0, 6)}`)
  const sipUri = () =>
    `${dice.pick(['sip', 'sip', 'sip', 'sips', 'SIP'])}:${m.maybe(0.85, () => `${userinfo()}@`)}${hostport()}${uriParameters()}`
  const telUri = () => `tel:${telSubscriber()}`
  const absoluteUri = () =>
    `${dice.pick(['http', 'mailto', 'urn', 'x-y', 'soap.beep'])}:${m.repeat(() => m.one(unreserved, escaped, pick([...';/?:@&=+$,'])), 1, 12)}`
  const anyUri = () => m.one(sipUri, sipUri, sipUri, telUri)
  const displayName = () => m.one(() => m.repeat(() => token() + LWS(), 1, 3), quotedString, quotedString)
  const nameAddr = (uri: () => string = anyUri) => `${m.maybe(0.6, displayName)}${SWS()}<${uri()}>`
  /** Without brackets there is neither comma, question mark nor semicolon in the address. */
  const bareAddr = () => `sip:${m.repeat(unreserved, 1, 8)}@${hostname()}`
  const genericParam = () => token() + m.maybe(0.8, () => EQUAL() + m.one(token, host, quotedString))
  const genericParams = (most = 2) => m.repeat(() => SEMI() + genericParam(), 0, most)
  const tag = () => m.repeat(pick([...ALPHANUM, ...'-.!*_+~']), 4, 12)

  // Headers that a call needs.
  const viaParm = (branch: string) => {
    const params = m.repeat(
      () =>
        SEMI() +
        m.one(
          () => `ttl${EQUAL()}${number(3)}`,
          () => `received${EQUAL()}${m.one(IPv4, () => IPv6reference().slice(1, -1))}`,
          () => `maddr${EQUAL()}${host()}`,
          () => 'rport',
          () => `x${genericParam()}`,
        ),
      0,
      2,
    )
    const transport = dice.pick(['WS', 'WSS', 'UDP', 'TCP', 'TLS', token()])
    const branched = `${SEMI()}branch${EQUAL()}${branch}`
    return `SIP${SLASH()}2.0${SLASH()}${transport}${LWS()}${hostport()}${dice.chance(0.5) ? params + branched : branched + params}`
  }
  const from = (tagged: string) =>
    dice.chance(0.85)
      ? `${nameAddr()}${SEMI()}tag${EQUAL()}${tagged}${genericParams()}`
      : `${bareAddr()}${SEMI()}tag${EQUAL()}${tagged}${genericParams()}`
  const to = () => (dice.chance(0.85) ? nameAddr() : bareAddr()) + genericParams()
  const contact = () =>
    m.one(
      () => nameAddr(),
      () => nameAddr(),
      bareAddr,
    ) +
    m.repeat(
      () =>
        SEMI() +
        m.one(
          () => `q${EQUAL()}0.7`,
          () => `expires${EQUAL()}${deltaSeconds()}`,
          genericParam,
        ),
      0,
      2,
    )
  const callId = () => word() + m.maybe(0.5, () => `@${word()}`)

  // The others.
  const mediaType = () => `${dice.pick(['application', 'text', 'x-a', token()])}${SLASH()}${token()}`
  const list = (one: () => string, least = 1) => m.repeat(one, least, 3, COMMA())
  const route = () => `${nameAddr(sipUri)}${genericParams()}`
  const digestParts = () =>
    list(() =>
      m.one(
        () => `realm${EQUAL()}${quotedString()}`,
        () => `nonce${EQUAL()}"${hex()}"`,
        () => `opaque${EQUAL()}${quotedString()}`,
        () => `algorithm${EQUAL()}${dice.pick(['MD5', 'SHA-256', '"SHA-512-256"', 'MD5-sess', token()])}`,
        () => `qop${EQUAL()}"${dice.pick(['auth', 'auth-int', 'auth,auth-int', token()])}"`,
        () => `stale${EQUAL()}${dice.pick(['true', 'FALSE', token()])}`,
        () => `domain${EQUAL()}"${m.repeat(anyUri, 1, 2, ' ')}"`,
        () => token() + EQUAL() + m.one(token, quotedString),
      ),
    )
  const challenge = () => `${dice.pick(['Digest', 'digest', 'Basic', token()])} ${digestParts()}`
  const date = () =>
    dice.pick(['Sat, 13 Nov 2010 23:29:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:60 GMT'])
  const product = () => token() + m.maybe(0.5, () => SLASH() + token())
  const others: Record<string, () => string> = {
    Accept: () =>
      list(
        () =>
          `${m.one(
            () => '*/*',
            () => 'application/sdp',
            mediaType,
          )}${genericParams()}`,
      ),
    'Accept-Encoding': () => list(() => `${m.one(token, () => '*')}${m.maybe(0.3, quality)}`, 0),
    'Accept-Language': () => list(() => `${dice.pick(['en', 'fr-CA', '*'])}${m.maybe(0.3, quality)}`, 0),
    'Alert-Info': () => list(() => `<${m.one(absoluteUri, anyUri)}>${genericParams()}`),
    Allow: () => list(token, 0),
    'Allow-Events': () => list(token),
    'Answer-Mode': () => dice.pick(['Auto', 'Manual', token()]) + genericParams(),
    Authorization: challenge,
    'Call-Info': () => list(() => `<${absoluteUri()}>${SEMI()}purpose${EQUAL()}${token()}`),
    'Content-Language': () => list(() => 'en'),
    Date: date,
    Diversion: () => list(() => `${nameAddr()}${SEMI()}reason${EQUAL()}${m.one(token, quotedString)}`),
    'Error-Info': () => list(() => `<${absoluteUri()}>`),
    Expires: deltaSeconds,
    Geolocation: () => list(() => `<${absoluteUri()}>`),
    'History-Info': () => list(() => `<${sipUri()}>${SEMI()}index${EQUAL()}${m.repeat(() => number(2), 1, 4, '.')}`),
    'In-Reply-To': () => list(callId),
    'Max-Forwards': () => dice.pick(['70', '0', '255', '1']),
    'MIME-Version': () => '1.0',
    'Min-SE': () => deltaSeconds() + genericParams(),
    Organization: text,
    'P-Asserted-Identity': () =>
      list(() =>
        m.one(
          () => nameAddr(),
          () => `<${telUri()}>`,
        ),
      ),
    'P-Called-Party-ID': () => nameAddr() + genericParams(),
    'P-Charging-Vector': () => `icid-value${EQUAL()}${quotedString()}${genericParams()}`,
    'P-Early-Media': () => list(() => dice.pick(['sendrecv', 'gated', token()])),
    'P-Preferred-Identity': () => list(() => nameAddr()),
    Priority: () => dice.pick(['normal', 'emergency', token()]),
    Privacy: () => m.repeat(() => dice.pick(['none', 'history', token()]), 1, 3, ';'),
    'Proxy-Authorization': challenge,
    Reason: () =>
      list(
        () =>
          `${dice.pick(['SIP', 'Q.850', token()])}${SEMI()}cause${EQUAL()}${number(3)}${SEMI()}text${EQUAL()}${quotedString()}`,
      ),
    'Record-Route': () => list(route),
    'Recv-Info': () => list(token, 0),
    'Referred-By': () => nameAddr() + genericParams(),
    'Remote-Party-ID': () => `${nameAddr()}${SEMI()}party${EQUAL()}calling${SEMI()}privacy${EQUAL()}${token()}`,
    'Reply-To': () => nameAddr() + genericParams(),
    'Retry-After': () => deltaSeconds() + m.maybe(0.5, () => comment()) + m.maybe(0.1, nested) + genericParams(),
    Route: () => list(route),
    Server: () => m.repeat(() => m.one(product, () => comment(), nested), 1, 3, LWS()),
    'Session-Expires': () => `${deltaSeconds()}${SEMI()}refresher${EQUAL()}${dice.pick(['uac', 'uas'])}`,
    Subject: text,
    Supported: () => list(token, 0),
    'Target-Dialog': () => `${callId()}${SEMI()}local-tag${EQUAL()}${tag()}`,
    Timestamp: () => `${number(8)}.${number(6)}`,
    Unsupported: () => list(token),
    'User-Agent': () => m.repeat(() => m.one(product, () => comment()), 1, 3, LWS()),
    Warning: () => list(() => `${399} ${hostname()} ${quotedString().trim()}`),
    'WWW-Authenticate': challenge,
    'Proxy-Authenticate': challenge,
  }
  const extension = () =>
    [`X-${token()}`, m.repeat(pick([...ALPHANUM, ...UTF8, ' ', ',', ';', '=', '"', '<', '>', '\\']), 0, 30)] as const

  // RFC 4566 9, with what RFC 8839, 8843 and 4568 put into attributes.
  const nonWs = () => m.repeat(pick([...ALPHANUM, ...`!#$%&'*+-./:;<=>?@[]^_{|}~`, ...UTF8]), 1, 8)
  const byteString = () => m.repeat(() => m.one(nonWs, () => ' ', pick(UTF8)), 1, 6)
  const attribute = () =>
    `a=${m.one(
      () => `rtpmap:${number(3)} ${token()}/${number(5)}`,
      () => `fmtp:${number(3)} ${m.repeat(() => `${token()}=${nonWs()}`, 1, 3, ';')}`,
      () => `candidate:${m.repeat(unreserved, 1, 8)} 1 udp ${number(9)} ${IPv4()} ${number(4)} typ host`,
      () => `crypto:1 ${token()} inline:${m.repeat(pick(ALPHANUM), 20, 40)}`,
      () => `group:BUNDLE ${m.repeat(token, 1, 3, ' ')}`,
      () => `${token()}:${byteString()}`,
      token,
    )}\r\n`
  const media = () =>
    `m=${dice.pick(['audio', 'video', 'text', 'application', token()])} ${number(5)} ${dice.pick(['RTP/AVP', 'UDP/TLS/RTP/SAVPF', token()])} ${m.repeat(() => number(3), 1, 5, ' ')}\r\n` +
    m.maybe(0.5, () => `c=IN IP4 ${IPv4()}\r\n`) +
    m.repeat(() => `b=${token()}:${number(5)}\r\n`, 0, 1) +
    m.repeat(attribute, 0, 6)
  const sdp = () =>
    `v=0\r\no=${nonWs()} ${number(10)} ${number(10)} IN IP4 ${IPv4()}\r\ns=${byteString()}\r\n` +
    m.repeat(() => `e=${byteString()}\r\n`, 0, 1) +
    `c=IN IP4 ${IPv4()}\r\nt=0 0\r\n${m.repeat(attribute, 0, 3)}${m.repeat(media, 1, 2)}`

  return {
    token, quotedString, tag, from, to, contact, callId, viaParm, sipUri, telUri, others, extension, mediaType, sdp, text, LWS, HCOLON,
    uriHeaders, number, hostport,
  } // prettier-ignore
}

/** RFC 3261 7.3.3 and 20. */
export const compactNames: Partial<Record<string, string>> = {
  Via: 'v', From: 'f', To: 't', 'Call-ID': 'i', Contact: 'm', 'Content-Length': 'l', 'Content-Type': 'c', 'Content-Encoding': 'e',
  Supported: 'k', Subject: 's', Event: 'o', 'Allow-Events': 'u', 'Refer-To': 'r', 'Referred-By': 'b', 'Session-Expires': 'x',
} // prettier-ignore
