import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'

/** Who calls, as far as the network tells. */
export interface Caller {
  /** Digits, or a SIP address for whoever has no number; empty: withheld. */
  readonly number: string
  /** As their side gives it; empty: none. It proves nothing. */
  readonly name: string
}

/** Controls, and what turns text around or hides in it: a name must not be able to look like another. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu
const MOST_SHOWN = 64

/** A name from the wire, fit to be shown. */
export function nameFromWire(text: string): string {
  const clean = text.normalize('NFC').replace(unseen, '').replace(/\s+/g, ' ').trim()
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(clean)]
  return graphemes
    .slice(0, MOST_SHOWN)
    .map(({ segment }) => segment)
    .join('')
    .trim()
}

/**
 * The ways in which the archive may have this number, the likeliest first: networks write +14165550101, 14165550101,
 * 0014165550101, 4165550101, or with punctuation, whatever they were called with.
 *
 * @param region ISO 3166-1 alpha-2 of the line; empty: not known.
 */
export function waysToWrite(number: string, region: string): string[] {
  if (number.includes('@')) return [number]
  const digits = number.replace(/[^\d+]/g, '')
  const country = region === '' ? undefined : (region as CountryCode)
  const inFull = [
    number,
    digits,
    // 00 leaves a country in most places, 011 in North America (ITU-T E.164 has no say in it).
    digits.replace(/^(00|011)/, '+'),
    ...(digits.startsWith('+') ? [] : [`+${digits}`]),
    ...(/^[2-9]\d{9}$/.test(digits) && (region === '' || region === 'US' || region === 'CA') ? [`+1${digits}`] : []),
  ]
  const parsed = inFull.flatMap((text) => {
    const found = parsePhoneNumberFromString(text, country)
    return found?.isPossible() ? [found.number as string] : []
  })
  return [...new Set([...parsed, ...inFull])].filter((text) => /\d/.test(text))
}
