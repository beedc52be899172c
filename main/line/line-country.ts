import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/min'
import type { AppContext } from '../app-context.ts'

/** The country whose numbers may be written without it: that of the line in use, where it says one. */
export function countryOf({ exchange }: Pick<AppContext, 'exchange'>): CountryCode | undefined {
  const region = exchange.lineState().line?.region ?? ''
  return isSupportedCountry(region) ? region : undefined
}
