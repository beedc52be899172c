import { describe, expect, it } from 'vitest'
import { troubleSchema } from '../../shared/contract/trouble.ts'
import type { TroubleCode } from '../../shared/trouble-sentences.ts'
import { remedyFor, sentenceFor, sentences } from '../../shared/trouble-sentences.ts'

const codes = Object.keys(sentences) as TroubleCode[]
const about = {
  server: 'wss://sip.example.org',
  user: 'alex',
  reason: '403',
  format: 'an AIFF file',
  seconds: '12',
  text: 'thu 25pm',
  name: 'Introduction',
  number: '12x',
  realm: 'calls.test',
  instead: 'the laptop’s microphone',
  ends: 'microphone',
  path: 'archive.sqlite',
  now: 'Wed 5 Jan 2028, 10:00',
  seen: 'Tue 1 Dec 2026, 10:00',
  folder: 'backups',
  when: 'the newest is of Fri 27 Nov 2026, 18:02',
}

describe.each(codes)('%s', (code) => {
  it('says what is and what to do, in whole sentences', () => {
    const said = sentenceFor({ code, about })
    expect(said).toMatch(/^[A-Z“].*[.?]$/)
    expect(said).not.toMatch(/[{}]|unknown/)
  })

  it('is a trouble that may cross between the rooms', () => {
    expect(troubleSchema.parse({ code, about: {} })).toEqual({ code, about: {} })
  })
})

it('a word that is not known is said to be unknown, not shown as a brace', () => {
  expect(sentenceFor({ code: 'line-unreachable', about: {} })).toContain('server unknown does not answer')
})

it('what the trouble is about cannot fill in more words', () => {
  expect(sentenceFor({ code: 'number-unusable', about: { number: '{reason}', reason: 'x' } })).toContain('“{reason}”')
})

it('a trouble of the line is mended in the line, unless waiting mends it', () => {
  expect(remedyFor({ code: 'line-refused-password', about })).toBe('open-line')
  expect(remedyFor({ code: 'line-not-registered', about })).toBeNull()
  expect(remedyFor({ code: 'archive-full', about })).toBeNull()
})
