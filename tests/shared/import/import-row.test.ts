import { describe, expect, it } from 'vitest'
import type { ImportField } from '../../../shared/import/import-fields.ts'
import { readRow } from '../../../shared/import/import-row.ts'
import { countryNamed, zoneNamed, zoneOfNumber, zoneOfRegion } from '../../../shared/number/place-names.ts'

const columns: ImportField[] = [
  'name',
  'company',
  'direct',
  'mobile',
  'main',
  'email',
  'tags',
  'country',
  'timeZone',
  'notes',
]

function read(cells: Partial<Record<ImportField, string>>, country: 'US' | 'DE' | null = 'US') {
  const row = columns.map((column) => cells[column] ?? '')
  return readRow(row, { columns, country, timeZone: 'Europe/Vienna' })
}
const personOf = (reading: ReturnType<typeof read>) => ('person' in reading ? reading.person : reading)

describe('a row becomes a person', () => {
  it('with numbers in E.164 by kind, tags, a zone by the number, and notes', () => {
    const reading = read({
      name: 'Jane Adams',
      company: 'Brightwater',
      direct: '(416) 345-3453 ext. 12',
      mobile: '+1 647 555 0101; +1 647 555 0102',
      main: '1-800-555-0199',
      email: 'Jane@Brightwater.example',
      tags: 'Prequalified; VIP',
      notes: 'Met at the fair',
    })
    expect(personOf(reading)).toEqual({
      name: 'Jane Adams',
      company: 'Brightwater',
      title: '',
      email: 'jane@brightwater.example',
      numbers: [
        { number: '+14163453453', shown: '+1 416 345 3453', kind: 'direct' },
        { number: '+16475550101', shown: '+1 647 555 0101', kind: 'mobile' },
        { number: '+16475550102', shown: '+1 647 555 0102', kind: 'mobile' },
        { number: '+18005550199', shown: '+1 800 555 0199', kind: 'main' },
      ],
      tags: ['prequalified', 'vip'],
      about: 'Met at the fair\nExtension 12 at +1 416 345 3453.',
      place: '',
      timeZone: 'America/Toronto',
    })
    expect(reading).toMatchObject({ warnings: [] })
  })

  it.each([
    [{ country: 'Deutschland' }, '030 901820', '+4930901820', 'Europe/Berlin'],
    [{ country: 'FR' }, '01 42 68 53 00', '+33142685300', 'Europe/Paris'],
    [{}, '0049 (0)30 901820', '+4930901820', 'Europe/Berlin'],
    [{ timeZone: 'us_slash_eastern' }, '+49 30 901820', '+4930901820', 'America/New_York'],
    [{}, "'+1 212 555 0188", '+12125550188', 'America/New_York'],
    [{}, 'Tel: 212-555-0188', '+12125550188', 'America/New_York'],
    [{}, '1002', '1002', 'Europe/Vienna'],
  ] as const)('%j and %j: %s in %s', (more, direct, number, timeZone) => {
    expect(personOf(read({ name: 'A', direct, ...more }))).toMatchObject({ numbers: [{ number }], timeZone })
  })

  it('a first name and a name make one; without a name the company is one', () => {
    const input = {
      columns: ['firstName', 'name', 'direct'] as const,
      country: 'FR',
      timeZone: 'Europe/Paris',
    } as const
    expect(readRow(['Anne', 'Martin', '01 42 68 53 00'], input)).toMatchObject({ person: { name: 'Anne Martin' } })
    expect(personOf(read({ company: 'Brightwater', direct: '+12125550188' }))).toMatchObject({ name: 'Brightwater' })
  })
})

describe('what cannot be imported is said', () => {
  it.each([
    [{ direct: '+12125550188' }, 'there is neither a name nor a company'],
    [{ name: 'Jane' }, 'there is no phone number'],
    [{ name: 'Jane', direct: 'n/a' }, 'there is no phone number'],
    [{ name: 'Jane', direct: 'call me' }, '“call me” is no phone number'],
    [{ name: 'Jane', direct: '1.41655E+10' }, 'a spreadsheet has cut the number “1.41655E+10” short'],
    [{ name: 'J'.repeat(201), direct: '+12125550188' }, 'its name is 201 signs long; 200 are the most'],
  ])('%j', (cells, bad) => {
    expect(read(cells)).toEqual({ bad })
  })

  it('a number without a country code where nobody has said the country', () => {
    expect(read({ name: 'Jane', direct: '030 901820' }, null)).toEqual({ bad: '“030 901820” has no country code' })
  })

  it('a row with more cells than the file has columns', () => {
    const input = { columns: ['name', 'direct'] as const, country: null, timeZone: 'Europe/Paris' }
    expect(readRow(['Jane', '+12125550188', 'spilt'], input)).toEqual({
      bad: 'it has 3 cells where the file has 2 columns',
    })
    expect(readRow(['Jane', '+12125550188', '', ' '], input)).toHaveProperty('person')
  })

  it('and what is left out of a row is said as a warning', () => {
    const reading = read({
      name: 'Jane',
      direct: '+12125550188',
      mobile: '12',
      email: 'jane at home',
      timeZone: 'Mars',
    })
    expect(reading).toMatchObject({
      warnings: [
        '“jane at home” is no email address and is left out',
        '“12” is no phone number and is left out',
        '“Mars” is no time zone: it goes by the number',
      ],
    })
  })
})

it('a name of 200 signs is one', () => {
  expect(read({ name: 'J'.repeat(200), direct: '+12125550188' })).toHaveProperty('person')
})

it.each([
  ['Germany', 'DE'],
  ['Deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['Alemania', 'DE'],
  ['de', 'DE'],
  ['USA', 'US'],
  ['United Kingdom', 'GB'],
  ['Österreich', 'AT'],
  ['Atlantis', null],
])('%s is the country %s', (written, country) => {
  expect(countryNamed(written)).toBe(country)
})

it.each([
  ['+442079460000', 'Europe/London'],
  ['+33142685300', 'Europe/Paris'],
  ['+61280000000', 'Australia/Sydney'],
  ['+13125550100', 'America/Chicago'],
  ['1002', null],
])('whoever has %s is in %s', (number, zone) => {
  expect(zoneOfNumber(number)).toBe(zone)
})

it('zones are known by the names people give them', () => {
  expect(zoneNamed('EST')).toBe('America/New_York')
  expect(zoneNamed('Europe/Berlin')).toBe('Europe/Berlin')
  expect(zoneNamed('+05:00')).toBeNull()
  expect(zoneOfRegion('US-FL')).not.toBeNull()
})
