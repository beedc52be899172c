import { endOfHead } from './sip-text.ts'

/** Hashes of RFC 8760, weakest first, as Node names them. The -sess variants are not offered by anybody we know of. */
const hashes = { MD5: 'md5', 'SHA-256': 'sha256', 'SHA-512-256': 'sha512-256' } as const
export type Algorithm = keyof typeof hashes
const algorithms = Object.keys(hashes) as Algorithm[]

export function algorithmOf(name: string | undefined): Algorithm | null {
  const upper = (name ?? 'MD5').toUpperCase()
  return algorithms.find((algorithm) => algorithm === upper) ?? null
}

export function nodeHash(algorithm: Algorithm): string {
  return hashes[algorithm]
}

/**
 * A 401 or 407 with one challenge for each algorithm (RFC 8760 2.4) becomes one with the strongest only: sip.js keeps
 * whichever comes last. Where several realms ask, the one that may have our credentials goes first.
 */
export function keepStrongestChallenge(message: string, mayHave: (realm: string) => boolean): string {
  if (!/^SIP\/2\.0 40[17] /.test(message)) return message
  const end = endOfHead(message)
  const lines = message.slice(0, end).split(/\r\n(?![ \t])/)
  const challenges = lines.filter((line) => /^(www|proxy)-authenticate[ \t]*:/i.test(line))
  if (challenges.length < 2) return message
  const best = challenges.reduce((one, other) => (rank(other, mayHave) > rank(one, mayHave) ? other : one))
  const kept = lines.filter((line) => line === best || !challenges.includes(line))
  return kept.join('\r\n') + message.slice(end)
}

function rank(challenge: string, mayHave: (realm: string) => boolean): number {
  const algorithm = algorithmOf(/\balgorithm[ \t]*=[ \t]*"?([\w-]+)/i.exec(challenge)?.[1])
  if (!algorithm || !/:[ \t]*digest\b/i.test(challenge)) return -1
  const realm = /\brealm[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"/i.exec(challenge)?.[1] ?? ''
  return algorithms.indexOf(algorithm) + (mayHave(realm) ? algorithms.length : 0)
}
