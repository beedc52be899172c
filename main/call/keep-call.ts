import type { Call } from '../../shared/contract/call.ts'
import { isDialled } from '../../shared/call/new-call.ts'
import type { Result } from '../../shared/result.ts'
import { noteAttempt } from '../archive/attempts.ts'
import { guard, type Archive } from '../archive/open.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import type { Sources } from '../cadence/plan-next.ts'
import { recordAttempt } from './record-attempt.ts'
import { recordReceived } from './record-received.ts'

/** Writes calls as they move. A call goes on when its archive cannot be written; what it came to is written later. */
export interface CallKeeper {
  keep(call: Call): void
  /** Tries again what could not be written. */
  retry(): void
}

export function keepCalls(
  archive: Archive,
  ports: { sources: () => Sources; onTrouble: (trouble: Trouble | null) => void },
): CallKeeper {
  let unwritten: readonly Call[] = []

  const write = (call: Call): Result<unknown> => {
    if (!isDialled(call)) return recordReceived(archive, call, ports.sources())
    return call.phase === 'ended'
      ? recordAttempt(archive, call, ports.sources())
      : guard(() => noteAttempt(archive, call))
  }

  const keep = (call: Call) => {
    unwritten = unwritten.filter((other) => other.callId !== call.callId)
    const written = write(call)
    if (written.ok) return true
    unwritten = [...unwritten, call]
    ports.onTrouble(written.trouble)
    return false
  }

  return {
    keep: (call) => void keep(call),
    retry() {
      if (unwritten.length === 0) return
      // The last one written clears the notice: everything is in the archive.
      if (unwritten.map(keep).every(Boolean)) ports.onTrouble(null)
    },
  }
}
