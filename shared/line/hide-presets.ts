import type { Region } from '../number/emergency-numbers.ts'

/** The codes of a place that hide and show the number for one call. */
export interface HidePreset {
  readonly region: Region
  readonly place: string
  /** A template as in `hideMethod`; what hides the number of this call. */
  readonly prefix: string
  /** What shows the number of this call where the line hides it by default; null: not known. */
  readonly shows: string | null
  /** Confirmed by the text that `source` names. Where it is not, try it with a phone of your own before you rely on it. */
  readonly verified: boolean
  readonly source: string
  readonly trap: string | null
}

const gsmTrap =
  'The same code means opposite things: *31# shows the number on mobile networks (GSM) and hides it on some landlines. The wrong one exposes your number: call your own mobile first.'
const acma = 'ACMA, https://www.acma.gov.au/make-your-phone-number-more-private'

/** Read 2026-11-22. Places of which nothing was found are not listed: a wrong code exposes the number. */
export const hidePresets: readonly HidePreset[] = [
  ...['US', 'CA'].map((region) => ({
    region,
    place: region === 'US' ? 'United States' : 'Canada',
    prefix: '*67',
    shows: '*82',
    verified: true,
    source: '47 CFR 64.1603, https://www.law.cornell.edu/cfr/text/47/64.1603',
    trap: 'Toll-free and 900 numbers may see your number all the same (ANI).',
  })),
  ...['GB', 'IE'].map((region) => ({
    region,
    place: region === 'GB' ? 'United Kingdom' : 'Ireland',
    prefix: '141{national}',
    shows: null,
    verified: true,
    source: 'https://tickerdossier.com/wiki/caller-line-identification',
    trap: null,
  })),
  {
    region: 'FK',
    place: 'Falkland Islands',
    prefix: '141{national}',
    shows: null,
    verified: true,
    source: 'Sure, https://sure.co.fk/telephone/special-numbers-and-features/',
    trap: null,
  },
  {
    region: 'NZ',
    place: 'New Zealand, landline',
    prefix: '0197{national}',
    shows: null,
    verified: true,
    source: 'https://www.worldnet.co.nz/business/landline_features/callerdisplay.php',
    trap: 'From the days of Telecom New Zealand; behind a toll bar it is 197.',
  },
  {
    region: '',
    place: 'Mobile networks (GSM, 3GPP)',
    prefix: '#31#',
    shows: '*31#',
    verified: true,
    source: 'https://github.com/rilmodem/ofono/pull/100',
    trap: gsmTrap,
  },
  {
    region: 'AU',
    place: 'Australia, landline',
    prefix: '1831{national}',
    shows: '1832',
    verified: false,
    source: `Only the code that shows the number is confirmed: ${acma}`,
    trap: null,
  },
  {
    region: 'AU',
    place: 'Australia, mobile',
    prefix: '#31#',
    shows: '*31#',
    verified: false,
    source: `Only the code that shows the number is confirmed: ${acma}`,
    trap: gsmTrap,
  },
  {
    region: 'DE',
    place: 'Germany, landline',
    prefix: '*31#{national}',
    shows: null,
    verified: false,
    source: 'A user’s report, https://github.com/BelledonneCommunications/linphone-desktop/issues/314',
    trap: gsmTrap,
  },
  {
    region: 'HK',
    place: 'Hong Kong',
    prefix: '133{national}',
    shows: null,
    verified: false,
    source: 'https://grokipedia.com/page/133_Hong_Kong_telephone_prefix',
    trap: null,
  },
]

/** The codes at the beginning of what a rep may type, longest first. The `#31#` of mobiles works everywhere they do. */
export function typedCodes(region: Region): readonly { readonly code: string; readonly hides: boolean }[] {
  const codes = hidePresets
    .filter((preset) => preset.region === region || preset.region === '' || /^[*#]/.test(preset.prefix))
    .flatMap(({ prefix, shows }) => [
      { code: prefix.replace(/\{\w+\}$/, ''), hides: true },
      ...(shows === null ? [] : [{ code: shows, hides: false }]),
    ])
  return codes.sort((a, b) => b.code.length - a.code.length)
}
