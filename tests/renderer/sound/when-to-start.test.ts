import { expect, test } from 'vitest'
import { nothingHeard, reasonToStart, type HeardSoFar } from '../../../renderer/sound/when-to-start.ts'

const now = 100
const cases: readonly [string, Partial<HeardSoFar>, 'beep' | 'silence' | null][] = [
  ['nothing was heard', {}, null],
  ['the greeting is being said', { silentSince: null }, null],
  ['the greeting pauses', { silentSince: 99 }, null],
  ['it is quiet for long, and the detector has not called it the end', { silentSince: 90 }, null],
  ['a beep has just ended', { beepEndedAt: 99.9 }, 'beep'],
  ['a beep ended a moment ago, and somebody speaks', { beepEndedAt: 98.6, silentSince: null }, 'beep'],
  ['a beep ended some time ago, quiet ever since', { beepEndedAt: 90, silentSince: 90.02 }, 'silence'],
  ['somebody has spoken since the beep, and still does', { beepEndedAt: 90, silentSince: null }, null],
  ['somebody has spoken since the beep, and has just stopped', { beepEndedAt: 90, silentSince: 99 }, null],
  ['somebody has spoken since the beep, and it is quiet now', { beepEndedAt: 90, silentSince: 97.4 }, 'silence'],
  ['the greeting has been found to be over, through noise', { greetingEndedAt: 99.9, silentSince: null }, 'silence'],
  ['the greeting was over some time ago, quiet ever since', { greetingEndedAt: 90, silentSince: 88 }, 'silence'],
  ['somebody speaks after the greeting', { greetingEndedAt: 90, silentSince: null }, null],
  ['somebody has just stopped speaking after the greeting', { greetingEndedAt: 90, silentSince: 99 }, null],
  ['a doubtful tone has just ended', { perhapsBeepEndedAt: 99.9, silentSince: 99.9 }, null],
  ['a doubtful tone was followed by a long quiet', { perhapsBeepEndedAt: 97, silentSince: 97 }, 'silence'],
  ['a person waits for an answer', { person: true, greetingEndedAt: 99.9, silentSince: 97 }, null],
  ['a person has been waiting for long', { person: true, greetingEndedAt: 90, silentSince: 88 }, null],
  ['a person pressed a key', { person: true, perhapsBeepEndedAt: 95, silentSince: 95 }, null],
  ['a person spoke after a beep', { person: true, beepEndedAt: 90, silentSince: 95 }, null],
  ['what passed for a person was a short greeting, and here is its beep', { person: true, beepEndedAt: 99.9 }, 'beep'],
  ['its beep was a while ago, quiet ever since', { person: true, beepEndedAt: 90, silentSince: 90 }, 'silence'],
  ['a screener has just beeped', { screener: true, beepEndedAt: 99.9 }, null],
  ['a screener waits in silence', { screener: true, greetingEndedAt: 99.9, silentSince: 97 }, null],
  ['a screener has been waiting for long', { screener: true, perhapsBeepEndedAt: 90, silentSince: 90 }, null],
]

for (const [given, heard, expected] of cases) {
  test(`when ${given}, an armed message ${expected ? `starts (${expected})` : 'waits'}`, () => {
    expect(reasonToStart({ ...nothingHeard, ...heard }, now)).toBe(expected)
  })
}
