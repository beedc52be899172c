import { Grammar, type Core, type NameAddrHeader } from 'sip.js'
import { nameFromWire, type Caller } from '../../shared/call/caller.ts'

/** Users and hosts that servers put where there is nobody to be named (RFC 3323 4.1.1.3, and habit). */
const nobody = /^(anonymous|unavailable|unknown|restricted|private|withheld|invalid)$/i

/**
 * Who calls. `P-Asserted-Identity` is what the line's server vouches for (RFC 3325 9.1) and counts only where that server
 * is trusted to strip what callers write themselves; else From, which is the caller's own word. `Privacy: id` withholds
 * the number even where a server has passed it on.
 */
export function callerOf(request: Core.IncomingRequestMessage, trustsAsserted: boolean): Caller {
  const privacy = request
    .getHeaders('privacy')
    .join(';')
    .toLowerCase()
    .split(/[;,\s]+/)
  if (privacy.some((value) => value === 'id' || value === 'user' || value === 'header')) return withheld
  const asserted = trustsAsserted ? assertedIn(request) : null
  if (asserted?.number) return asserted
  return identityIn(request.from)
}

const withheld: Caller = { number: '', name: '' }

/** A SIP address and a tel: number may both be given, in one header or two: the first that names somebody. */
function assertedIn(request: Core.IncomingRequestMessage): Caller | null {
  for (const header of request.getHeaders('p-asserted-identity')) {
    for (const part of header.split(/,(?=\s*(?:"|<|sips?:|tel:))/i)) {
      const tel = /<?tel:([^>;]+)/i.exec(part)?.[1]
      if (tel) return { number: plainNumber(tel), name: nameBefore(part) }
      const parsed = Grammar.nameAddrHeaderParse(part.trim())
      if (parsed) return identityIn(parsed)
    }
  }
  return null
}

function identityIn({ uri, displayName }: Pick<NameAddrHeader, 'uri' | 'displayName'>): Caller {
  const [user = ''] = decoded(uri.user ?? '').split(';')
  if (user === '' || nobody.test(user) || /(^|\.)invalid$/i.test(uri.host) || /^anonymous\b/i.test(uri.host)) {
    return withheld
  }
  const name = nameFromWire((displayName ?? '').replace(/\\(.)/g, '$1'))
  const number = plainNumber(user)
  const isAnybody = nobody.test(name) || name === user || name === number
  const address = nameFromWire(`${user}@${uri.host}`)
  return { number: number === '' ? address : number, name: isAnybody ? '' : name }
}

/** Digits with or without a +, or nothing where it is no number. */
function plainNumber(text: string): string {
  const plain = decoded(text).replace(/[\s().\-/]/g, '')
  return /^\+?[0-9*#]{1,32}$/.test(plain) ? plain : ''
}

function nameBefore(nameAddr: string): string {
  return nameFromWire((/^\s*"?([^"<]*)"?\s*</.exec(nameAddr)?.[1] ?? '').trim())
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
