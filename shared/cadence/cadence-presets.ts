import { cadenceSchema, type Cadence } from '../contract/cadence-rules.ts'
import type { DayPart } from '../time/day-hours.ts'
import { letterScript, presetScripts } from './preset-scripts.ts'

const weekday: DayPart[] = ['early', 'morning', 'lunch', 'afternoon', 'evening']
const untilItIsSettled = ['appointment', 'said-no', 'asked-not-to-be-called', 'wrong-number', 'won', 'lost'] as const
/** A call a week for a year, a letter after every second one that went unanswered. */
const rhythmOfCommercial = {
  maxTries: 52,
  spanDays: 365,
  messageGapDays: 0,
  gapDays: { least: 3, most: 7 },
  sameDay: null,
  parts: weekday,
  between: [{ kind: 'letter', every: 2, name: 'Letter', script: letterScript }],
  scripts: [],
  answeredGapDays: 2,
  detours: [],
  stopsOn: untilItIsSettled,
}

/** The five positions of the voicemail debate, each as rules that work as described. */
export const presets: readonly Cadence[] = [
  {
    cadenceId: 'last-resort',
    name: 'Last resort',
    belief:
      'A message hands your agenda to the prospect. Call first, at ever different times, none of them again within four tries; message last, and once.',
    maxTries: 20,
    spanDays: 90,
    hidden: true,
    message: { when: 'after-unanswered', tries: 10, times: 1 },
    messageGapDays: 0,
    gapDays: { least: 4, most: 9 },
    sameDay: { tries: 2, hoursApart: 3 },
    parts: [...weekday, 'weekend'],
    between: [],
    scripts: presetScripts.lastResort,
    answeredGapDays: 2,
    detours: [
      { by: 'receptionist', every: 4, parts: ['morning', 'lunch', 'afternoon'] },
      { by: 'directory', every: 3, parts: ['early', 'evening', 'weekend'] },
    ],
    stopsOn: untilItIsSettled,
  },
  {
    ...rhythmOfCommercial,
    cadenceId: 'commercial',
    name: 'Commercial',
    belief:
      'Every message is a commercial: it builds name recognition, and nobody expects a callback. Keep on, calls and letters, until an appointment or a no.',
    hidden: false,
    message: { when: 'every-unanswered' },
    scripts: presetScripts.commercial,
  },
  {
    ...rhythmOfCommercial,
    cadenceId: 'next-number',
    name: 'Next number',
    belief: '100 messages cost 75 minutes and bring one callback: dial the next number instead, straight on.',
    maxTries: 12,
    spanDays: 60,
    hidden: false,
    message: { when: 'never' },
    scripts: presetScripts.nextNumber,
    gapDays: { least: 1, most: 5 },
    between: [],
  },
  {
    ...rhythmOfCommercial,
    cadenceId: 'prequalified-only',
    name: 'Prequalified only',
    belief: 'A message is worth it on a prequalified list, not on a cold one, and never off a lead card.',
    hidden: false,
    message: { when: 'prequalified' },
    scripts: presetScripts.prequalified,
  },
  {
    ...rhythmOfCommercial,
    cadenceId: 'settle-it',
    name: 'Settle it',
    belief: 'Without data or facts, you are just another person with an opinion.',
    hidden: false,
    message: {
      when: 'split',
      sides: [
        { side: 'no message', weight: 2, place: null },
        { side: 'message A', weight: 1, place: 0 },
        { side: 'message B', weight: 1, place: 1 },
      ],
    },
    scripts: presetScripts.settleIt,
  },
].map((preset) => cadenceSchema.parse(preset))

export function presetNamed(name: string): Cadence {
  const preset = presets.find((one) => one.name === name)
  if (!preset) throw new Error(`no preset is named ${name}`)
  return preset
}
