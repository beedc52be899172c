import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/min'
import type { House } from '../app-context.ts'

/** The country whose numbers may be written without it: that of the line in use, where it says one. */
export function countryOf({ exchange }: Pick<House, 'exchange'>): CountryCode | undefined {
  const region = exchange.lineState().line?.region ?? ''
  return isSupportedCountry(region) ? region : undefined
}
