import { join } from 'node:path'
import { expect, it } from 'vitest'
import { answerTallies, tallySlots } from '../../../main/archive/answer-tallies.ts'
import { cadenceById } from '../../../main/archive/cadences.ts'
import { contactCard } from '../../../main/archive/contact-card.ts'
import { migrations } from '../../../main/archive/migrate.ts'
import { cadenceAssistant } from '../../../main/archive/migrations/0009-cadence-assistant.ts'
import { closeArchive, openArchive } from '../../../main/archive/open.ts'
import { openPromises } from '../../../main/archive/promises.ts'
import { presetNamed } from '../../../shared/cadence/cadence-presets.ts'
import type { CadenceId, ContactId } from '../../../shared/ids.ts'
import { day, monday, mustOpen, temporaryFolder } from '../../support/temporary-archive.ts'

it('an archive from before the assistant keeps its promises, letters and tries, and its cadences their letters', () => {
  const path = join(temporaryFolder(), 'archive.db')
  const before = migrations.slice(0, migrations.indexOf(cadenceAssistant))
  const old = openArchive(path, { now: monday, migrations: before })
  if (!old.ok) throw new Error(old.trouble.code)
  const { between: _, scripts: __, ...commercial } = presetNamed('Commercial')
  const rules = JSON.stringify({ ...commercial, letterEvery: 2 }).replaceAll("'", "''")
  old.value.exec(`
    INSERT INTO cadences (cadence_id, name, rules) VALUES ('commercial', 'Commercial', '${rules}');
    INSERT INTO contacts (contact_id, name, title, time_zone, place, created_at)
      VALUES ('jane', 'Jane', '', 'America/Toronto', 'Toronto', ${monday});
    INSERT INTO lines (line_id, kind, name, server, domain, user, auth_user, caller_name)
      VALUES ('practice', 'practice', 'Practice line', '', '', 'rep', '', '');
    INSERT INTO enrolments (enrolment_id, contact_id, cadence_id, started_at) VALUES ('e', 'jane', 'commercial', ${monday});
    INSERT INTO attempts (attempt_id, call_id, contact_id, number, line_id, enrolment_id, hidden, started_at, ended_at, outcome)
      VALUES ('a', 'a', 'jane', '+1', 'practice', 'e', 0, ${monday}, ${monday + 1}, 'answered');
    INSERT INTO follow_ups (follow_up_id, contact_id, enrolment_id, kind, promise, due_at, due_until, hidden, why, cancelled_at)
      VALUES ('letter', 'jane', 'e', 'letter', 0, ${monday}, ${monday + day}, 0, '["A letter."]', ${monday + day});
    INSERT INTO follow_ups (follow_up_id, contact_id, enrolment_id, kind, promise, due_at, due_until, hidden, why)
      VALUES ('promised', 'jane', 'e', 'call', 1, ${monday}, ${monday + day}, 0, '["I said I would."]');
  `)
  closeArchive(old.value)

  const db = mustOpen(path, monday + 2 * day)
  const jane = 'jane' as ContactId
  expect(openPromises(db, jane)).toMatchObject([{ promiseId: 'promised', dueAt: monday, dueUntil: monday + day }])
  // The rep's cadence stays the rep's: what the preset has to say now is for new archives.
  const between = presetNamed('Commercial').between.map((step) => ({ ...step, script: '' }))
  expect(cadenceById(db, 'commercial' as CadenceId).cadence).toEqual({ ...commercial, between, scripts: [] })
  expect(contactCard(db, jane, { now: monday + 2 * day, heard: () => false })).toMatchObject({
    next: { promise: true, followUpId: 'promised' },
    assistant: { promises: [{ late: 'Late by 1 day.' }] },
  })
  expect(tallySlots(db, 10)).toBe(1)
  expect(answerTallies(db).get('1 morning')).toEqual({ tries: 1, answered: 1 })
  closeArchive(db)
})
