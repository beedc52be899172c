import { createHash, randomBytes } from 'node:crypto'
import type { Core } from 'sip.js'
import { algorithmOf, nodeHash } from './challenges.ts'

/** A challenge as sip.js's grammar reads it. */
export interface Challenge {
  readonly algorithm?: string
  readonly realm?: string
  readonly nonce?: string
  readonly opaque?: string
  readonly qop?: string | readonly string[]
  readonly stale?: boolean
}

/**
 * The secrets of one line, and who may ask for proof of them.
 *
 * Whoever we call can answer our BYE with 407 and a realm of their own, and would get a digest to crack at leisure:
 * sip.js answers any challenge. So only the realm whose credentials the registrar accepted first ever gets any.
 */
export interface Credentials {
  /** One of these for each request, as sip.js wants them. */
  forRequest(): Core.DigestAuthentication
  /** The registrar accepted our credentials: from here on they are for the realm it named alone. */
  accepted(): void
  mayHave(realm: string): boolean
  /** Why the last challenge was not answered; null when it was. */
  refusal(): string | null
}

export interface CredentialsOptions {
  readonly user: string
  readonly password: string
  /** Trusted when the registrar never asked, so that there is a realm even with a line that registers by address. */
  readonly domain: string
  /** The rep says that these are their provider's too: some challenge calls with another realm than registrations. */
  readonly moreRealms?: readonly string[]
  /** No credentials for a call that has been given up: the challenged INVITE would leave again and ring. */
  readonly isWanted: (callId: string) => boolean
  /** Credentials name the user, and whoever is called can ask for them in the server's name. */
  readonly isHidden: (callId: string) => boolean
}

export function openCredentials(options: CredentialsOptions): Credentials {
  const { user, password, domain, moreRealms = [], isWanted, isHidden } = options
  let pinned: string | null = null
  let asking: string | null = null
  let refusal: string | null = null

  function whyNot(request: Core.OutgoingRequestMessage, challenge: Challenge): string | null {
    const { realm, nonce, qop } = challenge
    if (!realm || !nonce) return 'a challenge without realm or nonce'
    if (!algorithmOf(challenge.algorithm)) return `the unknown digest ${challenge.algorithm}`
    if (qop && ![qop].flat().includes('auth')) return 'a digest over the message body'
    if (request.method === 'REGISTER' ? pinned !== null && pinned !== realm : !mayHave(realm)) {
      return `a password for the foreign realm ${realm}`
    }
    if (request.method === 'INVITE' && !request.toTag && !isWanted(request.callId)) return 'a call that is over'
    // Within a call that passed a proxy a challenge may be the far end's own, with the realm that it saw in To. A proxy
    // challenges the first INVITE; that one also challenges within a call is not known of any.
    if (request.toTag && isHidden(request.callId) && request.getHeaders('route').length > 0)
      return 'a name in a hidden call'
    // A ping is answered by the challenge itself.
    return request.method === 'OPTIONS' ? 'a sign of life only' : null
  }

  function mayHave(realm: string): boolean {
    return realm === (pinned ?? domain) || moreRealms.includes(realm)
  }

  return {
    forRequest() {
      let header = ''
      let lastNonce = ''
      let count = 0
      const authentication = {
        authenticate(request: Core.OutgoingRequestMessage, challenge: Challenge): boolean {
          refusal = whyNot(request, challenge)
          if (refusal !== null) return false
          if (request.method === 'REGISTER') asking = challenge.realm!
          count = challenge.nonce === lastNonce ? count + 1 : 1
          lastNonce = challenge.nonce!
          header = answerTo(challenge, { user, password, method: request.method, uri: request.ruri.toRaw(), count })
          return true
        },
        toString: () => header,
      }
      // sip.js names a class with private members; these two are all that it calls.
      return authentication as unknown as Core.DigestAuthentication
    },
    accepted: () => void (pinned ??= asking),
    mayHave,
    refusal: () => refusal,
  }
}

interface Proof {
  readonly user: string
  readonly password: string
  readonly method: string
  readonly uri: string
  /** How many requests have answered this nonce, from 1. */
  readonly count: number
  /** Chosen at random unless given. */
  readonly cnonce?: string
}

/** The value of Authorization or Proxy-Authorization: RFC 7616 3.4 with the algorithms of RFC 8760. */
export function answerTo(challenge: Challenge, proof: Proof): string {
  const { realm = '', nonce = '', opaque, qop } = challenge
  const { user, password, method, uri, count, cnonce = randomBytes(16).toString('hex') } = proof
  const algorithm = algorithmOf(challenge.algorithm) ?? 'MD5'
  const hash = (text: string) => createHash(nodeHash(algorithm)).update(text).digest('hex')
  const nc = count.toString(16).padStart(8, '0')
  const ha1 = hash(`${user}:${realm}:${password}`)
  const ha2 = hash(`${method}:${uri}`)
  const response = qop ? hash(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}`) : hash(`${ha1}:${nonce}:${ha2}`)
  const parts = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
  ]
  if (opaque !== undefined) parts.push(`opaque=${quoted(opaque)}`)
  if (qop) parts.push('qop=auth', `cnonce="${cnonce}"`, `nc=${nc}`)
  return `Digest ${parts.join(', ')}`
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
