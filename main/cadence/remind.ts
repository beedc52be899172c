import { ringingHere } from '../../shared/call/call-on-desk.ts'
import { callsOnDesk } from '../../shared/call/call-on-desk.ts'
import { ok, type Result } from '../../shared/result.ts'
import { dueReminders, noteReminded, type DueReminder } from '../archive/reminders.ts'
import { guard } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'

/** So many are said at once; what is due beyond that comes with a later minute, or in one sentence (show-reminders.ts). */
const MOST = 500

/**
 * Says what has become due, each once: nothing while the rep is in a call or one rings, and nothing while the rep is not to be
 * disturbed. What became due meanwhile is said afterwards, unless it is done by then.
 */
export function remind(app: Pick<AppContext, 'archive' | 'calls' | 'now' | 'quiet' | 'remind'>): Result<null> {
  const { archive, calls, quiet } = app
  const now = app.now()
  const all = calls.all()
  // A message that is being left needs nobody.
  const isCalling = callsOnDesk(all).length > 0 || ringingHere(all).length > 0
  if (isCalling || quiet.on) return ok()
  return guard((): null => {
    const due: DueReminder[] = dueReminders(archive, { now, limit: MOST })
    if (due.length === 0) return null
    // Written first: what is said twice is worse than what is said on the desk alone.
    noteReminded(
      archive,
      due.map(({ about }) => about),
      now,
    )
    app.remind(due)
    return null
  })
}
