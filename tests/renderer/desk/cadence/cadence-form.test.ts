import { describe, expect, it } from 'vitest'
import { cadenceFormOf, cadenceIn, copyName, errorsInCadence, type CadenceForm } from '../../../../renderer/desk/cadence/cadence-form.ts' // prettier-ignore
import { partInWords, previewInWords, savingInWords } from '../../../../renderer/desk/cadence/cadence-words.ts'
import { presetNamed, presets } from '../../../../shared/cadence/cadence-presets.ts'
import { cadenceSchema } from '../../../../shared/contract/cadence-rules.ts'
import { dayParts } from '../../../../shared/time/day-hours.ts'
import { lastResort, previewOf } from '../../../support/cadence-samples.ts'

const form = (more: Partial<CadenceForm> = {}, name = 'Last resort') => ({
  ...cadenceFormOf(presetNamed(name), null),
  ...more,
})

it.each(presets)('$name goes through the form unchanged', (preset) => {
  const through = cadenceIn(cadenceFormOf(preset, null))
  expect(errorsInCadence(cadenceFormOf(preset, null), [])).toEqual({})
  expect(through).toEqual(preset)
  expect(cadenceSchema.parse(through)).toEqual(preset)
})

describe('what cannot be saved says why', () => {
  it.each<[string, Partial<CadenceForm>, string, string]>([
    ['no name', { name: ' ' }, 'name', 'A cadence needs a name.'],
    ['a name that is taken', { name: 'commercial' }, 'name', 'Another cadence has this name.'],
    ['half a number', { maxTries: '' }, 'maxTries', 'A whole number, from 1 to 200.'],
    ['a fraction', { spanDays: '1.5' }, 'spanDays', 'A whole number, from 1 to 1000.'],
    ['a wait that is no wait', { least: '9', most: '3' }, 'most', 'The longest wait is shorter than the shortest.'],
    ['no part of the day', { parts: [] }, 'parts', 'Choose one part of the day at least.'],
    ['hours that are none', { sameDayHours: '0' }, 'sameDayHours', 'A number of hours, up to 12.'],
    [
      'two sides of one name',
      {
        message: 'split',
        sides: [
          { side: 'A', weight: '1', place: '' },
          { side: 'A', weight: '1', place: '1' },
        ],
      },
      'sides.1',
      'Two sides have this name.',
    ],
    [
      'two letters of one name',
      {
        between: [
          { kind: 'letter', name: 'Card', every: '2', script: '' },
          { kind: 'letter', name: 'Card', every: '3', script: '' },
        ],
      },
      'between.1',
      'Another letter has this name: they could not be told apart.',
    ],
    [
      'two scripts from one call',
      {
        scripts: [
          { from: '1', text: 'a' },
          { from: '1', text: 'b' },
        ],
      },
      'scripts.1',
      'Another script begins at this call.',
    ],
  ])('%s', (_what, typed, field, sentence) => {
    expect(errorsInCadence(form(typed), ['Commercial'])).toMatchObject({ [field]: sentence })
  })

  it('everything that has no error is a cadence', () => {
    const typed = form({ message: 'split', between: [{ kind: 'task', name: 'Look them up', every: '1', script: '' }] })
    expect(errorsInCadence(typed, [])).toEqual({})
    expect(cadenceSchema.safeParse(cadenceIn(typed)).success).toBe(true)
  })
})

it('a copy gets a name that no other has', () => {
  expect(copyName('Mine', [])).toBe('Mine, copy')
  expect(copyName('Mine', ['Mine, copy'])).toBe('Mine, copy 2')
  expect(copyName('x'.repeat(60), []).length).toBeLessThanOrEqual(60)
})

it('the hours of a part of the day are written as people write them', () => {
  expect(dayParts.map((part) => partInWords(part).hours)).toEqual([
    '8 to 9',
    '9 to 12',
    '12 to 13:30',
    '13:30 to 17',
    '17 to 20',
    '10 to 16',
  ])
})

it('a preview is summed up in a sentence', () => {
  expect(previewInWords(lastResort)).toMatch(/^20 calls and 1 message in \d+ days, then it stops\. Last resort: all 20 tries were made\.$/) // prettier-ignore
  expect(previewInWords(previewOf(presetNamed('Commercial')))).toMatch(/^\d+ calls, 3 messages and \d+ letters in 90 days, and it goes on\.$/) // prettier-ignore
})

it.each([
  ['nobody is on it', 0, {}, 'Nobody is on it now: saving changes nobody’s plan.'],
  [
    'fewer calls',
    3,
    { maxTries: 5 },
    '3 contacts are on it. What is planned next for each stays as it is; what comes after that follows the new rules. Whoever has had 5 calls by then stops.',
  ],
  [
    'a shorter span',
    1,
    { spanDays: 30 },
    '1 contact is on it. What is planned next for each stays as it is; what comes after that follows the new rules. Whoever began more than 30 days before stops.',
  ],
])('before saving the rep reads what it does: %s', (_what, running, change, says) => {
  const cadence = presetNamed('Last resort')
  expect(savingInWords({ cadence, seriesId: null, running }, { ...cadence, ...change })).toBe(says)
})
