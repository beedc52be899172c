import { useState } from 'react'
import type { StudioState } from '../../../shared/contract/studio.ts'
import { Action } from '../controls/action.tsx'
import { clock, dayFrom, inSentence, recordingLength } from '../controls/times.ts'
import { takeSubject } from './studio-phrases.ts'
import { useStudio } from './studio-context.ts'

/** So many are offered at once; the rest on request. */
const SHOWN = 1

/** Takes that were put aside and not saved: none is lost before ten more have been made. */
export function UnsavedTakes({ facts, now }: { facts: StudioState; now: number }) {
  const { bringBackTake } = useStudio()
  const [all, setAll] = useState(false)
  const { unsaved, take } = facts
  const shown = all ? unsaved : unsaved.slice(0, SHOWN)
  if (unsaved.length === 0 || take?.phase === 'recording') return null
  return (
    <ul className="unsaved-takes" aria-label="Takes that are not saved">
      {shown.map(({ takeId, recordingId, fileName, madeAt, durationMs }) => (
        <li key={takeId} className="note">
          <p>
            Not saved: {recordingLength(durationMs)} of {takeSubject(facts, recordingId)}
            <bdi>{fileName ? ` from “${fileName}”` : ''}</bdi>, {inSentence(dayFrom(now, madeAt))} {clock(madeAt)}
          </p>
          <Action size="small" disabled={take?.phase === 'preparing'} onPress={() => bringBackTake(takeId)}>
            Bring it back
          </Action>
        </li>
      ))}
      {unsaved.length > SHOWN && (
        <li>
          <Action size="small" onPress={() => setAll(!all)}>
            {all ? 'Show the newest only' : `Show ${unsaved.length - SHOWN} more`}
          </Action>
        </li>
      )}
    </ul>
  )
}
