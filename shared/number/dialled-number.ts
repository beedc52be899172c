import type { CountryCode } from 'libphonenumber-js/min'
import { readPhoneNumber, type WrittenNumber } from './phone-number.ts'

/** A number to be dialled, and the keys that are pressed once somebody has answered; `,` is a pause of 2 s. */
export interface DialledNumber extends WrittenNumber {
  readonly extension: string
}

/**
 * Makes sense of whatever people paste: numbers as written anywhere, with an extension; `tel:` and `callto:` links
 * (RFC 3966); SIP addresses, also in angle brackets; letters of the keypad. Null: nothing to dial in it.
 */
export function readDialled(written: string, country?: CountryCode): DialledNumber | null {
  const text = decoded(/<([^<>]+)>/.exec(written)?.[1] ?? written).trim()
  const [, scheme = '', rest = text] = /^(tel|callto|sips?):(?:\/\/)?(.*)$/is.exec(text) ?? []
  if (rest.includes('@')) return address(rest)
  const [body = '', ...parameters] = rest.split(';')
  const found = split(body.trim())
  const context = parameterOf(parameters, 'phone-context')
  const inContext = context.startsWith('+') && !found.number.startsWith('+') ? context + found.number : found.number
  const digits = /[a-z]/i.test(inContext) ? onKeypad(inContext) : inContext
  const number = digits === null ? null : readPhoneNumber(digits, country)
  if (!number || !/[0-9]/.test(number.number)) return null
  const extension = (scheme ? keys(parameterOf(parameters, 'ext')) : '') || keys(parameterOf(parameters, 'ext'))
  return { ...number, extension: extension || found.extension }
}

function address(text: string): DialledNumber | null {
  // Parameters and headers of a pasted address could redirect or replace a call.
  const bare = /^[^;?]*/.exec(text)![0].trim()
  if (!/^[^\s@<>"?;,]+@[^\s@<>"?;,]+$/.test(bare)) return null
  return { number: `sip:${bare}`, shown: bare, extension: '' }
}

/** The number, and what comes after its extension sign or its first pause. */
function split(text: string): { number: string; extension: string } {
  const paused = /^([^,]*?),([0-9*#,\s]+)$/.exec(text)
  if (paused) return { number: paused[1]!, extension: keys(paused[2]!) }
  // From the end, so that it is gone over once: the keys, what may stand between, and the sign itself.
  const keysFrom = endOf(text, text.length, (character) => /[0-9*#,\s]/.test(character))
  const signEnd = endOf(text, keysFrom, (character) => /[\s.:#]/.test(character))
  const sign = /(?<![a-z])(?:extension|extn?|x)$/i.exec(text.slice(Math.max(0, signEnd - 12), signEnd))?.[0]
  if (keysFrom === text.length || sign === undefined) return { number: text, extension: '' }
  const number = text.slice(0, signEnd - sign.length)
  const numberEnd = endOf(number, number.length, (character) => /[\s,]/.test(character))
  return { number: number.slice(0, numberEnd), extension: keys(text.slice(keysFrom)) }
}

/** Where the run of such characters that ends here begins. */
function endOf(text: string, end: number, isSuch: (character: string) => boolean): number {
  let at = end
  while (at > 0 && isSuch(text[at - 1]!)) at--
  return at
}

/** ITU-T E.161. A name is no number: three digits come before its letters, as in 1-800-FLOWERS. */
function onKeypad(text: string): string | null {
  if (!/^\+?[0-9a-z\s()./-]+$/i.test(text) || !/^\D*(\d\D?){3}/.test(text.split(/[a-z]/i)[0]!)) return null
  const digits = text
    .toLowerCase()
    .replace(/[a-z]/g, (letter) => '22233344455566677778889999'[letter.charCodeAt(0) - 97]!)
  return digits.replace(/\D/g, '').length >= 7 ? digits : null
}

function parameterOf(parameters: readonly string[], name: string): string {
  const found = parameters.map((each) => each.split('=')).find(([key]) => key?.trim().toLowerCase() === name)
  return found?.[1]?.trim() ?? ''
}

function keys(text: string): string {
  return text.replace(/[^0-9*#,]/g, '').slice(0, 60)
}

function decoded(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text
  } catch {
    return text
  }
}
