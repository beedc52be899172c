import { getCountries, isSupportedCountry, type CountryCode } from 'libphonenumber-js/max'
import { plainWords } from '../import/import-columns.ts'
import { northAmericanAreas } from './north-american-areas.ts'
import { placeOf } from './number-place.ts'

let names: Map<string, CountryCode> | undefined

/** Of "DE", "Germany", "Deutschland", "Allemagne" or "Alemania"; null for what is no country. */
export function countryNamed(written: string): CountryCode | null {
  const words = plainWords(written)
  const code = written.trim().toUpperCase()
  if (isSupportedCountry(code)) return code
  names ??= countryNames()
  return names.get(words) ?? null
}

function countryNames(): Map<string, CountryCode> {
  const all = new Map<string, CountryCode>()
  for (const language of ['en', 'de', 'fr', 'es']) {
    const inWords = new Intl.DisplayNames(language, { type: 'region' })
    for (const country of getCountries()) all.set(plainWords(inWords.of(country) ?? country), country)
  }
  for (const [word, country] of shorter) all.set(word, country)
  return all
}

const shorter: readonly (readonly [string, CountryCode])[] = [
  ['usa', 'US'],
  ['u s a', 'US'],
  ['u s', 'US'],
  ['united states of america', 'US'],
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['england', 'GB'],
  ['scotland', 'GB'],
  ['holland', 'NL'],
  ['czech republic', 'CZ'],
]

/** A country whose zones are several has one where most of its offices are. */
const chiefZones: Readonly<Partial<Record<string, string>>> = {
  US: 'America/New_York',
  CA: 'America/Toronto',
  MX: 'America/Mexico_City',
  BR: 'America/Sao_Paulo',
  AR: 'America/Argentina/Buenos_Aires',
  CL: 'America/Santiago',
  EC: 'America/Guayaquil',
  DE: 'Europe/Berlin',
  ES: 'Europe/Madrid',
  PT: 'Europe/Lisbon',
  UA: 'Europe/Kyiv',
  RU: 'Europe/Moscow',
  AU: 'Australia/Sydney',
  NZ: 'Pacific/Auckland',
  CN: 'Asia/Shanghai',
  ID: 'Asia/Jakarta',
  MY: 'Asia/Kuala_Lumpur',
  KZ: 'Asia/Almaty',
}

/** The zone of a region (ISO 3166-1 or -2), the chief one where there are several; null where that is not known. */
export function zoneOfRegion(region: string): string | null {
  const state = northAmericanAreas.find(([name]) => name === region)
  if (state && region.length > 2) return state[1].split(' ')[0] ?? null
  const country = region.slice(0, 2)
  const chief = chiefZones[country]
  if (chief) return chief
  if (!/^[A-Z]{2}$/.test(country)) return null
  // Not in the types of TypeScript 7.0; V8 has had it since 9.9.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }
  return locale.getTimeZones?.()?.[0] ?? null
}

/** Where somebody with this number most likely is; null where the number does not tell. */
export function zoneOfNumber(number: string): string | null {
  const { region, timeZones } = placeOf(number)
  return timeZones[0] ?? zoneOfRegion(region)
}

/** Abbreviations and the spellings of CRMs, beside IANA's: "EST", "us_slash_eastern", "America/New York". */
export function zoneNamed(written: string): string | null {
  const text = written.trim().replaceAll('_slash_', '/').replaceAll(' ', '_')
  if (text === '' || !/^[A-Za-z]/.test(text)) return null
  const known = abbreviations[text.toUpperCase()]
  if (known) return known
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const abbreviations: Readonly<Record<string, string>> = {
  EST: 'America/New_York',
  EDT: 'America/New_York',
  ET: 'America/New_York',
  EASTERN: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  CT: 'America/Chicago',
  CENTRAL: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  MT: 'America/Denver',
  MOUNTAIN: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PT: 'America/Los_Angeles',
  PACIFIC: 'America/Los_Angeles',
  GMT: 'Europe/London',
  BST: 'Europe/London',
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  EET: 'Europe/Athens',
}
