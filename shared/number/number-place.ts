import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { northAmericanAreas } from './north-american-areas.ts'

/** Where a number belongs, as far as the number tells. */
export interface NumberPlace {
  /** ISO 3166-1 (`FR`) or 3166-2 (`US-FL`); empty where the number does not tell. */
  readonly region: string
  /** IANA zones of its subscribers; empty where that is not known. */
  readonly timeZones: readonly string[]
}

const nowhere: NumberPlace = { region: '', timeZones: [] }
const byAreaCode = new Map<string, NumberPlace>(
  northAmericanAreas.flatMap(([region, zones, codes]) => {
    const place = { region, timeZones: zones.split(' ') }
    return codes.split(' ').map((code) => [code, place] as const)
  }),
)

/** Of a number in E.164. A number of an extension, a toll-free one, or one that is not written in full has no place. */
export function placeOf(number: string): NumberPlace {
  const areaCode = /^\+1([2-9]\d\d)\d{7}$/.exec(number)?.[1]
  const area = areaCode === undefined ? undefined : byAreaCode.get(areaCode)
  if (area) return area
  if (areaCode !== undefined && isTollFree(number)) return nowhere
  if (!number.startsWith('+')) return nowhere
  const country = parsePhoneNumberFromString(number)?.country
  return country ? { region: country, timeZones: [] } : nowhere
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

const stateNames: Readonly<Record<string, string>> = { 'US-FL': 'Florida', 'US-OK': 'Oklahoma', 'US-WA': 'Washington' }

/** Those with a rule; other countries are called by their code, and are not mentioned in any sentence but one. */
const countryNames: Readonly<Record<string, string>> = {
  US: 'the United States',
  CA: 'Canada',
  GB: 'the United Kingdom',
  AU: 'Australia',
  DE: 'Germany',
  FR: 'France',
}
