import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrations } from '../../../main/archive/migrate.ts'
import { weeks } from '../../../main/archive/migrations/0023-weeks.ts'
import { closeArchive, openArchive } from '../../../main/archive/open.ts'
import { day, monday, mustOpen, temporaryFolder } from '../../support/temporary-archive.ts'

it('the rows of windows that went by become a count and a date on the follow-up that is open, and what may come back stays', () => {
  const path = join(temporaryFolder(), 'archive.db')
  const old = openArchive(path, { now: monday, migrations: migrations.slice(0, migrations.indexOf(weeks)) })
  if (!old.ok) throw new Error(old.trouble.code)
  const row = (id: string, at: number, more: string) =>
    `INSERT INTO follow_ups (follow_up_id, contact_id, kind, promise, due_at, due_until, hidden, why, missed, cancelled_at, done_at)
     VALUES ('${id}', 'jane', 'call', 0, ${monday + at * day}, ${monday + (at + 1) * day}, 0, '["Why."]', ${more});`
  old.value.exec(`
    INSERT INTO contacts (contact_id, name, title, time_zone, place, created_at)
      VALUES ('jane', 'Jane', '', 'America/Toronto', 'Toronto', ${monday});
    ${row('done', 0, `0, NULL, ${monday}`)}
    ${row('missed 1', 1, `1, ${monday + 2 * day}, NULL`)}
    ${row('missed 2', 2, `1, ${monday + 3 * day}, NULL`)}
    ${row('moved', 3, `1, ${monday + 4 * day}, NULL`)}
    ${row('open', 5, '0, NULL, NULL')}
    INSERT INTO days_off (days_off_id, first_day, last_day, name) VALUES ('off', '2026-11-26', '2026-11-27', 'Off');
    INSERT INTO days_off_moves (days_off_id, moved, became) VALUES ('off', 'moved', 'open');
  `)
  closeArchive(old.value)
  const db = mustOpen(path, monday + 6 * day)
  expect(db.prepare('SELECT follow_up_id AS id, missed_count, missed_at FROM follow_ups ORDER BY rowid').all()).toEqual(
    [
      { id: 'done', missed_count: 0, missed_at: null },
      { id: 'moved', missed_count: 0, missed_at: null },
      { id: 'open', missed_count: 2, missed_at: monday + 3 * day },
    ],
  )
  // What is open is counted for its hour.
  expect(db.prepare('SELECT * FROM hour_loads').all()).toEqual([{ hour: (monday + 5 * day) / 3_600_000, calls: 1, begins: 0 }]) // prettier-ignore
  closeArchive(db)
})
