import type { WorkingHours } from '../contract/working-hours.ts'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** "Mon to Fri 9:00 to 17:00; Sat 10:00 to 12:00", "no hours at all". */
export function workingHoursInWords({ days }: Pick<WorkingHours, 'days'>): string {
  const runs: { first: number; last: number; hours: string }[] = []
  for (const [index, spans] of days.entries()) {
    const hours = spans.map(({ from, until }) => `${clock(from)} to ${clock(until)}`).join(' and ')
    const run = runs.at(-1)
    if (hours === '') continue
    if (run && run.hours === hours && run.last === index - 1) run.last = index
    else runs.push({ first: index, last: index, hours })
  }
  if (runs.length === 0) return 'no hours at all'
  return runs
    .map(({ first, last, hours }) => `${names[first]!}${last > first ? ` to ${names[last]!}` : ''} ${hours}`)
    .join('; ')
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
