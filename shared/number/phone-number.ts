import type { CountryCode } from 'libphonenumber-js/max'
import { isPlanNumber, planNumber } from './plan-number.ts'
import { readNumber } from './read-number.ts'

export interface WrittenNumber {
  /** E.164 where the number has one, else the digits as written: extensions and the practice line have none. */
  readonly number: string
  /** As people write it. */
  readonly shown: string
}

/** Makes sense of a number as somebody typed it; null when there is nothing to dial in it, or it is not certain what. */
export function readPhoneNumber(written: string, country?: CountryCode): WrittenNumber | null {
  if (written.includes('@')) return null
  const reading = readNumber(written, { country })
  return reading.kind === 'number' ? { number: reading.number, shown: reading.shown } : null
}

/** A number that is known, as people write it; one that no plan has stays as it is. */
export function shownNumber(number: string): string {
  const known = number.startsWith('+') ? planNumber(number) : 'national'
  return isPlanNumber(known) ? known.shown : number
}

/**
 * The other ways in which networks and lists write the same subscriber, beside E.164: Mexico dropped the 1 of mobiles in 2019,
 * Argentina puts a 9 before them for calls from abroad, Brazil put a 9 before its mobiles from 2012 on.
 */
export function sameNumbers(number: string): string[] {
  const others: (string | undefined)[] = [
    /^\+521(\d{10})$/.exec(number)?.[1]?.replace(/^/, '+52'),
    /^\+52([2-9]\d{9})$/.exec(number)?.[1]?.replace(/^/, '+521'),
    /^\+549(\d{10})$/.exec(number)?.[1]?.replace(/^/, '+54'),
    /^\+54([1-8]\d{9})$/.exec(number)?.[1]?.replace(/^/, '+549'),
    /^\+55[1-9]\d9[6-9]\d{7}$/.test(number) ? number.replace(/^(\+55\d\d)9/, '$1') : undefined,
    /^\+55[1-9]\d[6-9]\d{7}$/.test(number) ? number.replace(/^(\+55\d\d)/, '$19') : undefined,
  ]
  return [number, ...others.filter((other) => other !== undefined)]
}
