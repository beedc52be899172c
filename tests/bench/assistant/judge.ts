/*
 * What must hold at every step, found out without the engine's own means: the local time comes from Intl, the parts of the
 * day, the policies and the stops are written down here again.
 */
import type { CadenceFacts, NextStep } from '../../../shared/cadence/cadence.ts'

export interface Violation {
  readonly what: string
  readonly preset: string
}

interface Local {
  readonly weekday: string
  readonly minutes: number
  readonly date: string
}

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()
const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const HALF_HOUR = 1_800_000

/** Asked of Intl once for each half hour of a zone: every zone's clock changes on one. */
export function localTime(at: number, timeZone: string): Local {
  const start = Math.floor(at / HALF_HOUR) * HALF_HOUR
  const key = `${timeZone} ${start}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    let format = formats.get(timeZone)
    if (!format) {
      const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
      formats.set(timeZone, (format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...fields })))
    }
    const part = Object.fromEntries(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]))
    const wall = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'])
    offsets.set(key, (offset = wall - start))
  }
  const wall = new Date(at + offset)
  return {
    weekday: names[wall.getUTCDay()]!,
    minutes: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    date: wall.toISOString().slice(0, 10),
  }
}

/** "Thu evening", by a clock on the wall. */
export function slotName({ weekday, minutes }: Local): string {
  if (weekday === 'Sat' || weekday === 'Sun') return `${weekday} weekend`
  const part = minutes < 540 ? 'early' : minutes < 720 ? 'morning' : minutes < 810 ? 'lunch' : minutes < 1020 ? 'afternoon' : 'evening' // prettier-ignore
  return `${weekday} ${part}`
}

const reached = ['answered', 'interested', 'not-now', 'not-interested', 'do-not-call']
const uncounted = ['cancelled', 'failed', 'interrupted']

/** What is wrong with a decision; nothing, as a rule. */
export function judge(facts: CadenceFacts, step: NextStep): string[] {
  const wrong: string[] = []
  const { cadence, attempts, timeZone, now, promise, asked } = facts
  const counted = attempts.filter(({ outcome, recordingId }) => !uncounted.includes(outcome) || recordingId !== null)
  const made = counted.filter(({ received }) => !received)
  const last = counted.at(-1)?.outcome

  if (promise) {
    const kept = 'next' in step && step.next.promise && step.next.dueAt === promise.dueAt && step.next.dueUntil === promise.dueUntil // prettier-ignore
    return kept ? [] : ['a promise was lost']
  }
  if (asked) {
    return 'next' in step && step.next.asked && step.next.dueAt === asked.dueAt ? [] : ['a callback asked for was lost']
  }
  const mustStop =
    last === 'do-not-call' ||
    (last === 'not-interested' && cadence.stopsOn.includes('said-no')) ||
    (last === 'wrong-number' && cadence.stopsOn.includes('wrong-number')) ||
    (last === 'interested' && cadence.stopsOn.includes('pitched')) ||
    made.length >= cadence.maxTries
  if (mustStop) return 'stop' in step ? [] : ['the cadence went on when told to stop']
  if ('stop' in step) return []

  const { next } = step
  if (next.promise || next.asked) wrong.push('a promise that nobody made')
  if (next.dueAt < now) wrong.push('due in the past')
  if (facts.notBefore !== null && next.dueAt < facts.notBefore) wrong.push('due while the cadence rests')
  if (next.why.length === 0 || next.why.some((sentence) => !/^[A-Z“\d].*\.$/.test(sentence))) wrong.push('no reason')
  const opens = localTime(next.dueAt, timeZone)
  const closes = localTime(next.dueUntil - 1, timeZone)
  if (next.kind !== 'call') {
    if (next.recordingId !== null) wrong.push('a message with a letter')
    return wrong
  }
  const weekend = opens.weekday === 'Sat' || opens.weekday === 'Sun'
  const [from, until] = weekend ? [600, 960] : [480, 1200]
  if (opens.minutes < from || closes.minutes >= until || opens.date !== closes.date) wrong.push('outside local hours')
  if (slotName(opens) !== slotName(closes)) wrong.push('a window over two parts')
  if (made.length + 1 > cadence.maxTries) wrong.push('too many tries')
  wrong.push(...judgeSlot(facts, counted, slotName(opens)), ...judgeMessage(facts, counted, next.recordingId))
  return wrong
}

/** No two calls in one slot since they last spoke, while another slot that may be used is untried. */
function judgeSlot(
  { cadence, timeZone, personIn }: CadenceFacts,
  counted: CadenceFacts['attempts'],
  slot: string,
): string[] {
  const since = counted.slice(counted.findLastIndex(({ outcome }) => reached.includes(outcome)) + 1)
  const used = since.map(({ startedAt }) => localTime(startedAt, timeZone))
  const times = (name: string) => used.filter((local) => slotName(local) === name).length
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']
  const own = cadence.parts.flatMap((part) =>
    part === 'weekend' ? ['Sat weekend', 'Sun weekend'] : weekdays.map((weekday) => `${weekday} ${part}`),
  )
  const mayUse = personIn === null ? own : saidSlots(personIn, since, used)
  if (mayUse === null) return judgeAmong(own, times, slot)
  return judgeAmong(mayUse, times, slot)
}

function judgeAmong(mayUse: readonly string[], times: (name: string) => number, slot: string): string[] {
  if (!mayUse.includes(slot)) return ['a slot that may not be used']
  return times(slot) > Math.min(...mayUse.map(times)) ? ['a slot twice while another is untried'] : []
}

/** The slots that a receptionist named, until three tries in their hours have failed; null: given up. */
function saidSlots(
  personIn: NonNullable<CadenceFacts['personIn']>,
  since: CadenceFacts['attempts'],
  used: readonly Local[],
): string[] | null {
  const index = (weekday: string) => names.indexOf(weekday) || 7
  const within = ({ weekday, minutes }: Local) =>
    personIn.windows.some((window) => window.weekdays.includes(index(weekday)) && minutes >= window.from && minutes < window.until) // prettier-ignore
  const failed = used.filter((local, place) => since[place]!.startedAt > personIn.saidAt && within(local)).length
  if (failed >= 3) return null
  const slots = new Set<string>()
  for (const weekday of names) {
    const run = new Map<string, number>()
    for (let minutes = 480; minutes < 1200; minutes++) {
      const weekend = weekday === 'Sat' || weekday === 'Sun'
      if (weekend && (minutes < 600 || minutes >= 960)) continue
      if (!within({ weekday, minutes, date: '' })) continue
      const name = slotName({ weekday, minutes, date: '' })
      run.set(name, (run.get(name) ?? 0) + 1)
    }
    for (const [name, minutes] of run) if (minutes >= 10) slots.add(name)
  }
  return slots.size === 0 ? null : [...slots]
}

function judgeMessage(
  { cadence, tags, heard, enrolment }: CadenceFacts,
  counted: CadenceFacts['attempts'],
  recordingId: string | null,
) {
  if (recordingId === null) return []
  const wrong: string[] = []
  if ((heard as readonly string[]).includes(recordingId)) wrong.push('a message twice')
  const unanswered = counted.filter(({ outcome }) => !reached.includes(outcome) && outcome !== 'wrong-number').length
  const left = counted.filter(({ outcome }) => outcome === 'voicemail-dropped').length
  const { message } = cadence
  const allowed =
    message.when === 'every-unanswered' ||
    (message.when === 'after-unanswered' && unanswered >= message.tries && left < message.times) ||
    (message.when === 'prequalified' && tags.includes('prequalified') && !tags.includes('lead card')) ||
    (message.when === 'split' && enrolment.side !== null && enrolment.side !== 'no message')
  if (!allowed) wrong.push('a message against the policy')
  return wrong
}
