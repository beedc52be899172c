import { IANAZone } from 'luxon'
import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import { previewCadence } from '../../shared/cadence/preview-cadence.ts'
import type { Preview } from '../../shared/contract/cadence-preview.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { learntFrom } from '../archive/answer-sums.ts'
import { reachFor } from './planner.ts'
import { allCadences, defaultCadence, hasCadence, makeDefaultCadence, saveCadence } from '../archive/cadences.ts'
import { runningOn } from '../archive/insights.ts'
import { guard, transact, type Archive } from '../archive/open.ts'
import { daysOffSet } from '../archive/days-off.ts'
import { allSeries, seriesById } from '../archive/series.ts'

export function listCadences(db: Archive): Result<RequestOutput<'cadence.list'>> {
  return guard(() => ({
    cadences: allCadences(db).map((stored) => ({ ...stored, running: runningOn(db, stored.cadence.cadenceId) })),
    series: allSeries(db).flatMap(({ seriesId }) => {
      const series = seriesById(db, seriesId)
      return series ? [{ ...series, recordings: series.recordings.map(({ name }) => name) }] : []
    }),
    defaultCadenceId: defaultCadence(db),
  }))
}

/** Fails with `not-found` for a series that is not there. */
export function keepCadence(db: Archive, { cadence, seriesId }: RequestInput<'cadence.save'>): Result<null> {
  return transact(db, () => {
    if (seriesId !== null && !seriesById(db, seriesId)) return failed('not-found')
    saveCadence(db, { cadence, seriesId })
    return ok()
  })
}

/** The cadence of contacts that are typed in from now on. Fails with `not-found`. */
export function chooseDefault(db: Archive, { cadenceId }: RequestInput<'cadence.makeDefault'>): Result<null> {
  return transact(db, () => {
    if (cadenceId !== null && !hasCadence(db, cadenceId)) return failed('not-found')
    makeDefaultCadence(db, cadenceId)
    return ok()
  })
}

/** What a cadence, saved or not, would do. Fails with `bad-request` for a zone that is none. */
export function showPreview(
  db: Archive,
  { cadence, seriesId, timeZone, tags }: RequestInput<'cadence.preview'>,
  now: number,
): Result<Preview> {
  if (!IANAZone.isValidZone(timeZone)) return failed('bad-request', { reason: `${timeZone} is no time zone` })
  return guard(() => {
    const series = seriesId && seriesById(db, seriesId)
    const rates = learntFrom(db, now)
    const off = daysOffSet(db)
    const reach = reachFor(db, timeZone, '')
    // Looked at twice, a preview is the same.
    return previewCadence({ cadence, series, timeZone, tags, rates, reach, daysOff: off, now, random: () => 0.5 })
  })
}
