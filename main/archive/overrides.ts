import type { OverriddenRule } from '../../shared/contract/compliance-log.ts'
import type { AttemptId } from '../../shared/ids.ts'
import type { Override } from './attempts.ts'
import type { Archive } from './open.ts'

/** Why the rep has gone on against warnings in this attempt; null: they have not, or it is not there. */
export function overrideReason(db: Archive, attemptId: AttemptId): string | null {
  const row = db
    .prepare<unknown[], { reason: string | null }>(
      `SELECT override_reason AS reason FROM attempts WHERE attempt_id = @attemptId`,
    )
    .get({ attemptId })
  return row?.reason ?? null
}

/** Adds rules that were overridden later in the call, such as at a drop. A second reason stands behind the first. */
export function noteOverride(db: Archive, attemptId: AttemptId, { reason, rules }: Override): void {
  db.transaction(() => {
    const row = db
      .prepare<unknown[], { reason: string | null; rules: string }>(
        `SELECT override_reason AS reason, overridden_rules AS rules FROM attempts WHERE attempt_id = @attemptId`,
      )
      .get({ attemptId })
    if (!row) return
    const before = JSON.parse(row.rules) as OverriddenRule[]
    const added = rules.filter(({ rule, source }) => !before.some((one) => one.rule === rule && one.source === source))
    db.prepare(
      `UPDATE attempts SET override_reason = @reason, overridden_rules = @rules WHERE attempt_id = @attemptId`,
    ).run({
      attemptId,
      reason: row.reason === null || row.reason === reason ? reason : `${row.reason}; ${reason}`,
      rules: JSON.stringify([...before, ...added]),
    })
  })()
}
