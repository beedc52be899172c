import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay, type Weekday } from '../time/local-time.ts'
import { countryOf, regionInWords } from '../number/number-place.ts'
import { allowed, warned, type RuleAnswer } from './rule-answer.ts'

/** Minutes after local midnight; `closes` is the first minute that is too late. */
export interface Opening {
  readonly opens: number
  readonly closes: number
}

interface HoursRule {
  readonly on: (weekday: Weekday) => readonly Opening[]
  readonly inWords: string
  /** Whom or which days the rule speaks of, where that is not everybody and every day. */
  readonly note: string
  readonly source: string
}

const at = (hours: number, minutes = 0) => hours * 60 + minutes
const daily = (opens: number, closes: number) => () => [{ opens, closes }]
const stateHours: HoursRule = {
  on: daily(at(8), at(20)),
  inWords: '8:00 to 20:00',
  note: '',
  source:
    'State law, as listed by https://kleinmoynihan.com/trend-continues-more-state-tcpa-laws-introduced-telemarketing-lawyer/',
}

/** Regions that are not here have no rule that was found. The rule of a state goes before the one of its country. */
const rules: Readonly<Record<string, HoursRule>> = {
  US: {
    on: daily(at(8), at(21)),
    inWords: '8:00 to 21:00',
    note: 'The rule speaks of residential numbers; a mobile may be one.',
    source: '47 CFR 64.1200(c)(1), https://www.nwdebtresolution.com/post/telephone-consumer-protection-act-call-time-restrictions', // prettier-ignore
  },
  'US-FL': stateHours,
  'US-OK': stateHours,
  'US-WA': stateHours,
  CA: {
    on: (weekday) => (weekday <= 5 ? [{ opens: at(9), closes: at(21, 30) }] : [{ opens: at(10), closes: at(18) }]),
    inWords: '9:00 to 21:30 on weekdays and 10:00 to 18:00 at weekends',
    note: '',
    source: 'CRTC, https://crtc.gc.ca/eng/phone/telemarketing/tobligations/rules-regles.htm',
  },
  AU: {
    on: (weekday) => {
      if (weekday === 7) return []
      return [{ opens: at(9), closes: weekday === 6 ? at(17) : at(20) }]
    },
    inWords: '9:00 to 20:00 on weekdays and 9:00 to 17:00 on Saturdays',
    note: 'National holidays are closed as well; Afterbeep does not know their dates.',
    source:
      'Telemarketing and Research Calls Industry Standard 2017, https://donotcall.gov.au/industry/industry-overview/industry-standards',
  },
  FR: {
    on: (weekday) =>
      weekday >= 6
        ? []
        : [
            { opens: at(10), closes: at(13) },
            { opens: at(14), closes: at(20) },
          ],
    inWords: '10:00 to 13:00 and 14:00 to 20:00 from Monday to Friday',
    note: 'The rule speaks of calls to consumers.',
    source: 'Rules on canvassing by telephone, loi 2025-594 among them, as described by https://cms.law/fr/',
  },
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** May this region be called at this moment? `timeZone` is where the contact is. */
export function callingHours(region: string, timeZone: string, now: number): RuleAnswer {
  const rule = rules[region] ?? rules[countryOf(region)]
  if (!rule) {
    return allowed('calling-hours', `No rule about calling hours was found for ${regionInWords(region)}.`, 'None found')
  }
  const today = localDay(now, timeZone)
  const minutes = localMinutes(now, timeZone)
  const weekday = weekdayOf(today)
  const hours = `Calls to ${regionInWords(region)} are for ${rule.inWords}.`
  const there = `It is ${days[weekday - 1]!}, ${clock(minutes)} there.`
  if (rule.on(weekday).some(({ opens, closes }) => minutes >= opens && minutes < closes)) {
    return allowed('calling-hours', `${hours} ${there}`, rule.source)
  }
  return warned('calling-hours', {
    reason: [hours, there, rule.note].filter(Boolean).join(' '),
    source: rule.source,
    instead: `Call from ${nextOpening(rule, today, minutes)}, their time.`,
  })
}

/** When this region may be called on a day of its calendar; null: no rule was found, so that any hour may be. */
export function callingOpenings(region: string, day: LocalDay): readonly Opening[] | null {
  const rule = rules[region] ?? rules[countryOf(region)]
  return rule ? rule.on(weekdayOf(day)) : null
}

/** When this region may be called next, if it may not be now; null: now, or no rule was found. */
export function nextCallingTime(region: string, timeZone: string, now: number): number | null {
  const rule = rules[region] ?? rules[countryOf(region)]
  if (!rule) return null
  const today = localDay(now, timeZone)
  const minutes = localMinutes(now, timeZone)
  if (rule.on(weekdayOf(today)).some(({ opens, closes }) => minutes >= opens && minutes < closes)) return null
  const { day, opens } = openingAfter(rule, today, minutes)
  return momentOn(day, opens, timeZone)
}

function nextOpening(rule: HoursRule, today: number, minutes: number): string {
  const { day, opens } = openingAfter(rule, today, minutes)
  if (day === today) return clock(opens)
  return `${clock(opens)} ${day === today + 1 ? 'tomorrow' : `on ${days[weekdayOf(day) - 1]!}`}`
}

function openingAfter(rule: HoursRule, today: number, minutes: number): { day: number; opens: number } {
  for (let day = today; day <= today + 7; day++) {
    const next = rule.on(weekdayOf(day)).find(({ opens }) => day > today || opens > minutes)
    if (next) return { day, opens: next.opens }
  }
  throw new Error('a rule about hours that never opens')
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
