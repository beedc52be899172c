import type { Call } from '../../shared/contract/call.ts'
import type { LineId } from '../../shared/ids.ts'
import { carriesOneCall } from '../archive/lines.ts'
import type { AppContext } from '../app-context.ts'

/** Can this line not take another call now? */
export function isLineTaken(
  { archive, calls, dialQueue }: Pick<AppContext, 'archive' | 'calls' | 'dialQueue'>,
  lineId: LineId,
): boolean {
  if (!isInUse(calls.all(), lineId)) return false
  return dialQueue.waiting?.lineId === lineId || carriesOneCall(archive, lineId) === true
}

/** Is there a call on this line? */
export function isInUse(calls: readonly Call[], lineId: LineId): boolean {
  return calls.some((call) => call.lineId === lineId && call.phase !== 'ended')
}
