import { zonesOfCountries } from './country-zones.ts'
import { countryOf, isTollFree, placeOf, regionInWords, tellsClock } from './number-place.ts'
import type { ZoneFrom } from './person-place.ts'

interface Known {
  readonly zoneFrom: ZoneFrom
  /** The contact's own, ISO 3166-1 or -2; empty: as the numbers tell. */
  readonly region: string
  /** E.164 where they have one. */
  readonly numbers: readonly string[]
  /** The line's country, for numbers that have none. */
  readonly otherwise: string
}

/** Why a contact's clock is only a guess, as a sentence; empty: it is none, or their country has one clock. */
export function whyGuessed({ zoneFrom, region, numbers, otherwise }: Known): string {
  if (zoneFrom === 'said' || zoneFrom === 'address') return ''
  const inFull = numbers.filter((number) => number.startsWith('+'))
  if (inFull.some(tellsClock) && zoneFrom === 'number') return ''
  if (zoneFrom === 'number' && inFull.length === 0) return ''
  const country =
    countryOf(region) || inFull.map((number) => countryOf(placeOf(number).region)).find(Boolean) || otherwise
  if (!(country in zonesOfCountries)) return ''
  if (inFull.some(isTollFree))
    return 'Their clock is a guess: a toll-free number has no place, and no address is known.'
  return `Their clock is a guess: neither number nor address says where in ${regionInWords(country)} they are.`
}
