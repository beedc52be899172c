import type { Cadence, StepBetween } from '../../../shared/contract/cadence-rules.ts'
import type { CadenceId, SeriesId } from '../../../shared/ids.ts'
import type { DayPart } from '../../../shared/time/day-hours.ts'

/** A cadence as it is typed: numbers are text until they are whole. */
export interface CadenceForm {
  readonly cadenceId: CadenceId
  readonly name: string
  readonly belief: string
  readonly maxTries: string
  readonly spanDays: string
  readonly least: string
  readonly most: string
  readonly answeredGapDays: string
  readonly sameDay: boolean
  readonly sameDayTries: string
  readonly sameDayHours: string
  readonly parts: readonly DayPart[]
  readonly hidden: boolean
  readonly message: Cadence['message']['when']
  readonly tries: string
  readonly times: string
  readonly sides: readonly SideForm[]
  readonly seriesId: SeriesId | null
  readonly messageGapDays: string
  readonly between: readonly BetweenForm[]
  readonly detours: readonly DetourForm[]
  readonly scripts: readonly ScriptForm[]
  readonly stopsOn: Cadence['stopsOn']
  readonly leastValue: Cadence['leastValue']
}

export interface SideForm {
  readonly side: string
  readonly weight: string
  /** Of its message in the series, from 1; empty: none. */
  readonly place: string
}
export interface BetweenForm extends Omit<StepBetween, 'every'> {
  readonly every: string
}
export interface DetourForm extends Omit<Cadence['detours'][number], 'every'> {
  readonly every: string
}
export interface ScriptForm {
  readonly from: string
  readonly text: string
}

/** By field: `maxTries`, `between.0.every`. */
export type CadenceErrors = Readonly<Record<string, string>>

export function cadenceFormOf(cadence: Cadence, seriesId: SeriesId | null): CadenceForm {
  const { message, sameDay, gapDays } = cadence
  const after = message.when === 'after-unanswered' ? message : { tries: 10, times: 1 }
  const sides = message.when === 'split' ? message.sides : usualSides
  return {
    cadenceId: cadence.cadenceId,
    name: cadence.name,
    belief: cadence.belief,
    maxTries: String(cadence.maxTries),
    spanDays: String(cadence.spanDays),
    least: String(gapDays.least),
    most: String(gapDays.most),
    answeredGapDays: String(cadence.answeredGapDays),
    sameDay: sameDay !== null,
    sameDayTries: String(sameDay?.tries ?? 2),
    sameDayHours: String(sameDay?.hoursApart ?? 3),
    parts: cadence.parts,
    hidden: cadence.hidden,
    message: message.when,
    tries: String(after.tries),
    times: String(after.times),
    sides: sides.map(({ side, weight, place }) => ({
      side,
      weight: String(weight),
      place: place === null ? '' : String(place + 1),
    })),
    seriesId,
    messageGapDays: String(cadence.messageGapDays),
    between: cadence.between.map((step) => ({ ...step, every: String(step.every) })),
    detours: cadence.detours.map((detour) => ({ ...detour, every: String(detour.every) })),
    scripts: cadence.scripts.map(({ from, text }) => ({ from: String(from), text })),
    stopsOn: cadence.stopsOn,
    leastValue: cadence.leastValue,
  }
}

const usualSides = [
  { side: 'no message', weight: 1, place: null },
  { side: 'message A', weight: 1, place: 0 },
]

/** Why it cannot be saved or looked at, in sentences; empty: it can. */
export function errorsInCadence(form: CadenceForm, otherNames: readonly string[]): CadenceErrors {
  const errors: Record<string, string> = {}
  const whole = (field: string, written: string, least: number, most: number) => {
    if (isWhole(written, least, most)) return
    errors[field] ??= `A whole number, from ${least} to ${most}.`
  }
  const name = form.name.trim()
  if (name === '') errors['name'] = 'A cadence needs a name.'
  else if (otherNames.some((other) => other.trim().toLowerCase() === name.toLowerCase())) {
    errors['name'] = 'Another cadence has this name.'
  }
  whole('maxTries', form.maxTries, 1, 200)
  whole('spanDays', form.spanDays, 1, 1000)
  whole('least', form.least, 1, 365)
  whole('most', form.most, 1, 365)
  if (!errors['least'] && !errors['most'] && Number(form.least) > Number(form.most)) {
    errors['most'] = 'The longest wait is shorter than the shortest.'
  }
  whole('answeredGapDays', form.answeredGapDays, 1, 365)
  if (form.sameDay) {
    whole('sameDayTries', form.sameDayTries, 2, 6)
    const hours = Number(form.sameDayHours)
    if (form.sameDayHours.trim() === '' || !(hours > 0 && hours <= 12)) {
      errors['sameDayHours'] = 'A number of hours, up to 12.'
    }
  }
  if (form.parts.length === 0) errors['parts'] = 'Choose one part of the day at least.'
  if (form.message === 'after-unanswered') {
    whole('tries', form.tries, 1, 200)
    whole('times', form.times, 1, 50)
  }
  if (form.message === 'split') errorsInSides(form.sides, errors, whole)
  if (form.message !== 'never') whole('messageGapDays', form.messageGapDays, 0, 365)
  errorsInRows(form, errors, whole)
  return errors
}

type Whole = (field: string, written: string, least: number, most: number) => void

function errorsInSides(sides: readonly SideForm[], errors: Record<string, string>, whole: Whole) {
  if (sides.length < 2) errors['sides'] = 'A test compares two sides at least.'
  for (const [at, { side, weight, place }] of sides.entries()) {
    if (side.trim() === '') errors[`sides.${at}`] = 'A side needs a name.'
    else if (sides.findIndex((other) => other.side.trim() === side.trim()) < at) {
      errors[`sides.${at}`] = 'Two sides have this name.'
    }
    whole(`sides.${at}`, weight, 1, 100)
    if (place !== '') whole(`sides.${at}`, place, 1, 100)
  }
}

function errorsInRows({ between, detours, scripts }: CadenceForm, errors: Record<string, string>, whole: Whole) {
  for (const [at, { kind, name, every }] of between.entries()) {
    const field = `between.${at}`
    if (name.trim() === '') errors[field] = 'A step needs a name.'
    else if (between.findIndex((other) => other.kind === kind && other.name.trim() === name.trim()) < at) {
      errors[field] = `Another ${kind} has this name: they could not be told apart.`
    }
    whole(field, every, 1, 200)
  }
  for (const [at, { every, parts }] of detours.entries()) {
    whole(`detours.${at}`, every, 1, 200)
    if (parts.length === 0) errors[`detours.${at}`] ??= 'Choose one part of the day at least.'
  }
  for (const [at, { from }] of scripts.entries()) {
    whole(`scripts.${at}`, from, 1, 200)
    if (scripts.findIndex((other) => other.from.trim() === from.trim()) < at) {
      errors[`scripts.${at}`] ??= 'Another script begins at this call.'
    }
  }
}

function isWhole(written: string, least: number, most: number): boolean {
  return /^\s*\d{1,4}\s*$/.test(written) && Number(written) >= least && Number(written) <= most
}

/** What is typed, as rules; for a form without errors. */
export function cadenceIn(form: CadenceForm): Cadence {
  return {
    cadenceId: form.cadenceId,
    name: form.name.trim(),
    belief: form.belief.trim(),
    maxTries: Number(form.maxTries),
    spanDays: Number(form.spanDays),
    hidden: form.hidden,
    message: messageIn(form),
    messageGapDays: form.message === 'never' ? 0 : Number(form.messageGapDays),
    gapDays: { least: Number(form.least), most: Number(form.most) },
    sameDay: form.sameDay ? { tries: Number(form.sameDayTries), hoursApart: Number(form.sameDayHours) } : null,
    parts: [...form.parts],
    between: form.between.map((step) => ({ ...step, name: step.name.trim(), every: Number(step.every) })),
    scripts: form.scripts.map(({ from, text }) => ({ from: Number(from), text })).toSorted((a, b) => a.from - b.from),
    answeredGapDays: Number(form.answeredGapDays),
    detours: form.detours.map(({ by, every, parts }) => ({ by, every: Number(every), parts: [...parts] })),
    stopsOn: [...form.stopsOn],
    leastValue: form.leastValue,
  }
}

function messageIn({ message, tries, times, sides }: CadenceForm): Cadence['message'] {
  if (message === 'after-unanswered') return { when: message, tries: Number(tries), times: Number(times) }
  if (message === 'split') {
    return {
      when: message,
      sides: sides.map(({ side, weight, place }) => ({
        side: side.trim(),
        weight: Number(weight),
        place: place === '' ? null : Number(place) - 1,
      })),
    }
  }
  return { when: message }
}

/** A name that no other has: "Commercial, copy", "Commercial, copy 2". */
export function copyName(name: string, taken: readonly string[]): string {
  const stem = `${name.slice(0, 48)}, copy`
  for (let number = 1; ; number++) {
    const copy = number === 1 ? stem : `${stem} ${number}`
    if (!taken.includes(copy)) return copy
  }
}
