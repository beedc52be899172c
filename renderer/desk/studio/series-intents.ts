import type { CadenceId, RecordingId, SeriesId } from '../../../shared/ids.ts'
import type { RoomAsk } from '../frame/ask.ts'
import { seriesShown, type StudioStore } from './studio-store.ts'

/** What the rep can want of a series. */
export interface SeriesIntents {
  /** Makes an empty series and shows it. */
  createSeries(): void
  showSeries(seriesId: SeriesId): void
  renameSeries(seriesId: SeriesId, name: string): void
  /** Puts it away, and with it the messages of the cadences that use it: asked about once, and then done. */
  retireSeries(seriesId: SeriesId): void
  spareSeries(): void
  bringBackSeries(seriesId: SeriesId): void
  arrange(seriesId: SeriesId, recordingIds: readonly RecordingId[]): void
  /** null: the cadence leaves no message. */
  giveSeries(cadenceId: CadenceId, seriesId: SeriesId | null): void
}

export function makeSeriesIntents(ask: RoomAsk, store: StudioStore): SeriesIntents {
  const { getState: studio, setState } = store

  function show(seriesId: SeriesId, seriesNew = false) {
    setState({ series: seriesId, seriesNew, doomedSeries: null, doomed: null, playing: null, isWriting: false })
  }

  async function create() {
    const answer = await ask('series.create', { name: unusedName() })
    if (answer?.ok) show(answer.value.seriesId, true)
  }

  function unusedName(): string {
    const names = studio().facts?.series.map(({ name }) => name) ?? []
    const numbered = (n: number) => (n === 1 ? 'New series' : `New series ${n}`)
    let n = 1
    while (names.includes(numbered(n))) n++
    return numbered(n)
  }

  function rename(seriesId: SeriesId, name: string) {
    const known = studio().facts?.series.find((series) => series.seriesId === seriesId)
    const wanted = name.trim()
    setState({ seriesNew: false })
    if (known && wanted !== '' && wanted !== known.name) void ask('series.rename', { seriesId, name: wanted })
  }

  function retire(seriesId: SeriesId) {
    if (seriesShown(studio())?.archivedAt !== null) return
    if (studio().doomedSeries !== seriesId) setState({ doomedSeries: seriesId })
    else void ask('series.retire', { seriesId }).then(() => setState({ doomedSeries: null }))
  }

  return {
    createSeries: () => void create(),
    showSeries: show,
    renameSeries: rename,
    retireSeries: retire,
    spareSeries: () => setState({ doomedSeries: null }),
    bringBackSeries: (seriesId) => void ask('series.bringBack', { seriesId }),
    arrange: (seriesId, recordingIds) => void ask('series.arrange', { seriesId, recordingIds: [...recordingIds] }),
    giveSeries: (cadenceId, seriesId) => void ask('cadence.useSeries', { cadenceId, seriesId }),
  }
}
