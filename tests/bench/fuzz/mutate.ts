import type { Random } from '../beep/random.ts'

/** Lines that no message should have, or not there. */
const oddLines = [
  'Contact: *', 'CSeq: 0 ACK', 'CSeq: 99999999999 INVITE', 'To:', 'From: <>', 'Via: SIP/2.0/UDP', ': ', 'Expires: -1',
  'Replaces: a;to-tag=b;from-tag=c', 'Replaces: x', 'Content-Length: 1', 'Content-Length: -7', 'Require: 100rel', 'i: 7',
  'Content-Disposition: ;', 'P-Asserted-Identity: <', 'P-Asserted-Identity: x, tel:1', 'Supported: 100rel', 'Event:',
  'Event: refer', 'Subscription-State: active', 'Refer-To: <sip:evil@far.test>', 'Record-Route: <sip:x>, <sip:y;lr>',
  'Privacy: id', 'Reason: Q.850;cause=16', 'WWW-Authenticate: Digest realm="far.test", nonce="n"', 'RSeq: 1', 'RAck: 1 1 INVITE',
  'Proxy-Authenticate: Digest realm="far.test", nonce="n", algorithm="SHA-256", Basic realm=x', 'Retry-After: 99999999999',
  'Content-Type: multipart/mixed;boundary=x', 'Content-Encoding: gzip', 'Join: a', 'Session-Expires: 1', '\tfolded', ' ',
] // prettier-ignore

const scraps = [
  '', ' ', '\t', '\r\n', '\n', '\r', '\0', '"', '\\', '<', '>', ';', ',', '=', ':', '@', '%', '%FF', '%00', '[', ']', '(', ')',
  '{', '|', '#', '^', '`', 'é', '\u202e', '\u{1f600}', 'sip:', 'tel:', '*', '-1', '4294967296', ';tag=', ';branch=z9hG4bK',
  'SIP/2.0', '\r\n\r\n', ';;', ',,', '<<', '""', '__proto__', 'constructor', '\ufeff',
] // prettier-ignore

/** A message with some of its lines and places made something else. */
export function mutate(message: string, dice: Random): string {
  let text = message
  for (let times = upTo(dice, 3); times > 0; times--) {
    if (dice.chance(0.4)) {
      const lines = text.split('\r\n')
      const line = dice.pick(oddLines)
      const at = upTo(dice, lines.length)
      if (dice.chance(0.3)) lines.splice(at, 1)
      else if (dice.chance(0.5)) lines[at] = line
      else lines.splice(at, 0, line)
      text = lines.join('\r\n')
    } else {
      const at = upTo(dice, text.length)
      text = text.slice(0, at) + dice.pick(scraps) + text.slice(at + upTo(dice, 12))
    }
  }
  return text
}

/** What is grown: one character of every class, and what may follow itself in a header. */
const seeds = [
  ' ', '\t', '"', '\\', '<', '>', ';', ',', '=', ':', '@', '%', '%4', '%41', '.', '-', '_', '(', ')', '[', ']', '{', '}', '/',
  '?', '&', '#', '*', '+', 'a', '1', '0', 'Z', 'é', '\u0301', '\u{1f600}', '\u200d', '\u3000', '\r\n ', '\r\n\t', '\r\n', '\n',
  '\r', '\0', ';a', ';a=b', ',a', ', <sip:a@b>', '<sip:a@b>,', '"a" ', '\\"', '""', 'a ', ' a', 'a,', 'a.', '1.', '::', 'sip:',
  ';lr', '?a=b&', '&a=b', 'a@', '%25', '\r\nVia: SIP/2.0/WS a;branch=z9hG4bKa', '\r\nRecord-Route: <sip:a>',
  '\r\nX: y', '\r\nContact: <sip:a@b>', '\r\nWWW-Authenticate: Digest realm="a", nonce="b"', 'Digest realm="a", ', '--x\r\n',
] // prettier-ignore

const MOST_BYTES = 64 * 1024

/** A message in which something stands very often, up to 64 KiB of it, before or after something else that stands often. */
export function grow(message: string, dice: Random): string {
  const room = MOST_BYTES - Buffer.byteLength(message)
  const bytes = Math.floor(room * (dice.chance(0.5) ? 1 : dice.next()))
  const [one, other] = [dice.pick(seeds), dice.pick(seeds)]
  const share = dice.chance(0.6) ? 1 : dice.next()
  const run =
    repeated(one, Math.floor(bytes * share)) + (share < 1 ? repeated(other, Math.floor(bytes * (1 - share))) : '')
  const at = placeIn(message, dice)
  return message.slice(0, at) + run + (dice.chance(0.3) ? dice.pick(scraps) : '') + message.slice(at)
}

/** Anywhere, or right at the beginning of a header's value, or after one of its separators. */
function placeIn(message: string, dice: Random): number {
  const head = message.slice(0, Math.max(1, message.indexOf('\r\n\r\n')))
  if (dice.chance(0.2)) return upTo(dice, message.length)
  const places = [...head.matchAll(/[ :;,=<>"@?&.]|\r\n/g)].map(({ index, 0: found }) => index + found.length)
  return dice.pick(places)
}

function repeated(what: string, bytes: number): string {
  return what.repeat(Math.max(0, Math.floor(bytes / Buffer.byteLength(what))))
}

/** A whole number from 0 to below this. */
export function upTo(dice: Random, end: number): number {
  return Math.floor(dice.next() * end)
}
