import type { RequestOutput } from '../../shared/contract/bridge.ts'
import { overallRate, partRates, priorInWords, slotRates, type Tallies } from '../../shared/cadence/answer-rates.ts'
import type { Series } from '../../shared/cadence/cadence-message.ts'
import { presetNamed, presets } from '../../shared/cadence/cadence-presets.ts'
import type { Preview } from '../../shared/contract/cadence-preview.ts'
import type { Cadence } from '../../shared/contract/cadence-rules.ts'
import { recordingIdSchema, seriesIdSchema } from '../../shared/ids.ts'
import type { Insights, TestSide } from '../../shared/contract/insights.ts'
import { noRates } from '../../shared/cadence/learnt-rates.ts'
import { openReach } from '../../shared/cadence/reach.ts'
import { previewCadence } from '../../shared/cadence/preview-cadence.ts'
import { verdictOf } from '../../shared/cadence/test-verdict.ts'
import { now } from './desk-samples.ts'

/* What main says of cadences and what came of them, for previews and tests. */

const series: Series = {
  seriesId: seriesIdSchema.parse('series-1'),
  name: 'Introductions',
  recordings: ['Introduction', 'Roundtable invite', 'One number'].map((name, index) => ({
    recordingId: recordingIdSchema.parse(`recording-${index + 1}`),
    name,
  })),
}

export const cadenceList = (
  more: Partial<RequestOutput<'cadence.list'>> = {},
  running: Partial<Record<string, number>> = { 'last-resort': 12, 'settle-it': 1 },
): RequestOutput<'cadence.list'> => ({
  defaultCadenceId: null,
  cadences: presets.map((cadence) => ({
    cadence,
    seriesId: cadence.message.when === 'never' ? null : series.seriesId,
    running: running[cadence.cadenceId] ?? 0,
  })),
  series: [{ ...series, recordings: series.recordings.map(({ name }) => name) }],
  ...more,
})

export function previewOf(cadence: Cadence): Preview {
  return previewCadence({
    cadence,
    series,
    timeZone: 'America/New_York',
    tags: [],
    rates: noRates,
    reach: openReach({ timeZone: 'America/New_York', region: '', hours: null }),
    daysOff: new Set(),
    now,
    random: () => 0.5,
  })
}
export const lastResort = previewOf(presetNamed('Last resort'))

const side = (name: string, counts: Partial<TestSide>): TestSide => ({
  side: name,
  contacts: 120,
  tries: 412,
  messagesTried: 0,
  messagesLeft: 0,
  callbacks: 2,
  reached: 31,
  rate: {
    inWords: name,
    tries: 120,
    answered: 31,
    mean: 0.262,
    low: 0.2,
    high: 0.33,
    prior: { mean: 0.5, tries: 2 },
  },
  best: 0.18,
  ...counts,
})

const tallies: Tallies = new Map([
  ['2 morning', { tries: 41, answered: 5 }],
  ['4 evening', { tries: 21, answered: 7 }],
  ['6 weekend', { tries: 8, answered: 0 }],
])
const sides = [
  side('no message', {}),
  side('message A', {
    contacts: 61,
    tries: 204,
    messagesTried: 96,
    messagesLeft: 88,
    callbacks: 5,
    reached: 24,
    best: 0.79,
  }),
  side('message B', {
    contacts: 58,
    tries: 190,
    messagesTried: 91,
    messagesLeft: 90,
    callbacks: 1,
    reached: 13,
    best: 0.03,
  }),
]

export const insights = (more: Partial<Insights> = {}): Insights => ({
  overall: overallRate(tallies),
  parts: partRates(tallies),
  slots: slotRates(tallies),
  priorInWords,
  tests: [{ cadenceId: presetNamed('Settle it').cadenceId, name: 'Settle it', sides, verdict: verdictOf(sides) }],
  ...more,
})
