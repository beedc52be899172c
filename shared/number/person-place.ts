import { countryOf, placeOf, tellsClock } from './number-place.ts'
import { foldedPlace } from './folded-place.ts'
import { splitRegions, stateNamed, zoneOfState, zonesOfCountries } from './country-zones.ts'
import { postalZones, townZones, zipStates } from './place-data.ts'
import { zoneOfNumber, zoneOfRegion } from './place-names.ts'
import { zoneOfPostalCode } from './postal-zones.ts'

/** What a list, a form or a letter head says of where somebody is; empty: nothing. */
export interface Address {
  /** ISO 3166-1. */
  readonly country: string
  readonly state: string
  readonly city: string
  readonly postalCode: string
}

/**
 * What a clock goes by: the zone that was said, the address, the number, or nothing but a guess: then nobody is called before it
 * is lawful in the whole country.
 */
export type ZoneFrom = 'said' | 'address' | 'number' | 'guess'

export interface PersonPlace {
  /** ISO 3166-1 or -2; empty: not known. */
  readonly region: string
  readonly timeZone: string
  readonly from: ZoneFrom
}

/** Where somebody is: the address outdoes the area code, since a mobile moves with its owner. */
export function placeOfPerson(address: Address, numbers: readonly string[], otherwise: string): PersonPlace {
  const known = numbers.map(placeOf).find(({ region }) => region !== '')
  const ofNumber = known ? countryOf(known.region) : ''
  const inAddress = regionOfAddress(address, ofNumber, isAmerican(numbers, ofNumber))
  const region = inAddress || known?.region || ''
  const there = inAddress ? zoneOfAddress(inAddress, address) : null
  if (there) return { region, timeZone: there, from: 'address' }
  // Of a country with several clocks the number may say which, where it is of that country.
  const telling = numbers.find((number) => tellsClock(number) && isWithin(placeOf(number).region, inAddress))
  if (telling) return { region, timeZone: zoneOfNumber(telling) ?? otherwise, from: 'number' }
  return { region, timeZone: zoneOfRegion(region) ?? otherwise, from: 'guess' }
}

/** Do all numbers say that a postal code is American or Canadian? Others of +1, like the Dominican Republic, have codes of theirs. */
function isAmerican(numbers: readonly string[], ofNumber: string): boolean {
  const abroad = numbers.filter((number) => number.startsWith('+'))
  return (
    abroad.length > 0 &&
    abroad.every((number) => number.startsWith('+1')) &&
    ['', 'US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP'].includes(ofNumber)
  )
}

function isWithin(region: string, inAddress: string): boolean {
  return inAddress === '' || countryOf(region) === countryOf(inAddress)
}

/** `US-FL`, or the country where it has no states that matter here. */
function regionOfAddress(
  { country, state, city, postalCode }: Address,
  ofNumber: string,
  isAmericanCode: boolean,
): string {
  const named = [country, ofNumber].filter((one, at, all) => one !== '' && all.indexOf(one) === at)
  const [inCity = ''] = /\b[A-Z]{2,3}$/.exec(city.trim()) ?? []
  for (const written of [state, inCity]) {
    if (written === '') continue
    for (const one of [...named, ...(country === '' && ofNumber === '' ? ['US', 'CA', 'AU'] : [])]) {
      const found = stateNamed(written, one)
      if (found) return found
    }
    // A toll-free number, or a moved mobile, says nothing of the country of a state.
    if (country === '') for (const one of ['US', 'CA']) if (stateNamed(written, one)) return stateNamed(written, one)!
  }
  // Five digits are a postal code of Germany, France or Spain too: without a country the number says whose.
  const ofCode = country !== '' || isAmericanCode ? stateOfPostalCode(postalCode, country) : ''
  return ofCode || country
}

let statesOfZips: Map<string, string> | undefined

/** Of a ZIP code its state, of a Canadian code its province; empty: of neither. */
function stateOfPostalCode(postalCode: string, country: string): string {
  const code = postalCode.trim().toUpperCase()
  if (/^[A-CEGHJ-NPRSTVXY]\d[A-Z](?:[ -]?\d[A-Z]\d)?$/.test(code) && (country === 'CA' || country === '')) {
    // The north has two of its three territories under one letter.
    return /^X0[ABC]/.test(code) ? 'CA-NU' : `CA-${provinces[code[0]!] ?? 'ON'}`
  }
  // A spreadsheet takes the 0 of New England away.
  const zip = /^(\d{4,5})(?:-\d{4})?$/.exec(code)?.[1]?.padStart(5, '0')
  if (!zip || (country !== 'US' && country !== '')) return ''
  statesOfZips ??= pairsOf(zipStates, ' ')
  const state = statesOfZips.get(zip.slice(0, 3))
  return state ? `US-${state}` : ''
}

const provinces: Readonly<Record<string, string>> = {
  A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON', N: 'ON', P: 'ON', R: 'MB', S: 'SK',
  T: 'AB', V: 'BC', X: 'NT', Y: 'YT',
} // prettier-ignore

let ofPostal: Map<string, string> | undefined
let ofTown: Map<string, Map<string, string>> | undefined

/** The zone of an address; null where its country has several clocks and nothing in it says which. */
function zoneOfAddress(region: string, { city, postalCode }: Address): string | null {
  const country = countryOf(region)
  if (!(country in zonesOfCountries)) return zoneOfRegion(region)
  const code = postalCode.trim().toUpperCase().replaceAll(' ', '')
  const inSplit = region in splitRegions
  if (code !== '' && inSplit) {
    ofPostal ??= pairsOf(postalZones, ' ')
    const zip = /^\d{4}$/.test(code) ? `0${code}` : code
    const zone = ofPostal.get(zip.slice(0, 5)) ?? ofPostal.get(zip.slice(0, 3))
    if (zone && splitRegions[region]!.includes(zone)) return zone
  }
  const ofCode = zoneOfPostalCode(country, code)
  if (ofCode) return ofCode
  const town = foldedPlace(city.split(',', 1)[0]!)
  if (town !== '') {
    ofTown ??= townsOf()
    const named =
      ofTown.get(region)?.get(town) ?? (region.length === 2 || !inSplit ? ofTown.get(country)?.get(town) : undefined)
    if (named) return named
    // An island, or a state, in the place of its town.
    const state = country === 'US' || country === 'CA' ? null : stateNamed(city, country)
    if (state && region.length === 2) return zoneOfState(state)
  }
  if (region.length > 2) return zoneOfState(region) ?? null
  // A town of such a country that is not among the others is where most people are.
  return town !== '' && country !== 'US' && country !== 'CA' ? (zonesOfCountries[country]?.[0] ?? null) : null
}

function pairsOf(data: string, between: string): Map<string, string> {
  return new Map(
    data.split(';').flatMap((group) => {
      const at = group.indexOf(':')
      return group
        .slice(at + 1)
        .split(between)
        .map((value) => [value, group.slice(0, at)] as const)
    }),
  )
}

function townsOf(): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>()
  for (const group of townZones.split(';')) {
    const at = group.indexOf(':')
    const [region = '', zone = ''] = group.slice(0, at).split('|')
    const towns = all.get(region) ?? new Map<string, string>()
    for (const town of group.slice(at + 1).split(',')) towns.set(town, zone)
    all.set(region, towns)
  }
  return all
}
