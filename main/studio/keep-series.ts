import type { RequestInput } from '../../shared/contract/bridge.ts'
import { seriesIdSchema, type SeriesId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { renewPlannedMessages } from '../archive/planned-messages.ts'
import { listRecordings, recordingById } from '../archive/recordings.ts'
import {
  allSeries,
  archiveSeries,
  removeSeries,
  renameSeries,
  saveSeries,
  seriesOfCadences,
  useSeries,
  type KeptSeries,
} from '../archive/series.ts'
import type { AppContext } from '../app-context.ts'
import { writeAndTell } from './write-and-tell.ts'

/** An empty series, which no cadence uses yet. */
export function createSeries(
  app: Pick<AppContext, 'archive' | 'desk' | 'newId'>,
  { name }: RequestInput<'series.create'>,
): Result<{ seriesId: SeriesId }> {
  const seriesId = seriesIdSchema.parse(app.newId())
  const written = writeAndTell(app, () => saveSeries(app.archive, { seriesId, name, recordingIds: [] }))
  return written.ok ? ok({ seriesId }) : written
}

/** Planned calls say which series their message is from. */
export function renameKeptSeries(
  app: Pick<AppContext, 'archive' | 'desk'>,
  { seriesId, name }: RequestInput<'series.rename'>,
): Result<null> {
  return changed(app, seriesId, () => renameSeries(app.archive, seriesId, name))
}

/** No cadence leaves a message from it any more. Only one that none has ever used goes for good. */
export function retireSeries(app: Pick<AppContext, 'archive' | 'desk' | 'now'>, seriesId: SeriesId): Result<null> {
  return changed(app, seriesId, ({ removable }) => {
    if (removable) removeSeries(app.archive, seriesId)
    else archiveSeries(app.archive, seriesId, app.now())
  })
}

export function bringBackSeries(app: Pick<AppContext, 'archive' | 'desk'>, seriesId: SeriesId): Result<null> {
  return changed(app, seriesId, () => archiveSeries(app.archive, seriesId, null))
}

export function useSeriesIn(
  app: Pick<AppContext, 'archive' | 'desk'>,
  { cadenceId, seriesId }: RequestInput<'cadence.useSeries'>,
): Result<null> {
  const { archive } = app
  if (!seriesOfCadences(archive).some((cadence) => cadence.cadenceId === cadenceId)) return failed('not-found')
  if (seriesId && !isInUse(seriesNamed(app, seriesId))) return failed('not-found')
  return writeAndTell(app, () => {
    useSeries(archive, cadenceId, seriesId)
    renewPlannedMessages(archive)
  })
}

/** Puts a series in this order. Those of it that are put away keep their membership, at its end. */
export function arrangeSeries(
  app: Pick<AppContext, 'archive' | 'desk'>,
  request: RequestInput<'series.arrange'>,
): Result<null> {
  const { archive } = app
  const wanted = [...new Set(request.recordingIds)]
  if (wanted.some((recordingId) => !recordingById(archive, recordingId))) return failed('not-found')
  const inUse = new Set(listRecordings(archive).map(({ recordingId }) => recordingId))
  return changed(app, request.seriesId, ({ seriesId, name, recordingIds }) => {
    const away = recordingIds.filter((recordingId) => !inUse.has(recordingId) && !wanted.includes(recordingId))
    saveSeries(archive, { seriesId, name, recordingIds: [...wanted, ...away] })
  })
}

/** What is planned for the contacts follows at once. */
function changed(
  app: Pick<AppContext, 'archive' | 'desk'>,
  seriesId: SeriesId,
  change: (series: KeptSeries) => void,
): Result<null> {
  const series = seriesNamed(app, seriesId)
  if (!series) return failed('not-found')
  return writeAndTell(app, () => {
    change(series)
    renewPlannedMessages(app.archive)
  })
}

function seriesNamed({ archive }: Pick<AppContext, 'archive'>, seriesId: SeriesId): KeptSeries | undefined {
  return allSeries(archive).find((one) => one.seriesId === seriesId)
}

function isInUse(series: KeptSeries | undefined): boolean {
  return series?.archivedAt === null
}
