import { getCountries, isSupportedCountry, type CountryCode } from 'libphonenumber-js/max'
import { plainWords } from '../import/import-columns.ts'
import { zoneOfState, zonesOfCountries } from './country-zones.ts'
import { windowsZones } from './windows-zones.ts'
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

/** The zone of a region (ISO 3166-1 or -2), that of most of its people where there are several; null where that is not known. */
export function zoneOfRegion(region: string): string | null {
  const ofState = region.length > 2 ? zoneOfState(region) : null
  if (ofState) return ofState
  const country = region.slice(0, 2)
  const chief = zonesOfCountries[country]?.[0] ?? chiefZones[country]
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

/**
 * The words of people, CRMs and Windows for a zone: "EST", "Eastern Time (US & Canada)", "Pacific Standard Time", "(GMT-08:00)
 * Pacific Time (America/Los_Angeles)", "us_slash_eastern", "UTC-5". Null: none is meant, or nobody knows which. `AST` and the
 * like mean another zone in another country.
 */
export function zoneNamed(written: string, country = 'US'): string | null {
  const text = written.trim()
  const inIt = inText.exec(text)?.[0]
  const iana = inIt && ianaZone(inIt)
  if (iana) return iana
  const offset = /^(?:UTC|GMT)\s?([+\-\u2212])\s?(\d{1,2})(?::?([0-5]\d))?$/i.exec(text)
  if (offset) return zoneOfOffset(offset[1]!, Number(offset[2]), offset[3] ?? '00')
  const bare = text
    .replaceAll('_slash_', '/')
    .replace(/^\((?:GMT|UTC)[^)]*\)/i, '')
    .trim()
  const [windows] = windowsZones(bare)
  if (windows) return windows
  const abbreviation = bare.toUpperCase().replace(/[^A-Z]/g, '')
  const own = bare.length <= 6 ? ofCountry[`${country} ${abbreviation}`] : undefined
  const known = own ?? (bare.length <= 8 ? abbreviations[abbreviation] : undefined)
  if (known) return known
  const words = plainWords(bare)
  const inWords = wordsForZones.find(([pattern]) => pattern.test(words))?.[1]
  if (inWords) return inWords
  if (/^[A-Za-z]+\/[A-Za-z/ _+-]+\d*$|^[A-Z]{3}\d[A-Z]{3}$/.test(bare)) return ianaZone(bare.replaceAll(' ', '_'))
  return bare.includes(',') || text !== bare ? zoneOfTowns(bare) : null
}

const inText =
  /\b(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Canada|Etc)\/[A-Za-z_/+-]+\d*/

/** "UTC-5" has no summer time; POSIX turns its sign around. */
function zoneOfOffset(sign: string, hours: number, minutes: string): string | null {
  const plus = sign === '+'
  if (minutes !== '00') return halfHours[`${plus ? '+' : '-'}${hours}:${minutes}`] ?? null
  if (hours > 14 || (!plus && hours > 12)) return null
  return hours === 0 ? 'Etc/UTC' : `Etc/GMT${plus ? '-' : '+'}${hours}`
}

const halfHours: Readonly<Record<string, string>> = {
  '+3:30': 'Asia/Tehran',
  '+4:30': 'Asia/Kabul',
  '+5:30': 'Asia/Kolkata',
  '+5:45': 'Asia/Kathmandu',
  '+6:30': 'Asia/Yangon',
  '+9:30': 'Australia/Darwin',
  '-9:30': 'Pacific/Marquesas',
}

/** "Canberra, Melbourne, Sydney", as Windows and calendars list the towns of a zone. */
function zoneOfTowns(text: string): string | null {
  const towns = text.split(',').map((town) => plainWords(town))
  const all = Intl.supportedValuesOf('timeZone')
  return all.find((zone) => towns.includes(plainWords(zone.slice(zone.lastIndexOf('/') + 1)))) ?? null
}

function ianaZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const wordsForZones: readonly (readonly [RegExp, string])[] = [
  [/\barizona\b/, 'America/Phoenix'],
  [/\bindiana\b/, 'America/Indiana/Indianapolis'],
  [/\bsaskatchewan\b/, 'America/Regina'],
  [/\b(newfoundland)\b/, 'America/St_Johns'],
  [/\batlantic (standard |daylight )?time\b|^atlantic$/, 'America/Halifax'],
  [
    /^(us |canada |north american )?eastern( standard| daylight)?( time)?( us canada| us| us and canada| canada| zone)?$/,
    'America/New_York',
  ],
  [
    /^(us |canada |north american )?central( standard| daylight)?( time)?( us canada| us| us and canada| canada| zone)?$/,
    'America/Chicago',
  ],
  [
    /^(us |canada |north american )?mountain( standard| daylight)?( time)?( us canada| us| us and canada| canada| zone)?$/,
    'America/Denver',
  ],
  [
    /^(us |canada |north american )?pacific( standard| daylight)?( time)?( us canada| us| us and canada| canada| zone)?$/,
    'America/Los_Angeles',
  ],
  [/^alaska(n)?( standard| daylight)?( time)?$/, 'America/Anchorage'],
  [/^hawaii(an)?( aleutian)?( standard)?( time)?$/, 'Pacific/Honolulu'],
  [/^(british|uk)( summer)? time$|^greenwich mean time$|^dublin edinburgh lisbon london$/, 'Europe/London'],
  [/^(central european|middle european|mitteleuropaische)( standard| summer)? ?(time|zeit)$/, 'Europe/Berlin'],
  [/^eastern european( standard| summer)? time$/, 'Europe/Athens'],
]

/** What the same letters mean elsewhere. */
const ofCountry: Readonly<Record<string, string>> = {
  'AU EST': 'Australia/Sydney',
  'AU CST': 'Australia/Adelaide',
  'AU WST': 'Australia/Perth',
  'IN IST': 'Asia/Kolkata',
  'IL IST': 'Asia/Jerusalem',
  'IE IST': 'Europe/Dublin',
  'CN CST': 'Asia/Shanghai',
  'TW CST': 'Asia/Taipei',
  'MX CST': 'America/Mexico_City',
  'CA EST': 'America/Toronto',
  'CA CST': 'America/Winnipeg',
  'CA MST': 'America/Edmonton',
  'CA PST': 'America/Vancouver',
  'PH PST': 'Asia/Manila',
  'PH PHT': 'Asia/Manila',
  'PR AST': 'America/Puerto_Rico',
  'SA AST': 'Asia/Riyadh',
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
  AST: 'America/Halifax',
  ADT: 'America/Halifax',
  NST: 'America/St_Johns',
  NDT: 'America/St_Johns',
  AKST: 'America/Anchorage',
  AKDT: 'America/Anchorage',
  HST: 'Pacific/Honolulu',
  HAST: 'Pacific/Honolulu',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  ACST: 'Australia/Adelaide',
  ACDT: 'Australia/Adelaide',
  AWST: 'Australia/Perth',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
  BRT: 'America/Sao_Paulo',
  MSK: 'Europe/Moscow',
  WET: 'Europe/Lisbon',
  WEST: 'Europe/Lisbon',
  EEST: 'Europe/Athens',
  MESZ: 'Europe/Berlin',
  SAST: 'Africa/Johannesburg',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  UTC: 'Etc/UTC',
  Z: 'Etc/UTC',
  GMT: 'Europe/London',
  BST: 'Europe/London',
  CET: 'Europe/Berlin',
  CEST: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  EET: 'Europe/Athens',
}
