import { localDay, localMinutes, momentOn, weekdayOf, type LocalDay } from '../time/local-time.ts'
import { countryOf, regionInWords } from '../number/number-place.ts'
import { zonesOfCountries } from '../number/country-zones.ts'
import { stateHours, type HoursRule, type Opening } from './state-hours.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'
import { allowed, warned } from './verdict.ts'

export type { Opening } from './state-hours.ts'

const at = (hours: number, minutes = 0) => hours * 60 + minutes
const daily = (opens: number, closes: number) => () => [{ opens, closes }]

/** Regions that are not here have no rule that was found. The rule of a state goes before the one of its country. */
const rules: Readonly<Record<string, HoursRule>> = {
  US: {
    on: daily(at(8), at(21)),
    inWords: '8:00 to 21:00',
    note: 'The rule speaks of residential numbers; a mobile may be one.',
    source:
      '47 CFR 64.1200(c)(1), https://www.nwdebtresolution.com/post/telephone-consumer-protection-act-call-time-restrictions',
  },
  ...stateHours,
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
    note: '',
    closedOnHolidays: true,
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

/**
 * May this region be called at this moment? `timeZone` is where the contact is; `holiday` the name of the public holiday that it is
 * there, empty on other days.
 */
export function callingHours(region: string, timeZone: string, now: number, holiday = ''): RuleAnswer {
  const rule = rules[region] ?? rules[countryOf(region)]
  if (!rule) {
    return allowed('calling-hours', `No rule about calling hours was found for ${regionInWords(region)}.`, 'None found')
  }
  const today = localDay(now, timeZone)
  const minutes = localMinutes(now, timeZone)
  const weekday = weekdayOf(today)
  const hours = `Calls to ${regionInWords(region)} are for ${rule.inWords}.`
  const there = `It is ${days[weekday - 1]!}, ${clock(minutes)} there.`
  const narrower = narrowerLaw(region)
  if (holiday && rule.closedOnHolidays) {
    return warned('calling-hours', {
      reason:
        `It is ${holiday} there, and ${regionInWords(region)} allows no sales calls on public holidays. ${rule.note}`.trim(),
      source: rule.source,
      instead: `Call from ${nextOpening(rule, today, at(24))}, their time.`,
    })
  }
  if (rule.on(weekday).some(({ opens, closes }) => minutes >= opens && minutes < closes)) {
    return allowed('calling-hours', [hours, there, narrower].filter(Boolean).join(' '), rule.source)
  }
  return warned('calling-hours', {
    reason: [hours, there, rule.note, narrower].filter(Boolean).join(' '),
    source: rule.source,
    instead: `Call from ${nextOpening(rule, today, minutes)}, their time.`,
  })
}

/** Of a State of which nothing was found, or where the State is not known. */
function narrowerLaw(region: string): string {
  if (countryOf(region) !== 'US' || region in rules !== (region === 'US')) return ''
  return region === 'US'
    ? 'The law of their State may be narrower: it is not known which one that is.'
    : 'The law of this State may be narrower: no text of it was found.'
}

/**
 * May somebody be called of whom only the country is known, although it has several clocks? Only when it is lawful by all of
 * them at once. `why`: why nothing more is known, as a sentence.
 */
export function callingHoursAnywhere(country: string, now: number, why = 'Where they are is not known.'): RuleAnswer {
  const zones = zonesOfCountries[country] ?? []
  const answers = zones.map((zone) => ({ zone, answer: callingHours(country, zone, now) }))
  const [first] = answers
  if (!first) return callingHours(country, 'Etc/UTC', now)
  const early = answers.filter(({ answer }) => answer.verdict !== 'allowed')
  const clocks = (some: typeof answers) =>
    some.map(
      ({ zone }) =>
        `${clock(localMinutes(now, zone))} in ${zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')}`,
    )
  if (early.length === 0) {
    const reason = `${why} By every clock of ${regionInWords(country)} calls are allowed now.`
    return allowed('calling-hours', reason, first.answer.source)
  }
  return warned('calling-hours', {
    reason: `${why} So every clock of ${regionInWords(country)} counts, and it is ${clocks(early).join(', ')}.`,
    source: first.answer.source,
    instead: 'Find out where they are, and set it on the contact.',
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
