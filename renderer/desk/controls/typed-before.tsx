import { clock, day } from './times.ts'
import { Action } from './action.tsx'

/** What was typed before and not saved is in the fields again: from when it is, and the way to give it up. */
export function TypedBefore({ at, onDiscard }: { at: number; onDiscard: () => void }) {
  return (
    <div className="note warn">
      <p>
        You typed this on {day(at)}, {clock(at)}, and did not save it.
      </p>
      <Action size="small" onPress={onDiscard}>
        Discard
      </Action>
    </div>
  )
}
