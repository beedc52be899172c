/** The server's side of digest authentication: RFC 3261 22 and RFC 7616, MD5 with qop=auth. */
import { readSchemes } from '../exchange/sip/challenge.ts'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A name that cannot be on any network (RFC 2606). */
const REALM = 'practice.afterbeep.invalid'
const NONCE_LIFE_MS = 5 * 60_000
const NONCES_REMEMBERED = 1_000

export interface Account {
  readonly user: string
  readonly password: string
}

export interface Digests {
  readonly account: Account
  /** The highest nonce count seen of each nonce, so that a request that was heard cannot be claimed again. */
  readonly counts: Map<string, number>
  readonly secret: Buffer
}

export function digestsFor(account: Account): Digests {
  return { account, counts: new Map(), secret: randomBytes(32) }
}

/** The value of WWW-Authenticate or Proxy-Authenticate. A nonce carries its own time and needs no memory. */
export function challenge(digests: Digests, stale: boolean): string {
  const stamp = `${Date.now().toString(36)}.${randomBytes(9).toString('base64url')}`
  const nonce = `${stamp}.${sign(digests, stamp)}`
  return `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`
}

/**
 * Is this Authorization the account's? `stale`: the password is right, the nonce is old, of another
 * life of the practice line, or was used before.
 */
export function judge(
  digests: Digests,
  authorization: string | undefined,
  method: string,
): 'right' | 'wrong' | 'stale' {
  const claimed = readAuthorization(authorization ?? '')
  const { account } = digests
  if (!claimed || claimed['username'] !== account.user || claimed['realm'] !== REALM) return 'wrong'
  if ((claimed['algorithm'] ?? 'MD5').toUpperCase() !== 'MD5' || claimed['qop'] !== 'auth') return 'wrong'
  const { nonce = '', nc = '', cnonce = '', uri = '', response = '' } = claimed
  const a1 = md5(`${account.user}:${REALM}:${account.password}`)
  const a2 = md5(`${method}:${uri}`)
  if (!same(response.toLowerCase(), md5(`${a1}:${nonce}:${nc}:${cnonce}:auth:${a2}`))) return 'wrong'
  const [time = '', random = '', signature = ''] = nonce.split('.')
  if (!same(signature, sign(digests, `${time}.${random}`))) return 'stale'
  if (Date.now() - Number.parseInt(time, 36) > NONCE_LIFE_MS) return 'stale'
  const count = Number.parseInt(nc, 16)
  if (!(count > (digests.counts.get(nonce) ?? 0))) return 'stale'
  digests.counts.delete(nonce)
  digests.counts.set(nonce, count)
  for (const oldest of digests.counts.keys()) {
    if (digests.counts.size <= NONCES_REMEMBERED) break
    digests.counts.delete(oldest)
  }
  return 'right'
}

function readAuthorization(value: string): Record<string, string> | null {
  const [proof] = readSchemes(value)
  return proof?.scheme === 'digest' ? Object.fromEntries(proof.values) : null
}

function sign(digests: Digests, stamp: string): string {
  return createHmac('sha256', digests.secret).update(stamp).digest('base64url')
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

function same(claimed: string, right: string): boolean {
  const [a, b] = [Buffer.from(claimed), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
