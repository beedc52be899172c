import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'

export interface WrittenNumber {
  /** E.164 where the number has one, else the digits as written: extensions and the practice line have none. */
  readonly number: string
  /** As people write it. */
  readonly shown: string
}

/** Makes sense of a number as somebody typed it; null when there is nothing to dial in it. */
export function readPhoneNumber(written: string, country?: CountryCode): WrittenNumber | null {
  const parsed = parsePhoneNumberFromString(written, country)
  if (parsed?.isPossible()) return { number: parsed.number, shown: parsed.formatInternational() }
  const digits = written.replace(/[\s()./-]/g, '')
  return /^\+?[0-9*#]{1,32}$/.test(digits) ? { number: digits, shown: written.trim() } : null
}
