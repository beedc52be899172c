import type { Rates } from './learnt-rates.ts'
import type { Reach } from './reach.ts'
import { drawSide, nextFollowUp, stepKey, type CadenceFacts, type Try } from './cadence.ts'
import type { Series } from './cadence-message.ts'
import type { Preview, PreviewStep } from './cadence-preview.ts'
import type { Cadence } from './cadence-rules.ts'
import { slotAt, slotInWords } from '../time/day-part.ts'
import { localDay, type LocalDay } from '../time/local-time.ts'

const DAYS = 90

/** The example contact, on whom nothing but this cadence acts. */
export interface Example {
  readonly cadence: Cadence
  readonly series: Series | null
  readonly timeZone: string
  readonly tags: readonly string[]
  readonly rates: Rates
  readonly reach: Reach
  readonly daysOff: ReadonlySet<LocalDay>
  readonly now: number
  readonly random: () => number
}

/** What a cadence does to a contact whose voicemail answers every call, each made when its window opens. */
export function previewCadence(example: Example): Preview {
  const { cadence, series, timeZone, now, random } = example
  const steps: PreviewStep[] = []
  const numbers = new Map<string, number>()
  let facts: CadenceFacts = {
    ...example,
    enrolment: { startedAt: now, side: drawSide(cadence, random) },
    attempts: [],
    stepsDone: new Map(),
    heard: [],
    window: null,
    fullness: () => 0,
    inactive: [],
    dealValue: null,
    promise: null,
    asked: null,
    notBefore: null,
    personIn: null,
  }
  for (;;) {
    const step = nextFollowUp(facts)
    if ('stop' in step) return { steps, stopped: step.stop.why, days: DAYS }
    const { next } = step
    const day = localDay(next.dueAt, timeZone) - localDay(now, timeZone)
    if (day >= DAYS) return { steps, stopped: null, days: DAYS }
    const key = stepKey(next)
    const number = (numbers.get(key) ?? 0) + 1
    numbers.set(key, number)
    const message = series?.recordings.find(({ recordingId }) => recordingId === next.recordingId)?.name ?? null
    const { kind, name, dueAt, dueUntil, hidden, why } = next
    const slot = slotAt(dueAt, timeZone)
    const when = { day, dueAt, dueUntil, slot: slotInWords(slot), part: slot.part }
    steps.push({ kind, name, ...when, number, hidden, message, why })
    facts =
      kind === 'call'
        ? called(facts, { startedAt: dueAt, outcome: next.recordingId ? 'voicemail-dropped' : 'no-answer', recordingId: next.recordingId }) // prettier-ignore
        : { ...facts, now: dueAt, stepsDone: new Map(facts.stepsDone).set(key, (facts.stepsDone.get(key) ?? 0) + 1) }
  }
}

function called(facts: CadenceFacts, made: Try): CadenceFacts {
  const heard = made.recordingId ? [...facts.heard, made.recordingId] : facts.heard
  return { ...facts, attempts: [...facts.attempts, made], heard, now: made.startedAt + 60_000 }
}
