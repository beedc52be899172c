import type { RefusedCalls as Refused } from '../../../shared/contract/line-bridge.ts'
import type { Desk } from '../frame/desk-store.ts'
import { clock } from '../controls/times.ts'

/** Calls that were turned away before anything rang: without this nobody would ever know of them. */
export function RefusedCalls({ desk }: { desk: Desk }) {
  const { refused, entries } = desk.facts!.lines
  if (refused.length === 0) return null
  const nameOf = ({ lineId }: Refused) => entries.find(({ line }) => line.lineId === lineId)?.line.name ?? 'a line'
  return (
    <details className="refused-calls">
      <summary>
        Calls turned away unheard <small>{refused.reduce((sum, { times }) => sum + times, 0)} since the start</small>
      </summary>
      <ul aria-label="Calls turned away unheard">
        {refused.map((call) => (
          <li key={`${call.lineId} ${call.number} ${call.why} ${call.status}`}>
            <span className="refused-who">
              <bdi>{call.number || 'Nobody that can be read'}</bdi>
              {call.name && (
                <>
                  {' '}
                  <bdi>“{call.name}”</bdi>
                </>
              )}
            </span>
            <span>{whyInWords(call)}</span>
            <small>
              {call.times > 1 ? `${call.times} times, last at ` : 'At '}
              {clock(call.lastAt)} on <bdi>{nameOf(call)}</bdi>
            </small>
          </li>
        ))}
      </ul>
    </details>
  )
}

function whyInWords({ why, status, reason }: Pick<Refused, 'why' | 'status' | 'reason'>): string {
  if (why === 'too-often') return 'Called more often in a minute than anybody does'
  if (why === 'too-many') return 'Too many called at once'
  if (why === 'unreadable') return `The call could not be read (${status} ${reason})`
  if (status === 404) return 'It was for somebody else than this line'
  if (status === 420) return 'It insists on something that Afterbeep does not do'
  if (status === 406 || status === 415) return 'It brought no sound that Afterbeep knows'
  return `It was refused (${status} ${reason})`
}
