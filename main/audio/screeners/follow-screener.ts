import { moveCall, type CallMove } from '../../../shared/call/call-move.ts'
import type { CallId } from '../../../shared/ids.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { mostAnnouncements } from '../../../shared/contract/screener-bridge.ts'
import { guard } from '../../archive/open.ts'
import { announcementHeard, forgetAnnouncement, keepAnnouncement, listAnnouncements } from '../../archive/screeners.ts'
import type { AppContext } from '../../app-context.ts'

/** The rep hears a screener. The sound room is told first: nothing may start by itself once the desk says so. */
export async function markScreener(
  app: Pick<AppContext, 'calls' | 'now' | 'sound'>,
  callId: CallId,
): Promise<Result<null>> {
  const call = app.calls.byId(callId)
  if (!call) return failed('not-found')
  const move: CallMove = { kind: 'screenerAsked', at: app.now(), announcementId: callId }
  if (!moveCall(call, move)) return failed('move-refused')
  const told = await app.sound.command('screener.asks', { callId, learn: true })
  if (!told.ok) return told
  return app.calls.move(callId, move) ? ok() : failed('move-refused')
}

/** The prospect is on the phone, or there never was a screener. */
export async function endScreener(
  app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'sound'>,
  callId: CallId,
  { mistaken }: { mistaken: boolean },
): Promise<Result<null>> {
  const { archive, calls, sound } = app
  const screener = calls.byId(callId)?.screener
  if (!screener) return failed('move-refused')
  if (mistaken) {
    const forgotten = guard(() => (forgetAnnouncement(archive, screener.announcementId), null))
    if (!forgotten.ok) return forgotten
    tellScreeners(app)
  }
  if (!calls.move(callId, { kind: 'screenerOver' })) return failed('move-refused')
  return sound.command('screener.over', { callId })
}

/** A known announcement was heard: the call says so, whether its message waits or the rep is in it. */
export function recogniseScreener(
  { archive, calls, desk }: Pick<AppContext, 'archive' | 'calls' | 'desk'>,
  { callId, at, announcementId }: { callId: CallId; at: number; announcementId: CallId },
): void {
  calls.move(callId, { kind: 'screenerAsked', at, announcementId })
  const noted = guard(() => (announcementHeard(archive, announcementId, at), null))
  if (!noted.ok) desk.notice(noted.trouble)
}

/** What an announcement sounds like, unless the mark it belongs to was a mistake. */
export function learnScreener(
  app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'now' | 'sound'>,
  { callId, words }: { callId: CallId; words: number[] },
): void {
  const { archive, calls, desk, now } = app
  if (calls.byId(callId)?.screener?.announcementId !== callId) return
  const kept = guard(() => (keepAnnouncement(archive, { announcementId: callId, words }, now()), null))
  if (kept.ok) tellScreeners(app)
  else desk.notice(kept.trouble)
}

/** The sound room listens for what is in the archive. */
export function tellScreeners({ archive, desk, sound }: Pick<AppContext, 'archive' | 'desk' | 'sound'>): void {
  const announcements = guard(() => listAnnouncements(archive, { limit: mostAnnouncements }))
  if (announcements.ok) void sound.command('screener.know', { announcements: announcements.value })
  else desk.notice(announcements.trouble)
}
