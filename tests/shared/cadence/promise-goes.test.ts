import { DateTime } from 'luxon'
import { expect, it } from 'vitest'
import { promiseGo } from '../../../shared/cadence/promise-goes.ts'
import { openReach } from '../../../shared/cadence/reach.ts'
import type { RecordingId } from '../../../shared/ids.ts'

const zone = 'America/Toronto'
const at = (time: string) => DateTime.fromISO(time, { zone }).toMillis()
const local = (ms: number) => DateTime.fromMillis(ms, { zone }).toFormat('ccc d LLL H:mm', { locale: 'en' })
const hours = {
  timeZone: zone,
  days: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ from: 540, until: 1020 }] : [])),
}
const facts = {
  dueAt: at('2026-11-26T10:30'),
  goes: [] as number[],
  goesADay: 2,
  reach: openReach({ timeZone: zone, region: 'CA', hours }),
  daysOff: new Set<number>(),
  message: 'introduction' as RecordingId,
}

it.each([
  ['once in the morning is tried again in another part of the day', ['2026-11-26T10:35'], 'Thu 26 Nov 13:30', null],
  [
    'twice on its day is tried at its hour on the next',
    ['2026-11-26T10:35', '2026-11-26T12:10'],
    'Fri 27 Nov 10:30',
    null,
  ],
  ['three times may be left a message', ['2026-11-26T10:35', '2026-11-26T12:10', '2026-11-27T10:31'], 'Fri 27 Nov 13:30', 'introduction'], // prettier-ignore
  ['twice on a Friday waits for the rep’s Monday', ['2026-11-27T10:35', '2026-11-27T13:40'], 'Mon 30 Nov 10:30', null],
  ['late in the rep’s day is not tried in the evening', ['2026-11-26T16:30'], 'Fri 27 Nov 10:30', null],
] as const)('a promise that was tried %s', (_, goes, next, message) => {
  const go = promiseGo({ ...facts, goes: goes.map(at) })!
  expect(local(go.dueAt)).toBe(next)
  expect(go.recordingId).toBe(message)
  expect(go.made).toBe(goes.length)
})

it('a promise that was not tried is due when it was promised', () => {
  expect(promiseGo(facts)).toBeNull()
})

it('one go a day is a setting', () => {
  expect(local(promiseGo({ ...facts, goesADay: 1, goes: [at('2026-11-26T10:35')] })!.dueAt)).toBe('Fri 27 Nov 10:30')
})

it('a promise in the evening of somebody whom the rep’s hours do not meet then is tried when they do', () => {
  const goes = [at('2026-11-26T18:05'), at('2026-11-26T18:40')]
  expect(local(promiseGo({ ...facts, dueAt: at('2026-11-26T18:00'), goes })!.dueAt)).toBe('Fri 27 Nov 16:30')
})
