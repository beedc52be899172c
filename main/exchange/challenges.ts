import type { Challenge } from './sip/challenge.ts'

/** Hashes of RFC 7616 and RFC 8760, weakest first, as Node names them. */
const hashes = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const
export type Algorithm = keyof typeof hashes
export const algorithms = Object.keys(hashes) as Algorithm[]

export function nodeHash(algorithm: Algorithm): string {
  return hashes[algorithm]
}

interface NamedAlgorithm {
  readonly algorithm: Algorithm
  /** The -sess variant: the password's hash is bound to this session (RFC 7616 3.4.2). */
  readonly isSession: boolean
}

/** @param name as a challenge has it; null is MD5. Null for one that is not known here. */
function algorithmOf(name: string | null): NamedAlgorithm | null {
  const upper = (name ?? 'MD5').toUpperCase()
  const isSession = upper.endsWith('-SESS')
  const plain = isSession ? upper.slice(0, -'-SESS'.length) : upper
  const algorithm = algorithms.find((known) => known === plain)
  return algorithm ? { algorithm, isSession } : null
}

/** Is the one weaker than the other? */
export function isWeaker(one: Algorithm, other: Algorithm): boolean {
  return algorithms.indexOf(one) < algorithms.indexOf(other)
}

/** A challenge that can be answered. */
export interface Answerable extends NamedAlgorithm {
  readonly realm: string
  readonly nonce: string
  readonly opaque: string | null
  /** `auth` where the server names any, else as RFC 2069 had it. */
  readonly hasQop: boolean
}

/** Whom a password may be proved to. */
export interface ProofRules {
  readonly mayHave: (realm: string) => boolean
  /** Nothing weaker than this; null: anything. */
  readonly least: Algorithm | null
  readonly refusesMd5: boolean
}

/**
 * The strongest of several challenges (RFC 8760 2.4) that may be answered, or why none may, as it goes on after "it asks
 * for".
 */
export function chooseChallenge(challenges: readonly Challenge[], rules: ProofRules): Answerable | string {
  let best: Answerable | null = null
  let why = 'a challenge that cannot be read'
  // What is said is about the one that came nearest to being answered.
  let nearest = -1
  for (const challenge of challenges) {
    const [read, distance] = readAnswerable(challenge, rules)
    if (typeof read !== 'string') {
      if (!best || isWeaker(best.algorithm, read.algorithm)) best = read
    } else if (distance > nearest) {
      why = read
      nearest = distance
    }
  }
  return best ?? why
}

function readAnswerable(challenge: Challenge, rules: ProofRules): [Answerable | string, number] {
  const { scheme, realm, nonce, opaque, qop } = challenge
  if (scheme !== 'digest') return [`the unknown proof ${scheme.slice(0, 40)}`, 0]
  if (realm === null || !nonce) return ['a challenge without realm or nonce', 1]
  const named = algorithmOf(challenge.algorithm)
  if (!named) return [`the unknown digest ${(challenge.algorithm ?? '').slice(0, 40)}`, 2]
  if (qop.length > 0 && !qop.includes('auth')) return ['a digest over the message body', 3]
  if (!rules.mayHave(realm)) return [`a password for the foreign realm ${realm.slice(0, 120)}`, 4]
  if (rules.refusesMd5 && named.algorithm === 'MD5') return ['an MD5 digest, which this line refuses', 5]
  if (rules.least && isWeaker(named.algorithm, rules.least)) {
    return [`a weaker digest (${named.algorithm}) than the one it once took (${rules.least})`, 6]
  }
  return [{ ...named, realm, nonce, opaque, hasQop: qop.length > 0 }, 7]
}
