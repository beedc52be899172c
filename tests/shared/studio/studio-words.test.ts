import { expect, it } from 'vitest'
import { recordingWarningSchema } from '../../../shared/contract/studio.ts'
import { scriptPieces, speakingMs, warningInWords } from '../../../shared/studio/studio-words.ts'

it.each(recordingWarningSchema.options)(
  'the warning “%s” says what is, then what to do, in whole sentences',
  (warning) => {
    expect(warningInWords(warning)).toMatch(/^[A-Z].*\. [A-Z].*\.$|^[A-Z].*: .*\. [A-Z].*\.$/)
  },
)

it('a script is text and fill-ins, and nothing of it is lost', () => {
  expect(scriptPieces('Hi {name}, {company} could …')).toEqual([
    { text: 'Hi ', fillIn: false },
    { text: 'name', fillIn: true },
    { text: ', ', fillIn: false },
    { text: 'company', fillIn: true },
    { text: ' could …', fillIn: false },
  ])
  expect(scriptPieces('a { b\n} {}')).toEqual([{ text: 'a { b\n} {}', fillIn: false }])
  expect(scriptPieces('')).toEqual([])
})

it('a script is said at 150 words a minute; dashes are not words', () => {
  expect(speakingMs('one two – three, 416 {name}')).toBe(2000)
  expect(speakingMs('')).toBe(0)
})
