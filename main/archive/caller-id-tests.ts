import { hideMethodSchema } from '../../shared/contract/caller-id.ts'
import type { Displayed, CallerIdTest } from '../../shared/contract/caller-id-test.ts'
import type { Line } from '../../shared/contract/line.ts'
import type { Archive } from './open.ts'

interface Row {
  readonly hide_method: string
  readonly asked_by: string
  readonly when_shown: Displayed
  readonly when_hidden: Displayed
  readonly tried_at: number
}

/** Writes over the last one of the line. */
export function saveCallerIdTest(db: Archive, { lineId, server, domain, user }: Line, test: CallerIdTest): void {
  db.prepare(
    `INSERT OR REPLACE INTO hide_trials
       (line_id, server, domain, user, hide_method, asked_by, when_shown, when_hidden, tried_at)
     VALUES (@lineId, @server, @domain, @user, @hideMethod, @askedBy, @whenShown, @whenHidden, @triedAt)`,
  ).run({ ...test, lineId, server, domain, user, hideMethod: JSON.stringify(test.hideMethod) })
}

/** The test of this line as it is; null where it was never tried, or was another account or another way then. */
export function callerIdTestOf(db: Archive, { lineId, server, domain, user, hideMethod }: Line): CallerIdTest | null {
  const row = db
    .prepare<unknown[], Row>(
      `SELECT hide_method, asked_by, when_shown, when_hidden, tried_at FROM hide_trials
       WHERE line_id = @lineId AND server = @server AND domain = @domain AND user = @user AND hide_method = @hideMethod`,
    )
    .get({ lineId, server, domain, user, hideMethod: JSON.stringify(hideMethod) })
  if (!row) return null
  return {
    hideMethod: hideMethodSchema.parse(JSON.parse(row.hide_method)),
    askedBy: row.asked_by,
    whenShown: row.when_shown,
    whenHidden: row.when_hidden,
    triedAt: row.tried_at,
  }
}
