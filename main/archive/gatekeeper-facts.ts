import type { GatekeeperFact } from '../../shared/contract/assistant.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import type { Try } from '../../shared/cadence/cadence.ts'
import { doubtInWords, personInWords, type PersonIn } from '../../shared/cadence/reachable-hours.ts'
import { weekWindowSchema, type GatekeeperEntry, type WeekWindow } from '../../shared/contract/rep-outcome.ts'
import { prepared, type Archive } from './open.ts'

interface Row {
  readonly fact_id: string
  readonly at: number
  readonly said: string
  readonly person_in: string
  readonly direct_number: string
}

export function addGatekeeperFact(
  db: Archive,
  fact: GatekeeperEntry & { factId: string; contactId: ContactId; attemptId: AttemptId; at: number },
): void {
  db.prepare(
    `INSERT INTO gatekeeper_facts (fact_id, contact_id, attempt_id, at, said, person_in, direct_number)
     VALUES (@factId, @contactId, @attemptId, @at, @said, @personIn, @directNumber)`,
  ).run({ ...fact, personIn: JSON.stringify(fact.personIn) })
}

/** Newest first. `tries`: what was tried since, by which the last word of when they are in is believed or doubted. */
export function gatekeeperFacts(
  db: Archive,
  contactId: ContactId,
  { timeZone, tries }: { timeZone: string; tries: readonly Try[] },
): GatekeeperFact[] {
  const rows = prepared<Row>(
    db,
    `SELECT * FROM gatekeeper_facts WHERE contact_id = @contactId AND withdrawn_at IS NULL ORDER BY at DESC, rowid DESC`,
  ).all({ contactId })
  const inUse = rows.find((row) => row.person_in !== '[]')
  return rows.map((row) => {
    const personIn = windowsOf(row.person_in)
    return {
      factId: row.fact_id,
      at: row.at,
      said: row.said,
      personIn,
      directNumber: row.direct_number,
      inWords: personInWords(personIn),
      doubted: row === inUse ? doubtInWords({ windows: personIn, saidAt: row.at }, timeZone, tries) : null,
    }
  })
}

/** What was said last of when they are in. */
export function personInOf(db: Archive, contactId: ContactId): PersonIn | null {
  const row = prepared<Pick<Row, 'at' | 'person_in'>>(
    db,
    `SELECT at, person_in FROM gatekeeper_facts
     WHERE contact_id = @contactId AND withdrawn_at IS NULL AND person_in <> '[]' ORDER BY at DESC, rowid DESC LIMIT 1`,
  ).get({ contactId })
  return row ? { windows: windowsOf(row.person_in), saidAt: row.at } : null
}

/** The attempt reached no gatekeeper after all. The words stay in the archive. */
export function withdrawGatekeeperFacts(db: Archive, attemptId: AttemptId, at: number): void {
  db.prepare(
    `UPDATE gatekeeper_facts SET withdrawn_at = @at WHERE attempt_id = @attemptId AND withdrawn_at IS NULL`,
  ).run({ attemptId, at })
}

function windowsOf(json: string): WeekWindow[] {
  return weekWindowSchema.array().parse(JSON.parse(json))
}
