import { callOnDesk } from '../../shared/call/call-on-desk.ts'
import type { Doubt } from '../../shared/contract/call.ts'
import { mostMailboxes } from '../../shared/contract/screener-bridge.ts'
import type { CallId } from '../../shared/ids.ts'
import { failed, type Result } from '../../shared/result.ts'
import { forgetMailboxes, keepMailbox, mailboxesOf } from '../archive/mailboxes.ts'
import { guard } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'

/** So long a call waits for the rep to say who is there: whoever is hears nothing meanwhile. */
export const handBackMs = 12_000

/**
 * What was heard in a drop that was left alone does not fit a voicemail: the rep is asked, and hears the line. A rep who is
 * in another call is not disturbed: this one ends, and their contact comes again.
 */
export function handBack(
  app: Pick<AppContext, 'calls' | 'exchange' | 'sound'>,
  { callId, at, doubt }: { callId: CallId; at: number; doubt: Doubt },
): void {
  const { calls, exchange, sound } = app
  if (!calls.move(callId, { kind: 'handedBack', at, doubt })) return
  if (callOnDesk(calls.all())) return exchange.hangUp(callId, 'rep')
  void sound.command('call.listen', { callId, listening: true })
}

/** Called every second: a question that nobody has answered in time ends its call. */
export function endUnanswered({ calls, exchange, now }: Pick<AppContext, 'calls' | 'exchange' | 'now'>): void {
  for (const { callId, drop, phase } of calls.all()) {
    if (phase === 'waiting' && drop?.handBack && now() - drop.handBack.askedAt >= handBackMs) {
      exchange.hangUp(callId, 'rep')
    }
  }
}

/** What was heard of the far end lately, for a rep who is asked. */
export async function replay(
  { calls, sound }: Pick<AppContext, 'calls' | 'sound'>,
  callId: CallId,
): Promise<Result<null>> {
  if (!calls.byId(callId)?.drop?.handBack) return failed('move-refused')
  return sound.command('message.replay', { callId })
}

/** The sound room listens for the mailboxes that this call's number was reached at before. */
export function tellMailboxes(
  { archive, calls, desk, sound }: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'sound'>,
  callId: CallId,
): void {
  const call = calls.byId(callId)
  if (!call) return
  const announcements = guard(() => mailboxesOf(archive, call.number))
  if (!announcements.ok) desk.notice(announcements.trouble)
  else if (announcements.value.length > 0)
    void sound.command('mailbox.know', { callId, announcements: announcements.value })
}

/** A message was left whole after this announcement. One that was known already is not kept twice. */
export function learnMailbox(
  { archive, calls, desk, now }: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'now'>,
  { callId, words }: { callId: CallId; words: number[] },
): void {
  const call = calls.byId(callId)
  if (!call || call.answer?.why === 'known-mailbox') return
  const kept = guard(
    () => (
      keepMailbox(archive, call.number, { announcementId: callId, words }, { heardAt: now(), most: mostMailboxes }),
      null
    ),
  )
  if (!kept.ok) desk.notice(kept.trouble)
}

/** What was taken for a known mailbox was a person: it is known no more. */
export function doubtMailbox(
  { archive, calls, desk }: Pick<AppContext, 'archive' | 'calls' | 'desk'>,
  callId: CallId,
): void {
  const call = calls.byId(callId)
  if (call?.answer?.why !== 'known-mailbox') return
  const forgotten = guard(() => (forgetMailboxes(archive, call.number), null))
  if (!forgotten.ok) desk.notice(forgotten.trouble)
}
