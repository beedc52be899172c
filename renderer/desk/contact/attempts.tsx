import type { Attempt } from '../../../shared/contract/attempt.ts'
import { figuresInWords, mosInWords, type QualitySummary } from '../../../shared/call/call-quality.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import type { ReceivedCall } from '../../../shared/contract/received-call.ts'
import { receivedInWords } from '../../../shared/call/received-outcome.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { keys } from '../frame/shortcuts.ts'
import { clock, dayFrom, duration, recordingLength } from '../controls/times.ts'
import { answererInWords } from '../call/answer-words.ts'
import { Listen } from '../call/listen.tsx'

/** Every try to reach them, and every call of theirs, newest first. */
export function Attempts(props: {
  attempts: readonly Attempt[]
  received: readonly ReceivedCall[]
  minute: number
  listening: string | null
}) {
  const { attempts, received, minute, listening } = props
  if (attempts.length === 0 && received.length === 0) return <p className="card">Not tried yet.</p>
  const newestHeard = attempts.find(({ heard }) => heard)
  return (
    <ol className="attempts">
      {[...attempts, ...received]
        .toSorted((a, b) => b.startedAt - a.startedAt)
        .map((attempt) => {
          if ('callId' in attempt) return <Received key={attempt.callId} call={attempt} minute={minute} />
          const { attemptId, startedAt, outcome, heard } = attempt
          const message = heard ? null : messagePath(attempt)
          const when = `${dayFrom(minute, startedAt)} ${clock(startedAt)}`
          const detail = detailOf(attempt)
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
              {message && (
                <Listen path={message} listening={listening} name={when}>
                  Hear the message
                </Listen>
              )}
            </li>
          )
        })}
    </ol>
  )
}

function Received({ call, minute }: { call: ReceivedCall; minute: number }) {
  const { callId, startedAt, answeredAt, endedAt, outcome, forwardedTo, causedBy, creditedFrom, said, quality } = call
  const { credit } = useIntents()
  const back = causedBy === null ? 'They called' : 'They called back'
  const words = outcome === null || outcome === 'answered' ? back : receivedInWords(outcome)
  const details = [
    said !== null && said !== 'answered' && outcomeInWords(said).toLowerCase(),
    outcome === null && (answeredAt === null ? 'ringing' : 'under way'),
    answeredAt !== null && endedAt !== null && `${duration(endedAt - answeredAt)} on the line`,
    outcome !== 'answered' && causedBy !== null && 'a callback',
    forwardedTo && `to ${forwardedTo}`,
    creditedFrom && 'from another number, theirs as you said',
    poorSound(quality),
  ].filter(Boolean)
  return (
    <li>
      <b data-outcome={outcome === 'answered' ? (said ?? 'answered') : (outcome ?? 'under-way')}>{words}</b>
      <span className="attempt-when">
        {dayFrom(minute, startedAt)} {clock(startedAt)}
      </span>
      {details.length > 0 && <p>{details.join(' · ')}</p>}
      {outcome !== null && (creditedFrom ?? causedBy) && (
        <Action size="small" tone="link" about={`${clock(startedAt)}`} onPress={() => credit(callId, null)}>
          {creditedFrom ? 'It was not them' : 'Not a callback'}
        </Action>
      )}
    </li>
  )
}

/** The take that was played to them, whatever has been recorded since; null: none was begun. */
function messagePath({ recordingId, recordingVersion, playedMs }: Attempt): string | null {
  if (recordingId === null || recordingVersion === null || !playedMs) return null
  return `/recordings/${recordingId}~${recordingVersion}.wav`
}

function detailOf(attempt: Attempt): string {
  const { recordingName, recordingMs, playedMs, answeredAt, endedAt, armedBy, answer, hidden, outcome, quality } =
    attempt
  const parts: string[] = []
  // How far it has been played stands in the drops bar, and changes by the second.
  if (recordingName && outcome === null) {
    parts.push(`“${recordingName}”`)
  } else if (recordingName) {
    const length = recordingMs === null ? null : recordingLength(recordingMs)
    const played =
      outcome === 'voicemail-dropped'
        ? (length ?? duration(playedMs ?? 0))
        : `${duration(playedMs ?? 0)}${length ? ` of ${length}` : ' played'}`
    parts.push(`“${recordingName}”, ${played}`)
  } else if (outcome === 'answered' && answeredAt !== null && endedAt !== null) {
    parts.push(`${duration(endedAt - answeredAt)} on the line`)
  }
  if (armedBy === 'ahead') parts.push('armed while it rang')
  if (armedBy === 'ear') parts.push('pressed by ear')
  const answerer = answer && answererInWords(answer)
  if (answerer) parts.push(`taken for ${answerer}`)
  if (hidden) parts.push('hidden number requested')
  const poor = poorSound(quality)
  if (poor) parts.push(poor)
  return parts.join(' · ')
}

/** A call that sounded well needs no words. */
function poorSound(quality: QualitySummary | null): string | null {
  if (!quality || quality.mos >= 3.7) return null
  return `${mosInWords(quality.mos)} sound (${figuresInWords(quality)})`
}
