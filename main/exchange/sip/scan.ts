/*
 * Reading SIP by hand (RFC 3261 25.1), character by character and never back: whatever a stranger writes is read in a time
 * that grows with its length and not faster. Every function takes a text and a place in it.
 */

const SPACE = 0x20
const TAB = 0x09
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** What a token may be made of. */
const tokenCodes = codesOf("-.!%*_+`'~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

function codesOf(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)))
}

/** The place of the first character that is no space. */
export function afterSpace(text: string, at: number): number {
  let end = at
  while (isSpace(text.charCodeAt(end))) end++
  return end
}

export function isSpace(code: number): boolean {
  return code === SPACE || code === TAB
}

/** The place after the token that begins here; the same place where none does. */
export function afterToken(text: string, at: number): number {
  let end = at
  while (tokenCodes.has(text.charCodeAt(end))) end++
  return end
}

export function isToken(text: string): boolean {
  return text !== '' && afterToken(text, 0) === text.length
}

/** The place after a quoted string that begins here; -1 where its end is missing. */
export function afterQuoted(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === QUOTE) return end + 1
    if (code === BACKSLASH) end++
  }
  return -1
}

export function isQuote(text: string, at: number): boolean {
  return text.charCodeAt(at) === QUOTE
}

/** What a quoted string says, its quotes given along or not. */
export function unquoted(text: string): string {
  const inner = isQuote(text, 0) && text.length > 1 ? text.slice(1, -1) : text
  if (!inner.includes('\\')) return inner
  let said = ''
  for (let at = 0; at < inner.length; at++) {
    if (inner.charCodeAt(at) === BACKSLASH && at + 1 < inner.length) at++
    said += inner[at]
  }
  return said
}

/** Digits only, and no more of them than `most`. */
export function isNumber(text: string, most: number): boolean {
  if (text === '' || text.length > most) return false
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x30 || text.charCodeAt(at) > 0x39) return false
  return true
}

/** The values of a header that may have several in one line: split at the commas outside of quotes and brackets. */
export function atCommas(text: string): string[] {
  const values: string[] = []
  let start = 0
  let isInside = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE && !isInside) {
      const end = afterQuoted(text, at)
      if (end === -1) break
      at = end - 1
    } else if (code === 0x3c) isInside = true
    else if (code === 0x3e) isInside = false
    else if (code === 0x2c && !isInside) {
      values.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  values.push(text.slice(start).trim())
  return values
}

export type Params = ReadonlyMap<string, string | null>

/**
 * `;name=value` from here to the end of the text, names in lower case, values unquoted; null where they are none. What
 * stands twice counts once, as it came first.
 */
export function readParams(text: string, from: number): Params | null {
  const params = new Map<string, string | null>()
  let at = afterSpace(text, from)
  while (at < text.length) {
    if (text[at] !== ';') return null
    at = afterSpace(text, at + 1)
    const nameEnd = afterToken(text, at)
    if (nameEnd === at) return null
    const name = text.slice(at, nameEnd).toLowerCase()
    at = afterSpace(text, nameEnd)
    let value: string | null = null
    if (text[at] === '=') {
      at = afterSpace(text, at + 1)
      const end = isQuote(text, at) ? afterQuoted(text, at) : afterValue(text, at)
      if (end === -1) return null
      value = unquoted(text.slice(at, end))
      at = afterSpace(text, end)
    }
    if (!params.has(name)) params.set(name, value)
  }
  return params
}

/** A token, a host with brackets and port, or whatever else up to the next separator. */
function afterValue(text: string, at: number): number {
  let end = at
  while (end < text.length && text[end] !== ';' && text[end] !== ',' && !isSpace(text.charCodeAt(end))) end++
  return end
}

/** Percent signs taken back; as it is where they are none of UTF-8. */
export function unescaped(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
