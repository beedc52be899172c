import { getCountryCallingCode, Metadata, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { isAreaCode } from './north-american-areas.ts'

/** A number in full, as its plan has it. */
export interface PlanNumber {
  /** E.164. */
  readonly number: string
  readonly shown: string
  /** Of libphonenumber: `TOLL_FREE`, `SHARED_COST`, …; empty: not told. */
  readonly type: string
}

/** Why a text is no number of its plan; `national`: it is written without its country, and none is known. */
export type NoPlanNumber = 'national' | 'too-short' | 'too-long' | 'no-such-number' | 'two-ways'

const parse = (text: string, country?: CountryCode) =>
  parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false })

/**
 * The number that digits, with their separators, are in the plan of a country or of the country they name. A number that no
 * plan has is none: libphonenumber's full metadata says which, and for North America, whose area codes are added faster than
 * that is renewed, the form of the plan and the list of area codes.
 */
export function planNumber(text: string, country?: CountryCode): PlanNumber | NoPlanNumber {
  const written = text.replace(/^\(\s*(\+[\d\s]+)\)/, '$1 ')
  const plain = withoutTrunkZero(mexican(written, country))
  const isFull = plain.startsWith('+')
  if (!isFull && !country) return afterExitCode(plain) ?? 'national'
  const found = valid(plain, country) ?? (isFull ? null : afterExitCode(plain))
  // An Italian number keeps its 0, others lose it behind their country: the plan tells which is one.
  const kept = plain !== written && !found ? valid(written.replace(/[()]/g, ''), country) : null
  const number = found ?? kept
  if (!number) return whyNone(plain, country)
  return !isFull && country && isAlsoInFull(plain, country) ? 'two-ways' : number
}

export function isPlanNumber(found: PlanNumber | NoPlanNumber): found is PlanNumber {
  return typeof found !== 'string'
}

/** Is this digit string, without trunk prefix and country, a number that has to be dialled with the prefix? */
export function trunkPrefixOf(country: CountryCode): string {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  // Not in the types of libphonenumber-js 1.13.
  const plan = metadata.numberingPlan as unknown as { nationalPrefix(): string | undefined }
  return plan.nationalPrefix() ?? ''
}

/** What is dialled before a foreign number, from this country: 00, 011, 0011, 8~10. */
export function exitCodeOf(country: CountryCode): string {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan as unknown as {
    IDDPrefix(): string | undefined
    defaultIDDPrefix(): string | undefined
  }
  const code = (plan.defaultIDDPrefix() ?? plan.IDDPrefix() ?? '').replace(/\D/g, '')
  return code !== '' && code.length <= 5 ? code : '00'
}

function valid(text: string, country?: CountryCode): PlanNumber | null {
  const parsed = parse(text, country)
  if (!parsed) return null
  if (!parsed.isValid() && !isNorthAmerican(parsed.number) && !inStories.test(parsed.number)) return null
  return { number: parsed.number, shown: parsed.formatInternational(), type: parsed.getType() ?? '' }
}

/**
 * Numbers that regulators keep for films and samples and that libphonenumber therefore does not know: Ofcom, "Telephone numbers
 * for use in TV and radio drama programmes"; Arcep's 06 39 98; ComReg's 020 91. They ring nobody.
 */
const inStories = /^\+(447700900\d{3}|441632960\d{3}|3363998\d{4}|3532091\d{5})$/

/** NPA-NXX-XXXX with an area code that there is (North American Numbering Plan, central office codes begin at 200). */
function isNorthAmerican(number: string): boolean {
  const [, area = '', office = ''] = /^\+1(\d{3})(\d{3})\d{4}$/.exec(number) ?? []
  return isAreaCode(area) && /^[2-9]\d\d$/.test(office) && !/^.11$/.test(office)
}

/** 00 leaves most countries, 011 North America; a list may have been written in another one. */
function afterExitCode(text: string): PlanNumber | null {
  const digits = text.replace(/[^\d]/g, '')
  const rest = /^0(?:0|11)(?=[1-9])(.*)$/.exec(digits)?.[1]
  return rest ? valid(`+${rest}`) : null
}

/** "4930901820" of Germany: the number 30 901820 behind its country, or 4930 901820 that has lost its 0? */
function isAlsoInFull(text: string, country: CountryCode): boolean {
  const digits = text.replace(/\D/g, '')
  const trunk = trunkPrefixOf(country)
  const code = getCountryCallingCode(country)
  if (trunk === '' || digits.startsWith(trunk) || !digits.startsWith(code) || code === '1') return false
  const asCountry = valid(`+${digits}`)
  const asNational = valid(`+${code}${digits}`)
  return asCountry !== null && asNational !== null && asCountry.number !== asNational.number
}

/** "+44 (0)20": the 0 is for those who dial inside the country. "(0)30": there it is dialled. */
function withoutTrunkZero(text: string): string {
  return text.replace(/^(\+[\d\s.-]*\d[\s.-]*|00[\s.-]*[1-9][\d\s.-]*)\(0\)/, '$1 ')
}

/**
 * Until 2019 the mobiles of Mexico had a 1 behind their country, and calls inside it began with 01, 044 or 045; lists still have
 * them.
 */
function mexican(text: string, country?: CountryCode): string {
  const national = country === 'MX' ? /^\(?0(?:1|44|45)((?:[\s().-]*\d){10})$/.exec(text)?.[1] : undefined
  if (national) return `+52 ${national}`
  const [, rest] = /^\+52[\s.-]*1[\s.-]*(\d(?:[\s().-]*\d){9})$/.exec(text) ?? []
  return rest ? `+52 ${rest}` : text
}

function whyNone(text: string, country?: CountryCode): NoPlanNumber {
  const digits = text.replace(/\D/g, '')
  const parsed = parse(text, country)
  if (parsed?.isPossible()) return 'no-such-number'
  const lengths = possibleLengths(parsed?.country ?? country)
  const national = parsed?.nationalNumber.length ?? digits.length
  if (lengths.length > 0 && national < Math.min(...lengths)) return 'too-short'
  if (national > Math.max(15, ...lengths) || (lengths.length > 0 && national > Math.max(...lengths))) return 'too-long'
  return digits.length < 7 ? 'too-short' : 'no-such-number'
}

function possibleLengths(country?: CountryCode): readonly number[] {
  if (!country) return []
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  return (metadata.numberingPlan as unknown as { possibleLengths(): number[] }).possibleLengths()
}
