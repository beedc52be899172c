import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { zonesOfCountries } from './country-zones.ts'
import { northAmericanAreas } from './north-american-areas.ts'
import { prefixZones } from './place-data.ts'

/** Where a number belongs, as far as the number tells. */
export interface NumberPlace {
  /** ISO 3166-1 (`FR`) or 3166-2 (`US-FL`); empty where the number does not tell. */
  readonly region: string
  /** IANA zones of its subscribers, that of most of them first; empty where that is not known. */
  readonly timeZones: readonly string[]
}

const nowhere: NumberPlace = { region: '', timeZones: [] }
const byAreaCode = new Map<string, NumberPlace>(
  northAmericanAreas.flatMap(([region, zones, codes]) => {
    const place = { region, timeZones: zones.split(' ') }
    return codes.split(' ').map((code) => [code, place] as const)
  }),
)

/**
 * Of a number in E.164. A number of an extension, or one that is not written in full, has no place; a toll-free one has a country
 * at most. The exchange decides where libphonenumber knows its zone, else the people of the area code.
 */
export function placeOf(number: string): NumberPlace {
  const areaCode = /^\+1([2-9]\d\d)\d{7}$/.exec(number)?.[1]
  const area = areaCode === undefined ? undefined : byAreaCode.get(areaCode)
  if (area) {
    const zones = zonesOfPrefix(number, 5)
    return zones ? { ...area, timeZones: zones } : area
  }
  if (areaCode !== undefined && isTollFree(number)) return nowhere
  if (!number.startsWith('+')) return nowhere
  const country = parsePhoneNumberFromString(number)?.country
  if (!country) return nowhere
  return { region: country, timeZones: zonesOfPrefix(number, 1) ?? [] }
}

let zones: Map<string, readonly string[]> | undefined

/** By the longest prefix that is known, of so many digits at least; null: none is. */
function zonesOfPrefix(number: string, least: number): readonly string[] | null {
  zones ??= new Map(
    prefixZones.split(';').flatMap((group) => {
      const [names = '', prefixes = ''] = group.split(':')
      return prefixes.split(' ').map((prefix) => [prefix, names.split('&')] as const)
    }),
  )
  for (let length = Math.min(12, number.length - 1); length >= least; length--) {
    const found = zones.get(number.slice(1, 1 + length))
    if (found) return found
  }
  return null
}

/** Does the number alone tell what o'clock it is there? Not where its country has several clocks and the number no place. */
export function tellsClock(number: string): boolean {
  const { region, timeZones } = placeOf(number)
  if (region === '') return false
  if (number.startsWith('+1') && timeZones.length > 0) return true
  return timeZones.length === 1 || (timeZones.length === 0 && !(countryOf(region) in zonesOfCountries))
}

/** 800 and its kin: nobody's mobile, and nowhere. */
export function isTollFree(number: string): boolean {
  return /^\+18(00|33|44|55|66|77|88)\d{7}$/.test(number)
}

export function countryOf(region: string): string {
  return region.slice(0, 2)
}

/** "Florida" and the like where a rule names them, else the country; "an unknown place" for none. */
export function regionInWords(region: string): string {
  return stateNames[region] ?? countryNames[countryOf(region)] ?? (region ? countryOf(region) : 'an unknown place')
}

/** Those with a rule of their own. */
const stateNames: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'AL:Alabama AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut FL:Florida GA:Georgia ID:Idaho IL:Illinois IN:Indiana ' +
    'KY:Kentucky LA:Louisiana ME:Maine MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi NE:Nebraska NV:Nevada ' +
    'NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina OH:Ohio OK:Oklahoma OR:Oregon PA:Pennsylvania ' +
    'RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas UT:Utah VT:Vermont VA:Virginia WA:Washington WI:Wisconsin WY:Wyoming'
  )
    .split(' ')
    .map((pair) => [`US-${pair.slice(0, 2)}`, pair.slice(3).replaceAll('_', ' ')]),
)

/** Those with a rule; other countries are called by their code, and are not mentioned in any sentence but one. */
const countryNames: Readonly<Record<string, string>> = {
  US: 'the United States',
  CA: 'Canada',
  GB: 'the United Kingdom',
  AU: 'Australia',
  DE: 'Germany',
  FR: 'France',
}
