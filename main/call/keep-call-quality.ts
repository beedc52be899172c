import type { CallQuality } from '../../shared/call/call-quality.ts'
import type { CallId } from '../../shared/ids.ts'
import { keepQuality } from '../archive/call-quality.ts'
import { guard } from '../archive/open.ts'
import { addLook, takeSummary } from './call-qualities.ts'
import type { AppContext } from '../app-context.ts'

/** The sound room has looked at a call's sound once more. */
export function lookAtQuality(
  { calls, desk, qualities }: Pick<AppContext, 'calls' | 'desk' | 'qualities'>,
  callId: CallId,
  quality: CallQuality,
): void {
  // What the network plays before the answer says little of the call; and a look may arrive after its end.
  const call = calls.byId(callId)
  if (!call || call.answeredAt === null || call.phase === 'ended') return
  addLook(qualities, callId, quality)
  desk.changed('qualities')
}

/** The call is over: how it sounded is kept with it. */
export function keepCallQuality(
  { archive, desk, qualities }: Pick<AppContext, 'archive' | 'desk' | 'qualities'>,
  callId: CallId,
): void {
  const summary = takeSummary(qualities, callId)
  if (!summary) return
  const kept = guard(() => keepQuality(archive, callId, summary))
  if (!kept.ok) desk.notice(kept.trouble)
}
