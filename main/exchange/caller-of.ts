import type { Core } from 'sip.js'
import { outsideName } from '../../shared/outside-words.ts'
import type { Caller, Identity } from '../../shared/call/caller.ts'
import { allOf, firstOf, type SipMessage } from './sip/message.ts'
import { readNameAddr, readNameAddrs, type NameAddr } from './sip/name-addr.ts'
import { sourceOf } from './sip/to-sip-js.ts'
import { userOf } from './sip/uri.ts'

/** Users and hosts that servers put where there is nobody to be named (RFC 3323 4.1.1.3, and habit). */
const nobody = new Set(['anonymous', 'unavailable', 'unknown', 'restricted', 'private', 'withheld', 'invalid'])

const withheld: Identity = { number: '', name: '' }

/**
 * Who calls. `P-Asserted-Identity` is what the line's server vouches for (RFC 3325 9.1) and counts only where that server
 * is trusted to strip what callers write themselves; else From, which is the caller's own word. Where the two differ, the
 * one that does not count is told beside it. `Privacy: id` withholds the number even where a server has passed it on.
 */
export function callerOf(request: Core.IncomingRequestMessage, trustsAsserted: boolean): Caller {
  const source = sourceOf(request)
  return source ? callerIn(source, trustsAsserted) : withheld
}

export function callerIn(source: SipMessage, trustsAsserted: boolean): Caller {
  const privacy = allOf(source, 'privacy')
    .join(';')
    .toLowerCase()
    .split(/[;,\s]/)
  if (privacy.some((value) => value === 'id' || value === 'user' || value === 'header')) return withheld
  const from = readNameAddr(firstOf(source, 'from'))
  const said = from ? identityIn(from) : withheld
  const asserted = assertedIn(source)
  if (!asserted || isSame(asserted, said)) return asserted && trustsAsserted ? asserted : said
  return trustsAsserted
    ? { ...asserted, otherwise: { ...said, by: 'caller' } }
    : { ...said, otherwise: { ...asserted, by: 'asserted' } }
}

function isSame(one: Identity, other: Identity): boolean {
  const isNumber = one.number.replace(/^\+/, '') === other.number.replace(/^\+/, '')
  return isNumber && (one.name === other.name || one.name === '' || other.name === '')
}

/** A SIP address and a tel: number may both be given, in one header or two: the first that names somebody. */
function assertedIn(source: SipMessage): Identity | null {
  for (const address of readNameAddrs(allOf(source, 'p-asserted-identity')) ?? []) {
    const identity = identityIn(address)
    if (identity.number !== '') return identity
  }
  return null
}

function identityIn({ uri, name: written }: NameAddr): Identity {
  const user = userOf(uri)
  const isNobodys = uri.host
    .split('.')
    .some((label, index, all) =>
      index === 0 ? label === 'anonymous' : index === all.length - 1 && label === 'invalid',
    )
  if (user === '' || isNobody(user) || isNobodys || uri.host === 'invalid') return withheld
  const name = outsideName(written)
  const number = plainNumber(user)
  const isAnybody = isNobody(name) || name === user || name === number
  return {
    number: number === '' ? outsideName(`${user}@${uri.host}`) : number,
    name: isAnybody ? '' : name,
  }
}

function isNobody(word: string): boolean {
  return nobody.has(word.trim().toLowerCase())
}

/** Digits with or without a +, or nothing where it is no number. */
function plainNumber(text: string): string {
  const plain = text.replace(/[\s().\-/]/g, '')
  return /^\+?[0-9*#]{1,32}$/.test(plain) ? plain : ''
}

/** Who asks, for the rates: as they name themselves, by way of whoever the request came from first. */
export function sourceKeyOf(source: SipMessage): string {
  const from = readNameAddr(firstOf(source, 'from'))
  return from ? `${userOf(from.uri)}@${from.uri.host}`.toLowerCase().slice(0, 200) : ''
}
