import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { RecordingId } from '../../../shared/ids.ts'
import type { StudioRecording, StudioSeries, StudioState } from '../../../shared/contract/studio.ts'
import type { StudioDesk } from './studio-store.ts'
import { inOtherPlace, studioKeys } from './studio-shortcuts.ts'
import { playedInWords } from './studio-phrases.ts'
import { recordingLength } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useStudio } from './studio-context.ts'
import { TroubleNote } from '../frame/trouble-note.tsx'

/** One series: what it is called, what a contact hears of it and in which order, and which cadences use it. */
export function SeriesPage(props: { studio: StudioDesk; facts: StudioState; series: StudioSeries }) {
  const { studio, facts, series } = props
  const { dismissRefusal } = useStudio()
  const users = facts.cadences.filter(({ seriesId }) => seriesId === series.seriesId)
  const isAway = series.archivedAt !== null
  return (
    <main className="recorder series-page" key={series.seriesId}>
      <div className="recorder-head">
        <SeriesName series={series} isNew={studio.seriesNew} />
        <Retire studio={studio} series={series} />
      </div>
      {studio.refusal && <TroubleNote trouble={studio.refusal} tone="bad" onDismiss={dismissRefusal} />}
      {studio.doomedSeries === series.seriesId && <p className="note warn">{whatGoes(series, users)}</p>}
      {isAway && <p className="note warn">Put away. {leavesNothing(users)}</p>}
      <div className="series-parts">
        <Members facts={facts} series={series} isAway={isAway} />
        <Users facts={facts} series={series} isAway={isAway} />
      </div>
    </main>
  )
}

function SeriesName({ series, isNew }: { series: StudioSeries; isNew: boolean }) {
  const { renameSeries } = useStudio()
  const { seriesId, name } = series
  const [typed, setTyped] = useState(name)
  const [known, setKnown] = useState(name)
  const field = useRef<HTMLInputElement>(null)
  if (known !== name) {
    setKnown(name)
    setTyped(name)
  }
  useEffect(() => {
    if (isNew) field.current?.select()
  }, [isNew])
  const keep = () => {
    if (typed.trim() === '') setTyped(name)
    renameSeries(seriesId, typed)
  }
  return (
    <input
      ref={field}
      className="recorder-name"
      aria-label="Name of the series"
      value={typed}
      maxLength={80}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
    />
  )
}

function Retire({ studio, series }: { studio: StudioDesk; series: StudioSeries }) {
  const { retireSeries, spareSeries, bringBackSeries } = useStudio()
  const { seriesId, name, removable, archivedAt } = series
  if (archivedAt !== null) return <Action onPress={() => bringBackSeries(seriesId)}>Use it again</Action>
  const isDoomed = studio.doomedSeries === seriesId
  return (
    <>
      <Action
        tone={isDoomed ? 'danger' : 'plain'}
        hotkey={studioKeys.retireSeries}
        pressed={studio.asked.includes('series.retire')}
        about={name}
        onPress={() => retireSeries(seriesId)}
      >
        {removable ? (isDoomed ? 'Delete for good' : 'Delete') : isDoomed ? 'Put it away' : 'Put away'}
      </Action>
      {isDoomed && <Action onPress={spareSeries}>Keep it</Action>}
    </>
  )
}

function Members({ facts, series, isAway }: { facts: StudioState; series: StudioSeries; isAway: boolean }) {
  const { arrange } = useStudio()
  const { seriesId, recordingIds } = series
  const inUse = facts.recordings.filter(({ archivedAt }) => archivedAt === null)
  const members = recordingIds.flatMap((id) => inUse.find(({ recordingId }) => recordingId === id) ?? [])
  const others = inUse.filter(({ recordingId }) => !recordingIds.includes(recordingId))
  const to = (order: readonly RecordingId[]) => () => arrange(seriesId, order)
  return (
    <section aria-label="Recordings of the series">
      <h2>
        In this order <span>{members.length}</span>
      </h2>
      {members.length === 0 ? (
        <p className="series-says">Nothing yet. A contact hears each recording of a series once, from the top down.</p>
      ) : (
        <ol className="series-members">
          {members.map((recording, index) => (
            <Member key={recording.recordingId} recording={recording} place={index + 1}>
              {!isAway && (
                <>
                  <Move
                    order={inOtherPlace(recordingIds, recording.recordingId, -1)}
                    name={recording.name}
                    up
                    to={to}
                  />
                  <Move order={inOtherPlace(recordingIds, recording.recordingId, 1)} name={recording.name} to={to} />
                  <Action
                    size="small"
                    about={recording.name}
                    onPress={to(recordingIds.filter((id) => id !== recording.recordingId))}
                  >
                    Take out
                  </Action>
                </>
              )}
            </Member>
          ))}
        </ol>
      )}
      {others.length > 0 && !isAway && (
        <>
          <h2>
            Not in it <span>{others.length}</span>
          </h2>
          <ul className="series-members">
            {others.map((recording) => (
              <Member key={recording.recordingId} recording={recording}>
                <Action size="small" about={recording.name} onPress={to([...recordingIds, recording.recordingId])}>
                  Add
                </Action>
              </Member>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Member(props: { recording: StudioRecording; place?: number; children: ReactNode }) {
  const { recording, place, children } = props
  const { pick } = useStudio()
  return (
    <li>
      {place && <i>{place}</i>}
      <button type="button" title={recording.name} onClick={() => pick(recording.recordingId)}>
        <b>
          <bdi>{recording.name}</bdi>
        </b>
        <small>
          {recordingLength(recording.durationMs)} · {playedInWords(recording.timesPlayed)}
        </small>
      </button>
      <span className="member-actions">{children}</span>
    </li>
  )
}

function Move(props: {
  order: RecordingId[] | null
  name: string
  up?: boolean
  to: (order: readonly RecordingId[]) => () => void
}) {
  const { order, name, up, to } = props
  return (
    <Action size="small" disabled={!order} about={name} onPress={to(order ?? [])}>
      {up ? 'Up' : 'Down'}
    </Action>
  )
}

function Users({ facts, series, isAway }: { facts: StudioState; series: StudioSeries; isAway: boolean }) {
  const { giveSeries } = useStudio()
  const nameOf = (id: StudioSeries['seriesId']) => facts.series.find(({ seriesId }) => seriesId === id)?.name
  return (
    <section className="series-users" aria-label="Cadences that use it">
      <h2>Used by</h2>
      <ul>
        {facts.cadences.map(({ cadenceId, name, seriesId }) => {
          const isUser = seriesId === series.seriesId
          return (
            <li key={cadenceId}>
              <label>
                <input
                  type="checkbox"
                  checked={isUser}
                  disabled={isAway && !isUser}
                  onChange={() => giveSeries(cadenceId, isUser ? null : series.seriesId)}
                />
                <span>
                  <bdi>{name}</bdi>
                  <small>
                    {isUser
                      ? 'takes its messages from here'
                      : seriesId
                        ? `now uses “${nameOf(seriesId) ?? ''}”`
                        : 'uses no series: leaves no message'}
                  </small>
                </span>
              </label>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function whatGoes({ removable }: StudioSeries, users: StudioState['cadences']): string {
  if (removable) return 'No cadence has ever used it. Its recordings stay.'
  return `Its recordings stay, and it can be used again. ${leavesNothing(users)}`
}

function leavesNothing(users: StudioState['cadences']): string {
  const names = users.map(({ name }) => name)
  if (names.length === 0) return 'No cadence uses it now.'
  const last = names.at(-1)!
  const all = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
  return `Until then ${all} ${names.length === 1 ? 'leaves' : 'leave'} no message.`
}
