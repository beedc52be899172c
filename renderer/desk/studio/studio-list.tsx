import type { ReactNode } from 'react'
import type { StudioRecording, StudioSeries, Take } from '../../../shared/contract/studio.ts'
import { recorderKeyOf, isNewShown, listed, seriesShown, type StudioDesk } from './studio-store.ts'
import { inOtherPlace, studioKeys } from './studio-shortcuts.ts'
import { recordingLength } from '../controls/times.ts'
import { playedInWords, takeInWords } from './studio-phrases.ts'
import { Action } from '../controls/action.tsx'
import { useStudio } from './studio-context.ts'

/** Every recording: the series in their order, those in none, and those put away. */
export function StudioList({ studio }: { studio: StudioDesk }) {
  const { pick, createSeries } = useStudio()
  const { facts } = studio
  if (!facts) return <nav className="studio-list" aria-label="Recordings" />
  const { series, others, away, awaySeries } = listed(facts)
  const shown = seriesShown(studio)?.seriesId
  const recorderKey = shown ? null : recorderKeyOf(studio)
  const row = (recording: StudioRecording, more: { place?: number; actions?: ReactNode } = {}) => (
    <Row
      key={recording.recordingId}
      recording={recording}
      selected={recording.recordingId === recorderKey}
      take={facts.take?.recordingId === recording.recordingId ? facts.take : null}
      {...more}
    />
  )
  return (
    <nav className="studio-list" aria-label="Recordings">
      <Action hotkey={studioKeys.create} onPress={() => pick('new')}>
        New recording
      </Action>
      {isNewShown(studio) && (
        <ul>
          <li className="take-row" data-selected={recorderKey === 'new' || undefined}>
            <button type="button" aria-current={recorderKey === 'new'} onClick={() => pick('new')}>
              <b>
                <bdi>{studio.typed.new?.name || 'New recording'}</bdi>
              </b>
              <small>{facts.take?.recordingId === null ? takeInWords(facts.take) : 'nothing recorded yet'}</small>
            </button>
          </li>
        </ul>
      )}
      {series.map(({ of, recordings }) => (
        <section key={of.seriesId} aria-label={of.name}>
          <SeriesHeading series={of} count={recordings.length} shown={shown === of.seriesId} />
          {recordings.length === 0 && <p className="list-says">Empty: cadences that use it leave no message.</p>}
          <ol>
            {recordings.map((recording, index) =>
              row(recording, { place: index + 1, actions: <SeriesActions series={of} recording={recording} /> }),
            )}
          </ol>
        </section>
      ))}
      {others.length > 0 && (
        <section aria-label="In no series">
          <h2>
            In no series <span>{others.length}</span>
          </h2>
          <ul>
            {others.map((recording) =>
              row(recording, { actions: <JoinActions series={series.map(({ of }) => of)} recording={recording} /> }),
            )}
          </ul>
        </section>
      )}
      <Action size="small" hotkey={studioKeys.createSeries} onPress={createSeries}>
        New series
      </Action>
      {away.length + awaySeries.length > 0 && (
        <section aria-label="Put away">
          <h2>
            Put away <span>{away.length + awaySeries.length}</span>
          </h2>
          <ul>
            {awaySeries.map((of) => (
              <AwaySeries key={of.seriesId} series={of} shown={shown === of.seriesId} />
            ))}
            {away.map((recording) => row(recording))}
          </ul>
        </section>
      )}
    </nav>
  )
}

/** The name of a series, which opens it: what it is called, what is in it, who uses it. */
function SeriesHeading({ series, count, shown }: { series: StudioSeries; count: number; shown: boolean }) {
  const { showSeries } = useStudio()
  const { seriesId, name } = series
  return (
    <h2 className="series-heading" data-selected={shown || undefined}>
      <button type="button" aria-current={shown} onClick={() => showSeries(seriesId)} title={name}>
        <b>
          <bdi>{name}</bdi>
        </b>
        <span>{count}</span>
      </button>
    </h2>
  )
}

function AwaySeries({ series, shown }: { series: StudioSeries; shown: boolean }) {
  const { showSeries } = useStudio()
  const { seriesId, name } = series
  return (
    <li className="take-row" data-selected={shown || undefined}>
      <button type="button" aria-current={shown} onClick={() => showSeries(seriesId)} title={name}>
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>series</small>
      </button>
    </li>
  )
}

function Row(props: {
  recording: StudioRecording
  selected: boolean
  take: Take | null
  place?: number
  actions?: ReactNode
}) {
  const { recording, selected, take, place, actions } = props
  const { recordingId, name, durationMs, timesPlayed } = recording
  const { pick } = useStudio()
  return (
    <li className="take-row" data-selected={selected || undefined}>
      <button type="button" aria-current={selected} onClick={() => pick(recordingId)} title={name}>
        <b>
          {place && <i>{place}</i>}
          <bdi>{name}</bdi>
        </b>
        <time>{recordingLength(durationMs)}</time>
        <small>{take ? takeInWords(take) : playedInWords(timesPlayed)}</small>
      </button>
      {selected && actions}
    </li>
  )
}

function SeriesActions({ series, recording }: { series: StudioSeries; recording: StudioRecording }) {
  const { arrange } = useStudio()
  const { seriesId, recordingIds } = series
  const { recordingId, name } = recording
  const [up, down] = [inOtherPlace(recordingIds, recordingId, -1), inOtherPlace(recordingIds, recordingId, 1)]
  const to = (order: StudioSeries['recordingIds'] | null) => () => order && arrange(seriesId, order)
  return (
    <div className="row-actions">
      <Action size="small" hotkey={studioKeys.up} disabled={!up} about={name} onPress={to(up)}>
        Up
      </Action>
      <Action size="small" hotkey={studioKeys.down} disabled={!down} about={name} onPress={to(down)}>
        Down
      </Action>
      <Action size="small" about={name} onPress={to(recordingIds.filter((other) => other !== recordingId))}>
        Take out
      </Action>
    </div>
  )
}

function JoinActions({ series, recording }: { series: readonly StudioSeries[]; recording: StudioRecording }) {
  const { arrange } = useStudio()
  return (
    <div className="row-actions">
      {series.map(({ seriesId, name, recordingIds }) => (
        <Action
          key={seriesId}
          size="small"
          about={recording.name}
          onPress={() => arrange(seriesId, [...recordingIds, recording.recordingId])}
        >
          Add to <bdi>{name}</bdi>
        </Action>
      ))}
    </div>
  )
}
