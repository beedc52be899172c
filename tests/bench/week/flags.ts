import { presets } from '../../../shared/cadence/cadence-presets.ts'
import type { Cadence } from '../../../shared/contract/cadence-rules.ts'
import type { WorkingHours } from '../../../shared/contract/working-hours.ts'
import { worldNames, type WorldName } from './week-world.ts'

/** What `npm run bench -- week` is asked. */
export interface WeekFlags {
  readonly hours: WorkingHours
  readonly dials: number
  readonly contacts: number
  readonly zones: number
  readonly cadence: Cadence
  readonly answer: number
  readonly world: WorldName
  readonly promises: number
  readonly seed: number
}

export const REP_ZONE = 'America/New_York'
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

export function readFlags(args: readonly string[]): WeekFlags {
  const given = new Map<string, string>()
  for (let at = 0; at < args.length; at += 2) given.set((args[at] ?? '').replace(/^--/, ''), args[at + 1] ?? '')
  const number = (name: string, usual: number) => Number(given.get(name) ?? usual)
  const world = given.get('world') ?? 'flat'
  if (!worldNames.includes(world as WorldName)) throw new Error(`--world is one of ${worldNames.join(', ')}`)
  const name = given.get('cadence') ?? 'Last resort'
  const cadence = presets.find((one) => one.name.toLowerCase() === name.toLowerCase() || one.cadenceId === name)
  if (!cadence) throw new Error(`--cadence is one of ${presets.map((one) => one.name).join(', ')}`)
  return {
    hours: hoursIn(given.get('hours') ?? '9-17', given.get('days') ?? 'mon-fri'),
    dials: number('dials', 60),
    contacts: number('contacts', 100),
    zones: number('zones', 1),
    cadence,
    answer: number('answer', 0.07),
    world: world as WorldName,
    promises: number('promises', 0.05),
    seed: number('seed', 1),
  }
}

/** "9-17", "8:30-18", "9-12,13-17" on "mon-fri", "mon-sat", "mon,wed". */
function hoursIn(hours: string, days: string): WorkingHours {
  const spans = hours.split(',').map((span) => {
    const [from = 9 * 60, until = 17 * 60] = span.split('-').map(minutesIn)
    return { from, until }
  })
  const chosen = new Set(days.split(',').flatMap(daysIn))
  return { timeZone: REP_ZONE, days: weekdays.map((_, day) => (chosen.has(day) ? spans : [])) }
}

function minutesIn(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

function daysIn(span: string): number[] {
  const [first = 0, last = first] = span.split('-').map((day) => weekdays.indexOf(day.trim().slice(0, 3).toLowerCase()))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
