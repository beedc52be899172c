import type { RequestInput } from '../../shared/contract/bridge.ts'
import { seriesIdSchema, type SeriesId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { renewPlannedMessages } from '../archive/planned-messages.ts'
import { listRecordings, recordingById } from '../archive/recordings.ts'
import {
  allSeries, archiveSeries, removeSeries, renameSeries, saveSeries, seriesOfCadences, useSeries, type KeptSeries,
} from '../archive/series.ts' // prettier-ignore
import type { House } from '../app-context.ts'
import { writeAndTell } from './write-and-tell.ts'

/** An empty series, which no cadence uses yet. */
export function createSeries(house: House, { name }: RequestInput<'series.create'>): Result<{ seriesId: SeriesId }> {
  const seriesId = seriesIdSchema.parse(house.newId())
  const written = writeAndTell(house, () => saveSeries(house.archive, { seriesId, name, recordingIds: [] }))
  return written.ok ? ok({ seriesId }) : written
}

/** Planned calls say which series their message is from. */
export function renameKeptSeries(house: House, { seriesId, name }: RequestInput<'series.rename'>): Result<null> {
  return changed(house, seriesId, () => renameSeries(house.archive, seriesId, name))
}

/** No cadence leaves a message from it any more. Only one that none has ever used goes for good. */
export function retireSeries(house: House, seriesId: SeriesId): Result<null> {
  return changed(house, seriesId, ({ removable }) => {
    if (removable) removeSeries(house.archive, seriesId)
    else archiveSeries(house.archive, seriesId, house.now())
  })
}

export function bringBackSeries(house: House, seriesId: SeriesId): Result<null> {
  return changed(house, seriesId, () => archiveSeries(house.archive, seriesId, null))
}

export function useSeriesIn(house: House, { cadenceId, seriesId }: RequestInput<'cadence.useSeries'>): Result<null> {
  const { archive } = house
  if (!seriesOfCadences(archive).some((cadence) => cadence.cadenceId === cadenceId)) return failed('not-found')
  if (seriesId && !isInUse(seriesNamed(house, seriesId))) return failed('not-found')
  return writeAndTell(house, () => {
    useSeries(archive, cadenceId, seriesId)
    renewPlannedMessages(archive)
  })
}

/** Puts a series in this order. Those of it that are put away keep their membership, at its end. */
export function arrangeSeries(house: House, wish: RequestInput<'series.arrange'>): Result<null> {
  const { archive } = house
  const wanted = [...new Set(wish.recordingIds)]
  if (wanted.some((recordingId) => !recordingById(archive, recordingId))) return failed('not-found')
  const inUse = new Set(listRecordings(archive).map(({ recordingId }) => recordingId))
  return changed(house, wish.seriesId, ({ seriesId, name, recordingIds }) => {
    const away = recordingIds.filter((recordingId) => !inUse.has(recordingId) && !wanted.includes(recordingId))
    saveSeries(archive, { seriesId, name, recordingIds: [...wanted, ...away] })
  })
}

/** What is planned for the contacts follows at once. */
function changed(house: House, seriesId: SeriesId, change: (series: KeptSeries) => void): Result<null> {
  const series = seriesNamed(house, seriesId)
  if (!series) return failed('not-found')
  return writeAndTell(house, () => {
    change(series)
    renewPlannedMessages(house.archive)
  })
}

function seriesNamed({ archive }: House, seriesId: SeriesId): KeptSeries | undefined {
  return allSeries(archive).find((one) => one.seriesId === seriesId)
}

function isInUse(series: KeptSeries | undefined): boolean {
  return series?.archivedAt === null
}
