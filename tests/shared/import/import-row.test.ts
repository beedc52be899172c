import { describe, expect, it } from 'vitest'
import type { ImportField } from '../../../shared/import/import-fields.ts'
import { guessColumns } from '../../../shared/import/import-columns.ts'
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
        { number: '+14163453453', shown: '+1 416 345 3453', kind: 'direct', keys: ',12', doNotCall: false },
        { number: '+16475550101', shown: '+1 647 555 0101', kind: 'mobile', keys: '', doNotCall: false },
        { number: '+16475550102', shown: '+1 647 555 0102', kind: 'mobile', keys: '', doNotCall: false },
        { number: '+18005550199', shown: '+1 800 555 0199', kind: 'main', keys: '', doNotCall: false },
      ],
      tags: ['prequalified', 'vip'],
      about: '',
      note: 'Met at the fair',
      place: '',
      region: '',
      postalCode: '',
      timeZone: 'America/Toronto',
      zoneFrom: 'number',
      dealValue: null,
      referrer: '',
      doNotCall: false,
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
    [
      { name: 'Jane', direct: '1.41655E+10' },
      '“1.41655E+10” is no phone number: a spreadsheet has cut digits off: look the number up',
    ],
    [{ name: 'J'.repeat(201), direct: '+12125550188' }, 'its name is 201 signs long; 200 are the most'],
  ])('%j', (cells, bad) => {
    expect(read(cells)).toEqual({ bad })
  })

  it('a number without a country code where nobody has said the country', () => {
    expect(read({ name: 'Jane', direct: '030 901820' }, null)).toEqual({
      bad: '“030 901820” is no phone number: it has no country: write it with + and its country, or say where your line is',
    })
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
        '“12” is no phone number: no number of US has so few digits: one is missing and is left out',
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

describe('what a list says of calling', () => {
  const headings = ['Name', 'Direct Phone', 'Direct Phone Do Not Call', 'Mobile', 'Mobile Do Not Call', 'Do Not Call']
  const kinds: (ImportField | null)[] = ['name', 'direct', 'doNotCall', 'mobile', 'doNotCall', 'doNotCall']
  const row = (...flags: [string, string, string]) =>
    readRow(['Ann', '212-555-0188', flags[0], '917-555-0142', flags[1], flags[2]], {
      columns: kinds,
      headings,
      country: 'US',
      timeZone: 'Europe/Vienna',
    })

  it.each(['TRUE', 'Yes', '1', 'x', 'Y', 'ja', 'oui', 'Do Not Call', '2026-03-01'])('%s is a yes', (flag) => {
    expect(row('', '', flag)).toMatchObject({ person: { doNotCall: true } })
  })
  it.each(['', 'FALSE', 'no', '0', 'N', 'nein', 'n/a'])('%j is none', (flag) => {
    expect(row('', '', flag)).toMatchObject({ person: { doNotCall: false } })
  })
  it('of one number is of that number alone', () => {
    expect(row('', 'Yes', '')).toMatchObject({
      person: { doNotCall: false, numbers: [{ doNotCall: false }, { number: '+19175550142', doNotCall: true }] },
    })
  })
})

describe('who must not be called is known by the column of a list', () => {
  const forbidden = (heading: string, cell: string) => {
    const headings = ['Name', 'Mobile 1', 'Office 1', heading]
    const kinds = guessColumns(headings, [])
    const reading = readRow(['Ann', '917-555-0142', '212-555-0188', cell], {
      columns: kinds,
      headings,
      country: 'US',
      timeZone: 'Europe/Vienna',
    })
    if ('bad' in reading) return reading.bad
    const { person } = reading
    return person.doNotCall
      ? 'everywhere'
      : person.numbers.filter(({ doNotCall }) => doNotCall).map(({ number }) => number)
  }

  it.each([
    ['Do not allow Phone Calls', 'Do Not Allow'],
    ['Do not disturb', 'Yes'],
    ['Do not email or call', 'Yes'],
    ['status', 'DNC'],
    ['status', 'DNCL'],
    ['status_label', 'Do Not Call'],
    ['Status', 'Do Not Call'],
    ['Tags', 'VIP; do not call'],
    ['OK to Call', 'No'],
    ['Can Call', 'FALSE'],
    ['Call Permission', 'Denied'],
    ['Bloctel', 'oui'],
    ['Lista Robinson', 'sí'],
    ['Werbesperre', 'ja'],
    ['Litigator', 'Yes'],
    ['TPS', 'Yes'],
  ])('%s with “%s” forbids the person', (heading, cell) => {
    expect(forbidden(heading, cell)).toBe('everywhere')
  })

  it.each([
    ['Mobile 1 TPS', '+19175550142'],
    ['Office 1 CTPS', '+12125550188'],
  ])('%s with “Yes” forbids that number alone', (heading, number) => {
    expect(forbidden(heading, 'Yes')).toEqual([number])
  })

  it.each([
    ['Do not allow Phone Calls', 'Allow'],
    ['Do Not Call', '0.0'],
    ['Do Not Call', 'Clean'],
    ['OK to Call', 'Yes'],
    ['OK to Call', ''],
    ['Can Call', 'TRUE'],
    ['Call Permission', 'Granted'],
    ['Mobile 1 TPS', 'No'],
    ['TPS checked date', '2026-03-01'],
    ['(Do Not Modify) Contact', '1b-1'],
    ['Do Not Email', 'Yes'],
    ['Do not allow Emails', 'Do Not Allow'],
    ['Email Status', 'Do not contact'],
    ['Status', 'Open'],
    ['Tags', 'call'],
  ])('%s with “%s” forbids nobody', (heading, cell) => {
    expect(forbidden(heading, cell)).toEqual([])
  })

  it('and Do Not Email is no email address', () => {
    expect(guessColumns(['Do Not Email', 'Do not allow Emails', 'Email'], [])).toEqual([null, null, 'email'])
  })
})

describe('the numbers of a list', () => {
  it.each([
    ['212-555-0190,911', '+12125550190', ',911'],
    ['212-555-0178;ext=12', '+12125550178', ',12'],
    ['2125550188.0', '+12125550188', ''],
    ['212-555-0182 or 212-555-0183', '+12125550182', ''],
  ])('%s', (direct, number, keys) => {
    expect(personOf(read({ name: 'A', direct }))).toMatchObject({
      numbers: [{ number, keys }, ...(direct.includes('or') ? [{}] : [])],
    })
  })

  it.each(['911', '112', '9-1-1', '2.1E+09', '12125550', '030 1234', 'ext 12'])('%s is set aside', (direct) => {
    expect(read({ name: 'A', direct })).toHaveProperty('bad')
  })

  it('take their country, their extension and their kind from the columns beside them', () => {
    const wish = { country: null, timeZone: 'Europe/Vienna' }
    expect(
      readRow(['Ann', '1', '2125550188', '77'], { ...wish, columns: ['name', 'phoneCode', 'direct', 'extension'] }),
    ).toMatchObject({ person: { numbers: [{ number: '+12125550188', keys: ',77' }] } })
    expect(
      readRow(['Ann', '* Mobile', '+44 7700 900123'], { ...wish, columns: ['name', 'numberKind', 'direct'] }),
    ).toMatchObject({ person: { numbers: [{ kind: 'mobile' }] } })
  })
})
