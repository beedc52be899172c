import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hideMethodSchema,
  type CallerIdRequest,
  type HideMethod,
  type Presentation,
} from '../../../shared/contract/caller-id.ts'
import { presentation, presentationInWords, type PresentingLine } from '../../../shared/line/presentation.ts'
import { emergencyNumbersOf, isEmergencyNumber } from '../../../shared/number/emergency-numbers.ts'
import { hidePresets } from '../../../shared/line/hide-presets.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import { lineSchema } from '../../../shared/contract/line.ts'

const hidden: CallerIdRequest = { kind: 'hidden' }
const shown: CallerIdRequest = { kind: 'shown' }

function lineWith(hideMethod: HideMethod, known: Partial<PresentingLine> = {}): PresentingLine {
  const server = 'wss://pbx.example.org:8089/ws'
  const { dialFormat } = lineDefaults
  const about = { server, domain: '', user: 'alex', mainNumber: '', mainNumberBy: 'from', region: 'US' } as const
  return { ...about, dialFormat, hideMethod, ...known }
}

function present(line: PresentingLine, input: CallerIdRequest, number: string): Presentation {
  const presented = presentation(line, input, number)
  if ('refused' in presented) throw new Error(presented.reason)
  return presented
}

function refused(line: PresentingLine, input: CallerIdRequest, number: string) {
  const presented = presentation(line, input, number)
  return 'refused' in presented ? presented : null
}

const methods: HideMethod[] = [
  { kind: 'none' },
  { kind: 'prefix', prefix: '*67' },
  { kind: 'privacy-header' },
  { kind: 'anonymous-from' },
  { kind: 'prefix-and-headers', prefix: '#31#' },
]

describe('a number is hidden by the method of its line', () => {
  const number = '+14165550101'
  it.each<[HideMethod, Partial<Presentation>, string]>([
    [methods[1]!, { target: '*67+14165550101', from: 'own', headers: [] }, '*67'],
    [{ kind: 'prefix', prefix: '*67{digits}' }, { target: '*6714165550101', from: 'own', headers: [] }, '*67'],
    [methods[2]!, { target: number, from: 'own', headers: ['Privacy: id'] }, 'Privacy: id'],
    [
      methods[3]!,
      {
        target: number,
        from: 'anonymous',
        headers: ['P-Preferred-Identity: <sip:alex@pbx.example.org>', 'Privacy: id'],
      },
      'an anonymous From and Privacy: id',
    ],
    [methods[4]!, { target: '#31#+14165550101', from: 'own', headers: ['Privacy: id'] }, '#31# and Privacy: id'],
  ])('%j', (method, sent, by) => {
    const presented = present(lineWith(method), hidden, number)
    expect(presented).toMatchObject({ ...sent, asksFor: hidden, askedBy: `asked by ${by}`, emergency: false })
    expect(presentationInWords(presented)).toBe(`Hidden number requested: asked by ${by}.`)
  })

  it('and is not said to be hidden where the line has no way to ask', () => {
    expect(refused(lineWith({ kind: 'none' }), hidden, number)).toMatchObject({ refused: 'hiding-not-possible' })
    const office = lineWith({ kind: 'none' }, { mainNumber: '+14165550000' })
    expect(refused(office, hidden, number)?.instead).toBe('Show the main number instead.')
  })

  it('the identity names the domain of the line where it has one', () => {
    const line = lineWith({ kind: 'anonymous-from' }, { domain: 'example.com', user: 'alex b' })
    expect(present(line, hidden, number).headers[0]).toBe('P-Preferred-Identity: <sip:alex%20b@example.com>')
  })
})

it.each([
  ['GB', '141{national}', '+442079460000', '14102079460000'],
  ['GB', '141{national}', '+14165550101', '1410014165550101'],
  ['US', '*67{national}', '+442079460000', '*67011442079460000'],
  ['NZ', '0197{national}', '+6493000000', '0197093000000'],
  ['', '141{national}', '+442079460000', '141442079460000'],
])('in %j the template %s makes of %s the number %s', (region, prefix, number, target) => {
  expect(present(lineWith({ kind: 'prefix', prefix }, { region }), hidden, number).target).toBe(target)
})

it('a number that is shown is dialled as it is', () => {
  for (const method of methods) {
    expect(present(lineWith(method), shown, '+14165550101')).toEqual({
      target: '+14165550101',
      from: 'own',
      headers: [],
      asksFor: shown,
      askedBy: '',
      emergency: false,
    })
  }
})

describe('another number', () => {
  const office = lineWith({ kind: 'none' }, { mainNumber: '(416) 555-0000', region: 'CA' })
  it('is shown where it is the main number of the line, however it is written', () => {
    expect(present(office, { kind: 'number', number: '+1 416 555 0000' }, '+14165550101')).toMatchObject({
      target: '+14165550101',
      from: { number: '+14165550000' },
      headers: [],
      asksFor: { kind: 'number', number: '+14165550000' },
    })
  })
  it('stands in P-Preferred-Identity as well where the line says so, and never the line’s own', () => {
    const named = lineWith({ kind: 'anonymous-from' }, { mainNumber: '4165550000', mainNumberBy: 'from-and-identity', region: 'CA' }) // prettier-ignore
    expect(present(named, { kind: 'number', number: '4165550000' }, '+14165550101')).toMatchObject({
      from: { number: '+14165550000' },
      headers: ['P-Preferred-Identity: <sip:+14165550000@pbx.example.org>'],
      askedBy: 'asked by From and P-Preferred-Identity',
    })
  })
  it.each([
    ['somebody else’s number', '+14165559999'],
    ['no number', 'office'],
  ])('%s is refused', (_, number) => {
    expect(refused(office, { kind: 'number', number }, '+14165550101')).not.toBeNull()
  })
  it('is refused where the line has no main number', () => {
    const line = lineWith({ kind: 'none' })
    expect(refused(line, { kind: 'number', number: '+14165550000' }, '1')).toMatchObject({
      refused: 'number-not-of-this-line',
    })
  })
})

describe('emergency numbers', () => {
  it.each([
    ['US', '911'],
    ['US', '112'],
    ['US', '9911'],
    ['US', '9-1-1'],
    ['US', 'sip:911@pbx.example.org'],
    ['GB', '999'],
    ['GB', '+44999'],
    ['AU', '000'],
    ['AU', '106'],
    ['AU', '0000'],
    ['NZ', '111'],
    ['DE', '110'],
    ['DE', '+49110'],
    ['DE', '116117'],
    ['DE', '+49116117'],
    ['ZA', '10111'],
    ['JP', '119'],
    ['', '999'],
    ['', '000'],
    ['XX', '112'],
  ])('in %j %s is dialled as it is, with the number shown, by every method', (region, number) => {
    for (const method of methods) {
      const presented = present(lineWith(method, { region }), hidden, number)
      expect(presented).toEqual({
        target: number,
        from: 'own',
        headers: [],
        asksFor: shown,
        askedBy: '',
        emergency: true,
      })
    }
  })

  it.each([
    ['US', '*67911'],
    ['US', '*67 911'],
    ['US', '*82911'],
    ['US', '*679911'],
    ['US', '#31#112'],
    ['US', '*31#112'],
    ['US', '*99911'],
    ['GB', '141999'],
    ['GB', '141112'],
    ['AU', '1831000'],
    ['HK', '133999'],
    ['DE', '*31#110'],
    ['', '*67999'],
  ])('in %j %s is refused, with the reason', (region, number) => {
    for (const input of [shown, hidden]) {
      const refusal = refused(lineWith({ kind: 'none' }, { region }), input, number)
      expect(refusal?.refused).toBe('code-before-emergency')
      expect(refusal?.reason).toMatch(/is an emergency number/)
      expect(refusal?.instead).toMatch(/^Dial \d+ alone\.$/)
    }
  })

  it('behind the code of the line itself are refused too', () => {
    expect(refused(lineWith({ kind: 'prefix', prefix: '77' }), shown, '77911')?.refused).toBe('code-before-emergency')
  })

  it.each([
    ['US', '+14165550911'],
    ['US', '4165559112'],
    ['GB', '+441412222999'],
    ['US', '999'],
    ['DE', '+4930110110'],
    ['US', '911911'],
  ])('in %j %s is none', (region, number) => {
    expect(isEmergencyNumber(number, region)).toBe(false)
  })

  it('no method and no input ever puts anything before one', () => {
    const regions = ['US', 'CA', 'GB', 'AU', 'DE', 'FR', 'JP', 'NZ', 'ZA', 'BR', 'IN', '']
    fc.assert(
      fc.property(
        fc.constantFrom(...regions),
        fc.constantFrom(...methods),
        fc.constantFrom(shown, hidden, { kind: 'number', number: '+14165550000' } as const),
        fc.nat(),
        (region, method, input, nth) => {
          const numbers = emergencyNumbersOf(region)
          const number = numbers[nth % numbers.length]!
          const presented = present(lineWith(method, { region, mainNumber: '+14165550000' }), input, number)
          expect([presented.target, presented.from, presented.headers]).toEqual([number, 'own', []])
        },
      ),
    )
  })
})

describe('a code that the rep types before the number', () => {
  it('is left there and taken for what it asks', () => {
    const presented = present(lineWith({ kind: 'none' }), shown, '*67 (416) 555-0101')
    expect(presented).toMatchObject({ target: '*67 (416) 555-0101', asksFor: hidden, askedBy: 'asked by *67' })
  })
  it('is not typed twice', () => {
    const line = lineWith({ kind: 'prefix', prefix: '*67' })
    expect(present(line, hidden, '*674165550101').target).toBe('*674165550101')
  })
  it('that shows the number wins over hiding by default', () => {
    const line = lineWith({ kind: 'prefix', prefix: '*67' })
    expect(present(line, hidden, '*824165550101')).toMatchObject({ target: '*824165550101', asksFor: shown })
  })
  it('of digits alone counts only before a whole number', () => {
    const line = lineWith({ kind: 'none' }, { region: 'GB' })
    expect(present(line, shown, '14102079460000').asksFor).toEqual(hidden)
    expect(present(line, shown, '01412222999').asksFor).toEqual(shown)
  })
})

describe('the presets', () => {
  it('are prefixes a line may have, and say where they come from', () => {
    for (const { prefix, source } of hidePresets) {
      expect(hideMethodSchema.safeParse({ kind: 'prefix', prefix }).success).toBe(true)
      expect(source).toMatch(/https:\/\//)
    }
  })
  it('tell the trap wherever *31# or #31# is one of the codes', () => {
    for (const preset of hidePresets.filter(({ prefix }) => prefix.includes('31#'))) {
      expect(preset.trap).toMatch(/opposite/)
    }
  })
  it('say which of them nobody confirmed', () => {
    const unverified = hidePresets.filter(({ verified }) => !verified).map(({ region }) => region)
    expect(unverified).toEqual(['AU', 'AU', 'DE', 'HK'])
  })
})

it.each([
  ['a line break', '*67\r\nX-Evil: 1'],
  ['letters', 'abc'],
  ['an address', '*67@evil.example'],
  ['nothing', ''],
])('a prefix of %s is none', (_, prefix) => {
  expect(hideMethodSchema.safeParse({ kind: 'prefix', prefix }).success).toBe(false)
})

it('a line that was stored before lines could hide is read as one that cannot', () => {
  const line = {
    lineId: 'line-1',
    kind: 'sip',
    name: 'Office',
    server: 'wss://sip.example.org',
    domain: '',
    user: 'alex',
    authUser: '',
    callerName: '',
  }
  expect(lineSchema.parse(line)).toMatchObject({
    ...line,
    mainNumberBy: 'from',
    withholdsEveryAddress: false,
    hideMethod: { kind: 'none' },
    hideByDefault: false,
    mainNumber: '',
    region: '',
  })
})
