import fc from 'fast-check'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../../shared/compliance/list-columns.ts'
import { listedNumberReader } from '../../../shared/number/listed-number.ts'

function read(written: string, country: string): number {
  const bytes = new TextEncoder().encode(`x${written}x`)
  return listedNumberReader(country)(bytes, 1, bytes.length - 1)
}

describe('a number in a list', () => {
  it.each([
    ['US', '2125550101', 12125550101],
    ['US', '12125550101', 12125550101],
    ['US', '+12125550101', 12125550101],
    ['US', '(212) 555-0101', 12125550101],
    ['US', '212.555.0101', 12125550101],
    ['US', '"212-555-0101"', 12125550101],
    ['US', "'+1 212 555 0101", 12125550101],
    ['US', '011442079460000', 442079460000],
    ['US', '011123456789012345', 123456789012345],
    ['CA', '4165550101', 14165550101],
    ['GB', '02079460000', 442079460000],
    ['GB', '2079460000', 442079460000],
    ['GB', '442079460000', 442079460000],
    ['GB', '00442079460000', 442079460000],
    ['GB', '+44 20 7946 0000', 442079460000],
    ['AU', '0291234567', 61291234567],
    ['AU', '0011442079460000', 442079460000],
    ['FR', '01 42 34 56 78', 33142345678],
    ['IT', '0612345678', 390612345678],
    ['', '+442079460000', 442079460000],
  ])('in %j %s is %d', (country, written, number) => {
    expect(read(written, country)).toBe(number)
  })

  it.each([
    ['US', ''],
    ['US', '555-0101'],
    ['US', 'call me'],
    ['US', '212555010x'],
    ['US', '2125550101 ext 5'],
    ['US', '+'],
    ['US', '++12125550101'],
    ['US', '+1234567'],
    ['US', '+1234567890123456'],
    ['US', '00000000000000000000'],
    ['US', '１２１２５５５０１０１'],
    ['', '2125550101'],
    ['XX', '2125550101'],
  ])('in %j %j is none', (country, written) => {
    expect(read(written, country)).toBe(0)
  })

  it('is what libphonenumber makes of it, in every form that lists use', () => {
    const plans = [
      ['US', 10],
      ['CA', 10],
      ['GB', 10],
      ['AU', 9],
      ['FR', 9],
      ['NZ', 9],
      ['ZA', 9],
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...plans), fc.nat(), fc.nat(3), ([country, length], seed, form) => {
        const national = String(2_000_000_000 + (seed % 7_999_999_999)).slice(0, length)
        const trunk = country === 'US' || country === 'CA' ? '1' : '0'
        const code = parsePhoneNumberFromString(national, country as CountryCode)?.countryCallingCode ?? ''
        const written = [
          national,
          trunk + national,
          `+${code}${national}`,
          `(${national.slice(0, 3)}) ${national.slice(3)}`,
        ][form]!
        const parsed = parsePhoneNumberFromString(written, country as CountryCode)
        fc.pre(parsed?.isPossible() === true)
        expect(read(written, country)).toBe(Number(parsed!.number.slice(1)))
      }),
    )
  })
})

describe('the numbers of a list are found', () => {
  const isNumber = (field: string) => read(field, 'US') > 0
  it.each([
    ['in one column', ['2125550101', '2125550102'], { delimiter: 0, column: 0, isSplit: false, headings: 0 }],
    ['under a heading', ['phone', '2125550101'], { delimiter: 0, column: 0, isSplit: false, headings: 1 }],
    ['under any heading', ['listed', '2125550101'], { delimiter: 0, column: 0, isSplit: false, headings: 1 }],
    [
      'in the column that is named for them',
      ['id,fax,Phone number', '1,2125550109,2125550101', '2,2125550108,2125550102'],
      { delimiter: 44, column: 2, isSplit: false, headings: 1 },
    ],
    [
      'in the column that has them',
      ['Jane;+1 212 555 0101', 'Sam;+1 212 555 0102'],
      { delimiter: 59, column: 1, isSplit: false, headings: 0 },
    ],
    [
      'as area code and number',
      ['212,5550101', '305,5550102'],
      { delimiter: 44, column: 0, isSplit: true, headings: 0 },
    ],
    [
      'as area code and number under a heading',
      ['area,number', '212,5550101', '305,5550102'],
      { delimiter: 44, column: 0, isSplit: true, headings: 1 },
    ],
  ])('%s', (_, rows, columns) => {
    expect(columnsOf(rows, isNumber)).toEqual(columns)
  })
  it('nowhere in a list of names', () => {
    expect(columnsOf(['name', 'Jane', 'Sam'], isNumber)).toBeNull()
    expect(columnsOf([], isNumber)).toBeNull()
  })
})
