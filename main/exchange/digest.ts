import { createHash, randomBytes } from 'node:crypto'
import type { Core } from 'sip.js'
import { chooseChallenge, isWeaker, nodeHash, type Algorithm, type Answerable } from './challenges.ts'
import type { Challenge } from './sip/challenge.ts'
import { readNameAddrs } from './sip/name-addr.ts'
import { readUri } from './sip/uri.ts'

/** What the registrar has accepted before: kept with the line, so that the next start knows it. */
export interface Pin {
  readonly realm: string
  /** The strongest that it ever took. */
  readonly algorithm: Algorithm
}

/**
 * The secrets of one line, and who may ask for proof of them.
 *
 * Whoever we call can answer our BYE with 407, name any realm, and choose the address that is proved: sip.js answers any
 * challenge. Whoever is answered gets a digest to crack at leisure, and one that the server takes where it gave them the
 * nonce. So:
 *
 * - only the realm whose credentials the registrar accepted first ever gets any, and with nothing weaker than it took;
 * - within a call only what goes to an address that this line has dialled itself, by way of its own server, once a call,
 *   and never in a hidden one, whose far end would learn the user's name.
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
  /** Hosts of the line's own server: what goes there first is seen by nobody else. */
  readonly servers: readonly string[]
  /** The rep says that these are their provider's too: some challenge calls with another realm than registrations. */
  readonly moreRealms?: readonly string[]
  readonly refusesMd5?: boolean
  /** Of earlier starts; null: the registrar has never accepted these credentials. */
  readonly pin?: Pin | null
  /** There is a pin to be kept. */
  readonly pinned?: (pin: Pin) => void
  /** No credentials for a call that has been given up: the challenged INVITE would leave again and ring. */
  readonly isWanted: (callId: string) => boolean
  /** Credentials name the user, and whoever is called can ask for them in the server's name. */
  readonly isHidden: (callId: string) => boolean
  /** The address that this call was dialled at; null: it is not ours, or came. */
  readonly dialled: (callId: string) => string | null
}

type Request = Core.OutgoingRequestMessage

export function openCredentials(options: CredentialsOptions): Credentials {
  const { user, password, domain, moreRealms = [], refusesMd5 = false, isWanted, isHidden, dialled } = options
  let pin: Pin | null = options.pin ?? null
  let asking: Answerable | null = null
  let refusal: string | null = null
  /** Calls in which a proof has been given. */
  const proved = new Set<string>()

  function mayHave(realm: string): boolean {
    return realm === (pin?.realm ?? domain) || moreRealms.includes(realm)
  }

  function choose(request: Request, challenges: readonly Challenge[]): Answerable | string {
    const isRegister = request.method === 'REGISTER'
    // A registrar that is asked for the first time may name any realm: the rep has chosen it, and reached it by TLS.
    const rules = {
      mayHave: isRegister ? (realm: string) => pin === null || pin.realm === realm : mayHave,
      least: pin?.algorithm ?? null,
      refusesMd5,
    }
    const chosen = chooseChallenge(challenges, rules)
    return typeof chosen === 'string' ? chosen : (whyNot(request) ?? chosen)
  }

  function whyNot(request: Request): string | null {
    if (request.method === 'INVITE' && !request.toTag && !isWanted(request.callId)) return 'a call that is over'
    // A ping is answered by the challenge itself.
    if (request.method === 'OPTIONS') return 'a sign of life only'
    return request.toTag ? whyNotWithinCall(request) : null
  }

  function whyNotWithinCall(request: Request): string | null {
    const { callId } = request
    if (isHidden(callId)) return 'a name in a hidden call'
    const uri = request.ruri.toRaw()
    if (dialled(callId) !== uri) return 'a password for an address that the far end has chosen'
    if (!options.servers.includes(nextHopOf(request, uri))) return 'a password on the way to another server'
    return proved.has(callId) ? 'a second proof within one call' : null
  }

  return {
    forRequest() {
      let header = ''
      let lastNonce = ''
      let count = 0
      const authentication = {
        authenticate(request: Request, { challenges }: { challenges: readonly Challenge[] }): boolean {
          const chosen = choose(request, challenges)
          refusal = typeof chosen === 'string' ? chosen : null
          if (typeof chosen === 'string') return false
          if (request.method === 'REGISTER') asking = chosen
          if (request.toTag) proved.add(request.callId)
          count = chosen.nonce === lastNonce ? count + 1 : 1
          lastNonce = chosen.nonce
          header = answerTo(chosen, { user, password, method: request.method, uri: request.ruri.toRaw(), count })
          return true
        },
        toString: () => header,
      }
      // sip.js names a class with private members; these two are all that it calls.
      return authentication as unknown as Core.DigestAuthentication
    },
    accepted() {
      if (!asking) return
      const { realm, algorithm } = asking
      if (pin && !isWeaker(pin.algorithm, algorithm)) return
      pin = { realm, algorithm }
      options.pinned?.(pin)
    },
    mayHave,
    refusal: () => refusal,
  }
}

/** The host that a request goes to first; '' where that cannot be said. */
function nextHopOf(request: Request, uri: string): string {
  const routes = request.getHeaders('route')
  const [first] = routes.length > 0 ? (readNameAddrs(routes) ?? []) : [{ uri: readUri(uri) }]
  return first?.uri?.host ?? ''
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
export function answerTo(challenge: Answerable, proof: Proof): string {
  const { realm, nonce, opaque, hasQop, algorithm, isSession } = challenge
  const { user, password, method, uri, count, cnonce = randomBytes(16).toString('hex') } = proof
  const hash = (text: string) => createHash(nodeHash(algorithm)).update(text).digest('hex')
  const nc = count.toString(16).padStart(8, '0')
  const secret = hash(`${user}:${realm}:${password}`)
  const ha1 = isSession ? hash(`${secret}:${nonce}:${cnonce}`) : secret
  const ha2 = hash(`${method}:${uri}`)
  const response = hasQop ? hash(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${ha2}`) : hash(`${ha1}:${nonce}:${ha2}`)
  const parts = [
    `username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}${isSession ? '-sess' : ''}`,
  ]
  if (opaque !== null) parts.push(`opaque=${quoted(opaque)}`)
  if (hasQop) parts.push('qop=auth')
  if (hasQop || isSession) parts.push(`cnonce="${cnonce}"`)
  if (hasQop) parts.push(`nc=${nc}`)
  return `Digest ${parts.join(', ')}`
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
