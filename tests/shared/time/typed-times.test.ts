import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { readPromisedTime } from '../../../shared/time/promised-time.ts'
import type { Clock } from '../../../shared/time/typed-moment.ts'

interface Line {
  readonly phrase: string
  readonly right: string
  readonly clock: Clock
  readonly when: string
}

/** See the first lines of the table. */
const lines = readFileSync(join(import.meta.dirname, 'typed-times.tsv'), 'utf8').split('\n')

function* table(): Generator<Line> {
  let [clock, when]: [Clock | null, string] = [null, '']
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue
    const [phrase = '', second = '', timeZone = '', ownZone = ''] = line.split('\t')
    if (phrase === '@') {
      when = `${second} in ${timeZone}`
      clock = { now: DateTime.fromISO(second, { zone: timeZone }).toMillis(), timeZone, ownZone }
    } else yield { phrase, right: second, clock: clock!, when }
  }
}

describe('what reps type is read as they mean it, or refused', () => {
  it.each([...table()])('“$phrase”, said $when, is $right', ({ phrase, right, clock }) => {
    const read = readPromisedTime({ by: 'text', text: phrase }, clock)
    const start =
      'time' in read ? DateTime.fromMillis(read.time.dueAt, { zone: clock.timeZone }).toFormat('MM-dd HH:mm') : '-'
    expect(right.split('|'), 'reason' in read ? read.reason : read.time.inWords).toContain(start)
  })
})
