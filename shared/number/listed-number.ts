import { getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/max'

/**
 * Reads one number of a long list, given as bytes, in well under a microsecond: a national list has millions, and
 * libphonenumber takes ten microseconds for each. Answers the digits of the number in E.164 as a number (15 digits
 * fit a double exactly), or 0 for what is none.
 */
export type ListedNumberReader = (bytes: Uint8Array, from: number, to: number) => number

const ZERO = 48
const PLUS = 43
/** Space, tab, quotes, ( ) - . / and the apostrophe that spreadsheets put before a +. */
const separators = new Set([32, 9, 34, 39, 40, 41, 45, 46, 47])
const MOST_DIGITS = 15

interface Plan {
  /** The calling code, and its number of digits. */
  readonly code: number
  readonly codeLength: number
  readonly nationalLengths: ReadonlySet<number>
  /** Dialled before a national number and not part of it: 0 in most places, 1 in North America; NaN: none. */
  readonly trunk: number
  /** Dialled before a country code: 00 in most places, 011 in North America. */
  readonly exit: string
}

/** @param country of numbers that are written without their country code; '': such numbers are none. */
export function listedNumberReader(country: string): ListedNumberReader {
  const plan = planOf(country)
  const exit = plan?.exit ?? '00'
  return (bytes, from, to) => {
    let value = 0
    let digits = 0
    let first = -1
    let plus = false
    // How much of the exit code has been seen, -1 once it is none; and the number that stands behind it.
    let exiting = 0
    let behind = 0
    let behindDigits = 0
    let behindFirst = -1
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!
      const digit = byte - ZERO
      if (digit >= 0 && digit <= 9) {
        if (exiting === exit.length) {
          if (behindFirst === -1) behindFirst = digit
          behind = behind * 10 + digit
          behindDigits++
        } else if (exiting >= 0) exiting = exit.charCodeAt(exiting) === byte ? exiting + 1 : -1
        if (first === -1) first = digit
        value = value * 10 + digit
        digits++
        if (digits > MOST_DIGITS + exit.length) return 0
      } else if (byte === PLUS && digits === 0 && !plus) plus = true
      else if (!separators.has(byte)) return 0
    }
    if (plus) return international(value, digits, first)
    if (exiting === exit.length) return international(behind, behindDigits, behindFirst)
    return plan ? national(plan, value, digits, first) : 0
  }
}

/** Why a field that was read as none is none, in words for people. */
export function whyNoNumber(field: string, country: string): string {
  const digits = field.replace(/\D/g, '').length
  if (field.trim() === '') return 'its column is empty'
  if (/[^\d\s"'()+./-]/.test(field)) return 'there are signs in it that are in no number'
  if (digits > MOST_DIGITS) return `${digits} digits are too many`
  if (field.trim().startsWith('+')) return 'not a whole number with its country code'
  if (country === '') return 'written without its country, and no country was named'
  return `${digits} digits: numbers of ${country} have another length`
}

function international(value: number, digits: number, first: number): number {
  return first > 0 && digits >= 8 && digits <= MOST_DIGITS ? value : 0
}

function national(plan: Plan, value: number, digits: number, first: number): number {
  const { code, codeLength, nationalLengths, trunk } = plan
  if (first === trunk && nationalLengths.has(digits - 1)) {
    return code * 10 ** (digits - 1) + (value - trunk * 10 ** (digits - 1))
  }
  if (nationalLengths.has(digits)) return code * 10 ** digits + value
  // 44 20 7946 0000, with the country code and without its +.
  const rest = digits - codeLength
  return rest > 0 && Math.floor(value / 10 ** rest) === code && nationalLengths.has(rest) ? value : 0
}

function planOf(country: string): Plan | null {
  if (!isSupportedCountry(country)) return null
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  // Not in the types of libphonenumber-js 1.13.
  const plan = metadata.numberingPlan as unknown as {
    possibleLengths(): number[]
    nationalPrefix(): string | undefined
    IDDPrefix(): string | undefined
    defaultIDDPrefix(): string | undefined
  }
  const code = getCountryCallingCode(country)
  const trunk = plan.nationalPrefix()
  const exit = plan.defaultIDDPrefix() ?? plan.IDDPrefix()
  return {
    code: Number(code),
    codeLength: code.length,
    nationalLengths: new Set(plan.possibleLengths()),
    trunk: trunk?.length === 1 ? Number(trunk) : Number.NaN,
    exit: exit && /^0\d{1,3}$/.test(exit) ? exit : '00',
  }
}
