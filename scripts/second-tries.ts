import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/*
 * A test that needed a second try has passed, and is named. One that needs it again and again is a race or a bug, and a
 * second try must not hide it: needed in two runs of three, it has failed. What the last two runs needed is kept in a file
 * of this checkout; a fresh clone begins with none.
 */

/** How many earlier runs are looked back on. */
const EARLIER_RUNS = 2

/** Each earlier run's tests that passed only at their second try, the last run first. */
export type EarlierRuns = readonly (readonly string[])[]

/** Which of this run's second tries are one too many. */
export function repeatedSecondTries(now: readonly string[], earlier: EarlierRuns): string[] {
  return now.filter((name) => earlier.slice(0, EARLIER_RUNS).some((run) => run.includes(name)))
}

export function readEarlierRuns(file: string): EarlierRuns {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EarlierRuns) : []
}

export function keepRun(file: string, now: readonly string[], earlier: EarlierRuns): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify([now, ...earlier].slice(0, EARLIER_RUNS)))
}

/** Lines for the end of a run, before the counting line; none where every test passed at once. */
export function secondTriesInWords(now: readonly string[], repeated: readonly string[]): string[] {
  if (now.length === 0) return []
  const failed = repeated.map((name) => `failed, since it needed a second try in two runs of three: ${name}`)
  return [`${now.length} passed only at the second try: ${now.join('; ')}`, ...failed]
}
