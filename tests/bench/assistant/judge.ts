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

const reached = ['answered', 'interested', 'not-now', 'not-interested', 'do-not-call', 'appointment', 'won', 'lost']
const uncounted = ['cancelled', 'failed', 'interrupted']

/** What is wrong with a decision; nothing, as a rule. */
export function judge(facts: CadenceFacts, step: NextStep): string[] {
  const wrong: string[] = []
  const { cadence, attempts, timeZone, now, promise, asked } = facts
  const counted = attempts.filter(({ outcome, recordingId }) => !uncounted.includes(outcome) || recordingId !== null)
  const made = counted.filter(({ received }) => !received)
  const last = counted.at(-1)?.outcome

  if (promise) {
    const time = promise.go ?? promise
    const kept = 'next' in step && step.next.promise && step.next.dueAt === time.dueAt && step.next.dueUntil === time.dueUntil // prettier-ignore
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
  wrong.push(...judgeSlot(facts, counted, opens), ...judgeMessage(facts, counted, next.recordingId))
  return wrong
}

/**
 * No weekday-and-part again within four tries or ten days, and six of the first ten tries differ, as far as the hours that were
 * given allow it. What a receptionist said, as long as it is believed, is better than variety.
 */
function judgeSlot(facts: CadenceFacts, counted: CadenceFacts['attempts'], opens: Local): string[] {
  const { cadence, timeZone, personIn } = facts
  const made = counted.filter(({ received }) => !received)
  const used = made.map(({ startedAt }) => localTime(startedAt, timeZone))
  const slot = slotName(opens)
  if (personIn && isSaid(personIn, made, used, opens)) return []
  const own = cadence.parts.flatMap((part) =>
    part === 'weekend'
      ? ['Sat weekend', 'Sun weekend']
      : ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((weekday) => `${weekday} ${part}`),
  )
  const wrong: string[] = []
  const met = own.filter((name) => isMet(facts, name))
  if (met.length > 0 && !own.includes(slot)) wrong.push('a slot that may not be used')
  const slots = used.map(slotName)
  const apart = Math.min(4, Math.max(0, met.length - 1))
  if (met.length > 0 && apart > 0 && slots.slice(-apart).includes(slot)) wrong.push('a slot again within four tries')
  const day = Date.parse(opens.date)
  if (used.some((local, at) => slots[at] === slot && day - Date.parse(local.date) <= 10 * 86_400_000)) {
    wrong.push('a slot again within ten days')
  }
  const firstTen = [...slots, slot].slice(0, 10)
  // Promises and words of receptionists choose times of their own: as many as still can differ must.
  const before = new Set(slots).size
  const stillCan = slots.length >= 10 || before + (10 - slots.length) < Math.min(6, met.length)
  if (firstTen.length === 10 && !stillCan && new Set(firstTen).size < Math.min(6, met.length)) wrong.push('fewer than six of the first ten differ') // prettier-ignore
  return wrong
}

/** Is this weekday and part ever met, in the two weeks from now, by the contact's day, the rep's hours and the law's? */
function isMet({ reach, now }: CadenceFacts, name: string): boolean {
  const [weekday = '', part = ''] = name.split(' ')
  const today = Math.floor(Date.parse(localTime(now, reach.timeZone).date) / 86_400_000)
  for (let day = today - 7; day <= today + 21; day++) {
    if (names[new Date(day * 86_400_000).getUTCDay()] !== weekday) continue
    if (reach.windows(day, part as 'morning').length > 0) return true
  }
  return false
}

/** In the hours that a receptionist named, of which fewer than three tries were in vain. */
function isSaid(
  personIn: NonNullable<CadenceFacts['personIn']>,
  made: CadenceFacts['attempts'],
  used: readonly Local[],
  opens: Local,
): boolean {
  const index = (weekday: string) => names.indexOf(weekday) || 7
  const within = ({ weekday, minutes }: Local) =>
    personIn.windows.some((window) => window.weekdays.includes(index(weekday)) && minutes >= window.from && minutes < window.until) // prettier-ignore
  const failed = used.filter((local, place) => made[place]!.startedAt > personIn.saidAt && within(local)).length
  return failed < 3 && within(opens)
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
