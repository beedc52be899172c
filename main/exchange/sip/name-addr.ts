import { afterQuoted, afterSpace, atCommas, isQuote, isSpace, readParams, unquoted, type Params } from './scan.ts'
import { readUri, type ReadUri } from './uri.ts'

/** `"Name" <sip:user@host>;param=value` as From, To, Contact and the like have it (RFC 3261 20.10). */
export interface NameAddr {
  /** '' where there is none; unquoted, and otherwise as it came. */
  readonly name: string
  readonly uri: ReadUri
  readonly params: Params
  /** As it was written. */
  readonly text: string
}

/**
 * One address and its parameters. A name without quotes may be made of anything, commas included; without brackets what
 * follows the first semicolon belongs to the header and not to the address.
 */
export function readNameAddr(text: string): NameAddr | null {
  const at = afterSpace(text, 0)
  let name = ''
  let bracket = text.indexOf('<', at)
  if (isQuote(text, at)) {
    const end = afterQuoted(text, at)
    if (end === -1) return null
    name = unquoted(text.slice(at, end))
    bracket = afterSpace(text, end)
    if (text[bracket] !== '<') return null
  } else if (bracket !== -1) name = text.slice(at, bracket).trim()
  if (bracket === -1) return readBare(text, at)
  const close = text.indexOf('>', bracket)
  if (close === -1) return null
  const uri = readUri(text.slice(bracket + 1, close).trim())
  const params = uri && readParams(text, close + 1)
  return params && { name, uri, params, text }
}

function readBare(text: string, at: number): NameAddr | null {
  let end = at
  while (end < text.length && text[end] !== ';' && text[end] !== ',' && !isSpace(text.charCodeAt(end))) end++
  const uri = readUri(text.slice(at, end))
  // RFC 3261 20.10: an address with headers has to stand in brackets.
  const params = uri && !uri.hasHeaders ? readParams(text, end) : null
  return params && { name: '', uri: uri!, params, text }
}

/** Several addresses in the lines of one header; null where one of them cannot be read. */
export function readNameAddrs(lines: readonly string[]): NameAddr[] | null {
  const all: NameAddr[] = []
  for (const line of lines) {
    // "Bell, Alexander <sip:…>": what has no address yet is the beginning of a name.
    let before: string[] = []
    for (const part of atCommas(line)) {
      if (part === '') return null
      before.push(part)
      if (!part.includes(':')) continue
      const read = readNameAddr(before.join(', '))
      if (!read) return null
      all.push(read)
      before = []
    }
    if (before.length > 0) return null
  }
  return all
}
