import { sameNumbers } from '../number/phone-number.ts'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/** Somebody, as a header names them. */
export interface Identity {
  /** Digits, or a SIP address for whoever has no number; empty: withheld. */
  readonly number: string
  /** As their side gives it; empty: none. It proves nothing. */
  readonly name: string
}

/** Who calls, as far as the network tells. */
export interface Caller extends Identity {
  /**
   * What else is said of them that does not fit: by the caller where the server's word counts, `asserted` where it does
   * not. Left out: nothing.
   */
  readonly otherwise?: Identity & { readonly by: 'caller' | 'asserted' }
}

/** The number in full that is the user of a SIP address: whoever has the address is called by it. null: it is none. */
export function numberOfAddress(address: string): string | null {
  return /^(?:sips?:)?(\+\d{7,15})@/.exec(address)?.[1] ?? null
}

/**
 * The ways in which the archive may have this number, the likeliest first: networks write +14165550101, 14165550101,
 * 0014165550101, 4165550101, or with punctuation, whatever they were called with.
 *
 * @param region ISO 3166-1 alpha-2 of the line; empty: not known.
 */
export function waysToWrite(number: string, region: string): string[] {
  if (number.includes('@')) {
    const user = numberOfAddress(number)
    return user ? [number, ...sameNumbers(user)] : [number]
  }
  const digits = number.replace(/[^\d+]/g, '')
  const country = region === '' ? undefined : (region as CountryCode)
  const inFull = [
    number,
    digits,
    // 00 leaves a country in most places, 011 in North America (ITU-T E.164 has no say in it).
    digits.replace(/^(00|011)/, '+'),
    ...(digits.startsWith('+') ? [] : [`+${digits}`]),
    ...(/^[2-9]\d{9}$/.test(digits) && (region === '' || region === 'US' || region === 'CA') ? [`+1${digits}`] : []),
  ]
  const parsed = inFull.flatMap((text) => {
    const found = parsePhoneNumberFromString(text, country)
    return found?.isPossible() ? sameNumbers(found.number) : /^\+5[245]/.test(text) ? sameNumbers(text) : []
  })
  return [...new Set([...parsed, ...inFull])].filter((text) => /\d/.test(text))
}
