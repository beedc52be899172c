import { hideMethodSchema } from '../../shared/line/caller-id.ts'
import type { Displayed, HideTrial } from '../../shared/line/caller-id-test.ts'
import type { Line } from '../../shared/line/line.ts'
import type { Archive } from './open.ts'

interface Row {
  readonly hide_method: string
  readonly asked_by: string
  readonly when_shown: Displayed
  readonly when_hidden: Displayed
  readonly tried_at: number
}

/** Writes over the last one of the line. */
export function saveHideTrial(db: Archive, { lineId, server, domain, user }: Line, trial: HideTrial): void {
  db.prepare(
    `INSERT OR REPLACE INTO hide_trials
       (line_id, server, domain, user, hide_method, asked_by, when_shown, when_hidden, tried_at)
     VALUES (@lineId, @server, @domain, @user, @hideMethod, @askedBy, @whenShown, @whenHidden, @triedAt)`,
  ).run({ ...trial, lineId, server, domain, user, hideMethod: JSON.stringify(trial.hideMethod) })
}

/** The trial of this line as it is; null where it was never tried, or was another account or another way then. */
export function hideTrialOf(db: Archive, { lineId, server, domain, user, hideMethod }: Line): HideTrial | null {
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
