import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { CountryCode } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { readNumber } from '../../../shared/number/read-number.ts'
import { refusalInWords } from '../../../shared/number/number-refusals.ts'

/** text, country of the line, number, keys after the answer; "-" for a number that is refused. */
const table = readFileSync(new URL('numbers.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map((line) => line.split('\t') as [string, CountryCode, string, string?])

const read = (text: string, country: CountryCode | null = 'US', listed = false) =>
  readNumber(text, { ...(country && { country }), listed })

describe('a text', () => {
  it.each(table)('%j on a line of %s is dialled as %s, then %s', (text, country, number, keys = '') => {
    const reading = read(text, country)
    if (number === '-') expect(reading).toMatchObject({ kind: 'refused' })
    else expect(reading).toMatchObject({ kind: 'number', number, keys })
  })

  it('offers the other numbers that are in it, and says what it leaves out', () => {
    expect(read('Office 212-555-0177 / 0178, mobile (917) 555-0123 (Joe)')).toMatchObject({
      number: '+12125550177',
      others: [
        { number: '+12125550178', completed: true },
        { number: '+19175550123', completed: false },
      ],
      leftOut: 'Office, mobile Joe',
    })
  })

  it('shows the hours, dates and faxes that it leaves out, and offers none of them', () => {
    expect(read('030 7654321 (7-19 Uhr), Fax 030 7654322', 'DE')).toMatchObject({
      number: '+49307654321',
      others: [],
      leftOut: '7-19 Uhr), Fax 030 7654322',
    })
    expect(read('646-555-0142 2025-02-01')).toMatchObject({ others: [], leftOut: '2025-02-01' })
  })

  it('of zeros alone is no extension in a list', () => {
    expect(read('00000', 'US', true)).toMatchObject({ kind: 'refused' })
  })

  it('is read as without a country where the computer is set to a place that has no plan', () => {
    expect(read('212-555-0177', 'AQ' as CountryCode)).toMatchObject({ why: 'national' })
  })

  it('without its country is refused where nobody knows it, and can be kept', () => {
    expect(read('030 1234567', null)).toEqual({ kind: 'refused', why: 'national', digits: '0301234567' })
    expect(read('12125550', 'US')).toMatchObject({ why: 'too-short', digits: '12125550' })
    expect(read('2.1255E+09')).toMatchObject({ digits: '' })
    expect(refusalInWords({ kind: 'refused', why: 'no-such-number', digits: '' }, 'Germany')).toContain('Germany')
  })

  it('of few digits is an extension when a rep types it, and no number when a list has it', () => {
    expect(read('4711123', 'GB')).toMatchObject({ number: '4711123', asTyped: true })
    expect(read('4711123', 'GB', true)).toMatchObject({ kind: 'refused' })
    expect(read('12', 'US', true)).toMatchObject({ kind: 'refused' })
    expect(read('1002', 'US', true)).toMatchObject({ number: '1002', asTyped: true })
  })
})

const countries = ['US', 'DE', 'GB', 'FR', 'IT', 'BR', 'AT', 'AU', 'JP', 'MX'] as const

describe('letters that run on into digits', () => {
  it.each([
    ['800DWDW00', 'FR'],
    ['55Axelext0', 'GB'],
    ['800-Axel-2345', 'US'],
    ['0800 poppx12', 'GB'],
  ] as const)('are no word of a number: %s in %s', (written, country) => {
    expect(read(written, country)).toMatchObject({ kind: 'refused' })
  })
})

describe('whatever is written', () => {
  const sign = fc.constantFrom(
    ...'0123456789',
    ...'0123456789',
    ' ',
    ' ',
    '-',
    '.',
    '/',
    '(',
    ')',
    '+',
    ',',
    ';',
    '#',
    '*',
    'x',
    'p',
    'w',
    'ext',
    ' or ',
    'Axel',
    '\n',
    'O',
    '٣',
    '³',
    'DW',
    '@',
  )
  const text = fc.array(sign, { maxLength: 30 }).map((signs) => signs.join(''))

  it('no digit is dialled that does not stand in it, nor in another order', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...countries), (written, country) => {
        const reading = read(written, country)
        if (reading.kind === 'refused' || reading.number.startsWith('sip:')) return
        const held = written.replace('٣', '3').replaceAll('٣', '3').replace(/\D/g, '')
        // A country and a trunk prefix are the plan's; everything behind them is the writer's.
        const national = reading.number.replace(/\D/g, '')
        const tail = Array.from({ length: 5 }, (_, cut) => national.slice(cut)).find((part) => held.includes(part))
        expect(tail, `${JSON.stringify(written)} → ${reading.number}`).toBeDefined()
        expect(held).toContain(reading.keys.replace(/\D/g, '').slice(0, 3))
      }),
      { numRuns: 3000, seed: 20_261_201 },
    )
  })

  it('what is read is read the same once more', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...countries), (written, country) => {
        const reading = read(written, country)
        if (reading.kind === 'refused' || reading.asTyped) return
        expect(read(reading.number, country)).toMatchObject({ number: reading.number })
        expect(read(reading.shown, country)).toMatchObject({ number: reading.number })
      }),
      { numRuns: 2000 },
    )
  })
})

it('a call for help is known in a SIP address, and behind the code of a country', () => {
  expect(read('sip:911@pbx.example')).toMatchObject({ kind: 'number', emergency: true })
  expect(read('0049 112', 'DE')).toMatchObject({ kind: 'number', emergency: true })
})
