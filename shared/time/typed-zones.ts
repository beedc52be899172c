import type { Item } from './typed-item.ts'

const named: Readonly<Record<string, string>> = {
  'America/New_York': 'et est edt eastern',
  'America/Chicago': 'ct cst cdt central',
  'America/Denver': 'mt mst mdt mountain',
  'America/Los_Angeles': 'pt pst pdt pacific',
  'America/Halifax': 'ast adt atlantic',
  'America/St_Johns': 'nst ndt newfoundland',
  'America/Anchorage': 'akst akdt alaska',
  'Pacific/Honolulu': 'hst hawaii',
  'Europe/London': 'bst uk',
  'Europe/Paris': 'cet cest',
  'Europe/Athens': 'eet eest',
  'Australia/Sydney': 'aest aedt',
  UTC: 'gmt utc zulu',
}
const zones = new Map<string, string>()
for (const [zone, words] of Object.entries(named)) for (const word of words.split(' ')) zones.set(word, zone)
for (const zone of Intl.supportedValuesOf('timeZone')) {
  const city = zone.split('/').at(-1)!.replaceAll('_', ' ').toLowerCase()
  // "Tokyo time", never "tokyo" alone: many a city is somebody's name.
  if (zone.includes('/')) zones.set(`${city} time`, zone)
}

/** Words that name a time zone, or say whose clock is meant. */
export function zoneItem(words: string): Item | undefined {
  if (/^(?:their|his|her|local|prospects?|contacts?) (?:local )?(?:time|clock)$/.test(words)) {
    return { is: 'whose-clock', whose: 'theirs' }
  }
  if (/^(?:my|our) (?:local )?(?:time|clock)$/.test(words)) return { is: 'whose-clock', whose: 'ours' }
  const zone = zones.get(words) ?? zones.get(words.replace(/ time$/, ''))
  return zone === undefined ? undefined : { is: 'zone', zone }
}
