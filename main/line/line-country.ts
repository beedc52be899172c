import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max'
import type { AppContext } from '../app-context.ts'

/** The country whose numbers may be written without it: that of the line in use, else the computer's; undefined: nobody knows. */
export function countryOf({
  exchange,
  region: computers,
}: Pick<AppContext, 'exchange' | 'region'>): CountryCode | undefined {
  const region = exchange.lineState().line?.region || computers
  return isSupportedCountry(region) ? region : undefined
}
