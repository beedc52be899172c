import type { Rates } from './learnt-rates.ts'
import type { Reach } from './reach.ts'
import { nextBetween, stepKey } from './between.ts'
import { drawSide, nextFollowUp, type CadenceFacts, type Next, type Try } from './cadence.ts'
import type { Series } from './cadence-message.ts'
import type { Preview, PreviewStep } from '../contract/cadence-preview.ts'
import type { Cadence } from '../contract/cadence-rules.ts'
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
  const step = (next: Next): PreviewStep => {
    const key = stepKey(next)
    const number = (numbers.get(key) ?? 0) + 1
    numbers.set(key, number)
    const message = series?.recordings.find(({ recordingId }) => recordingId === next.recordingId)?.name ?? null
    const { kind, name, dueAt, dueUntil, hidden, why } = next
    const slot = slotAt(dueAt, timeZone)
    const day = localDay(dueAt, timeZone) - localDay(now, timeZone)
    return { kind, name, day, dueAt, dueUntil, number, slot: slotInWords(slot), part: slot.part, hidden, message, why }
  }
  let stopped: string | null = null
  for (;;) {
    const decided = nextFollowUp(facts)
    if ('stop' in decided) {
      stopped = decided.stop.why
      break
    }
    const call = step(decided.next)
    if (call.day >= DAYS) break
    steps.push(call)
    const { recordingId, dueAt } = decided.next
    facts = called(facts, { startedAt: dueAt, outcome: recordingId ? 'voicemail-dropped' : 'no-answer', recordingId })
    for (let between = nextBetween(facts); between; between = nextBetween(facts)) {
      const one = step(between)
      if (one.day < DAYS) steps.push(one)
      facts = { ...facts, stepsDone: new Map(facts.stepsDone).set(stepKey(between), one.number) }
    }
  }
  return { steps: steps.toSorted((a, b) => a.dueAt - b.dueAt), stopped, days: DAYS }
}

function called(facts: CadenceFacts, made: Try): CadenceFacts {
  const heard = made.recordingId ? [...facts.heard, made.recordingId] : facts.heard
  return { ...facts, attempts: [...facts.attempts, made], heard, now: made.startedAt + 60_000 }
}
