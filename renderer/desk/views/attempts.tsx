import type { Attempt } from '../../../shared/attempt.ts'
import { outcomeInWords } from '../../../shared/outcome.ts'
import type { Recording } from '../../../shared/recording.ts'
import { keys } from '../state/shortcuts.ts'
import { clock, dayFrom, duration, recordingLength } from '../state/times.ts'
import { Listen } from './listen.tsx'

/** Every try to reach them, newest first. */
export function Attempts(props: {
  attempts: readonly Attempt[]
  recordings: readonly Recording[]
  minute: number
  listening: string | null
}) {
  const { attempts, recordings, minute, listening } = props
  if (attempts.length === 0) return <p className="card">Not tried yet.</p>
  const newestHeard = attempts.find(({ heard }) => heard)
  return (
    <ol className="attempts">
      {attempts.map((attempt) => {
        const { attemptId, startedAt, outcome, heard } = attempt
        const when = `${dayFrom(minute, startedAt)} ${clock(startedAt)}`
        const detail = detailOf(attempt, recordings)
        return (
          <li key={attemptId}>
            <b data-outcome={outcome ?? 'under-way'}>{outcome ? outcomeInWords(outcome) : 'Under way'}</b>
            <span className="attempt-when">{when}</span>
            {detail && <p>{detail}</p>}
            {heard && (
              <Listen
                path={`/heard/${attemptId}.wav`}
                listening={listening}
                name={when}
                {...(attempt === newestHeard && { hotkey: keys.hear })}
              >
                Hear what they heard
              </Listen>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function detailOf(attempt: Attempt, recordings: readonly Recording[]): string {
  const { recordingId, recordingName, playedMs, answeredAt, endedAt, hidden, outcome } = attempt
  const parts: string[] = []
  if (recordingName) {
    const whole = recordings.find((recording) => recording.recordingId === recordingId)?.durationMs
    const length = whole ? recordingLength(whole) : null
    const played =
      outcome === 'voicemail-dropped'
        ? (length ?? duration(playedMs ?? 0))
        : `${duration(playedMs ?? 0)}${length ? ` of ${length}` : ' played'}`
    parts.push(`“${recordingName}”, ${played}`)
  } else if (outcome === 'answered' && answeredAt !== null && endedAt !== null) {
    parts.push(`${duration(endedAt - answeredAt)} on the line`)
  }
  if (hidden) parts.push('hidden number requested')
  return parts.join(' · ')
}
