import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max'
import { isEmergencyNumber } from '../number/emergency-numbers.ts'
import { exitCodeOf, trunkPrefixOf } from '../number/plan-number.ts'
import type { DialFormat } from '../contract/dial-format.ts'

export interface FormattingLine {
  /** ISO 3166-1 alpha-2; empty: not known. */
  readonly region: string
  readonly dialFormat: DialFormat
}

/**
 * A number as this line wants it. Emergency numbers, extensions, service codes and SIP addresses stay as they are: only a number
 * in E.164 is written in another way.
 */
export function dialledOn(number: string, { region, dialFormat }: FormattingLine): string {
  const plain = number.trim()
  if (!/^\+[1-9]\d{6,14}$/.test(plain) || isEmergencyNumber(plain, region)) return plain
  return `${outsidePrefix(dialFormat)}${written(plain, region, dialFormat)}`
}

/** SIP dials a number whole: the pause that a telephone needs behind the prefix has no place in it. */
export function outsidePrefix({ outside }: DialFormat): string {
  return outside.replace(/\D/g, '')
}

function written(number: string, region: string, { own, foreign }: DialFormat): string {
  const parsed = parsePhoneNumberFromString(number)
  const country = isSupportedCountry(region) ? region : undefined
  // What lies under the same code and in another country (Canada from the United States) is dialled as if it were at home.
  const isOwn = country !== undefined && parsed !== undefined && isSameCode(parsed.countryCallingCode, country)
  const form = isOwn ? own : foreign
  if (form === 'plus' || !parsed) return number
  if (form === 'digits') return number.slice(1)
  if (form === 'exit') return `${country ? exitCodeOf(country) : '00'}${number.slice(1)}`
  return form === 'trunk' && country ? `${trunkPrefixOf(country)}${parsed.nationalNumber}` : parsed.nationalNumber
}

function isSameCode(code: string, country: CountryCode): boolean {
  return getCountryCallingCode(country) === code
}

/** The same backwards: whoever is dialled with 9 and 00 before them calls with those before their number. */
export function withoutLinePrefix(caller: string, { dialFormat }: Pick<FormattingLine, 'dialFormat'>): string {
  const prefix = outsidePrefix(dialFormat)
  const digits = caller.replace(/[\s().-]/g, '')
  // Behind it there has to be a whole number: an extension may begin with the same digit.
  return prefix !== '' && digits.startsWith(prefix) && digits.length - prefix.length >= 7
    ? digits.slice(prefix.length)
    : caller
}
