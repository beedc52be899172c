import { DateTime } from 'luxon'
import { expect, it } from 'vitest'
import { weekFollowUp } from '../../../shared/cadence/message-promise.ts'
import { localDay } from '../../../shared/time/local-time.ts'

const zone = 'America/Toronto'
const at = (time: string) => DateTime.fromISO(time, { zone }).toMillis()
const local = (ms: number) => DateTime.fromMillis(ms, { zone }).toFormat('ccc d HH:mm', { locale: 'en' })

it.each([
  ['on a Monday, from the next day until Friday', '2026-11-23T10:00', [], 'Tue 24 09:00', 'Fri 27 17:00'],
  ['on a Thursday, on Friday', '2026-11-26T16:30', [], 'Fri 27 09:00', 'Fri 27 17:00'],
  ['on a Friday, in the hours that are left', '2026-11-27T10:00', [], 'Fri 27 12:00', 'Fri 27 17:00'],
  ['on a Friday evening, on Monday', '2026-11-27T18:00', [], 'Mon 30 09:00', 'Mon 30 17:00'],
  ['on a Saturday, on Monday', '2026-11-28T11:00', [], 'Mon 30 09:00', 'Mon 30 17:00'],
  ['on no day that is off', '2026-11-25T10:00', ['2026-11-26', '2026-11-27', '2026-11-30'], 'Wed 25 12:00', 'Wed 25 17:00'],
  ['after the days that are off, when today is over', '2026-11-25T17:10', ['2026-11-26', '2026-11-27', '2026-11-30'], 'Tue 1 09:00', 'Tue 1 17:00'],
] as const)('“I’ll follow up this week” is kept %s', (_, now, off, from, until) => {
  const daysOff = new Set(off.map((day) => localDay(at(`${day}T12:00`), zone)))
  const { dueAt, dueUntil } = weekFollowUp(at(now), zone, daysOff)
  expect([local(dueAt), local(dueUntil)]).toEqual([from, until])
}) // prettier-ignore
