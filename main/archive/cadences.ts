import { cadenceSchema, type Cadence } from '../../shared/contract/cadence-rules.ts'
import type { CadenceId, SeriesId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** A cadence, and the series its messages are taken from. */
export interface StoredCadence {
  readonly cadence: Cadence
  readonly seriesId: SeriesId | null
}

/** Adds the cadence, or writes over the one with its id. */
export function saveCadence(db: Archive, { cadence, seriesId }: StoredCadence): void {
  db.prepare(
    `INSERT INTO cadences (cadence_id, name, rules, series_id) VALUES (@cadenceId, @name, @rules, @seriesId)
     ON CONFLICT (cadence_id) DO UPDATE SET name = @name, rules = @rules, series_id = @seriesId`,
  ).run({ cadenceId: cadence.cadenceId, name: cadence.name, rules: JSON.stringify(cadence), seriesId })
}

/** Rules as they were read: a list of contacts asks for the same ones again and again. */
const known = new Map<string, Cadence>()
const MOST_KNOWN = 100

function cadenceIn(rules: string): Cadence {
  let cadence = known.get(rules)
  if (!cadence) {
    if (known.size === MOST_KNOWN) known.clear()
    known.set(rules, (cadence = cadenceSchema.parse(JSON.parse(rules))))
  }
  return cadence
}

/** Throws when no cadence has this id: enrolments refer to cadences, and those are not deleted. */
export function cadenceById(db: Archive, cadenceId: CadenceId): StoredCadence {
  const row = prepared<{ rules: string; series_id: SeriesId | null }>(
    db,
    `SELECT rules, series_id FROM cadences WHERE cadence_id = @cadenceId`,
  ).get({ cadenceId })
  if (!row) throw new Error(`there is no cadence ${cadenceId}`)
  return { cadence: cadenceIn(row.rules), seriesId: row.series_id }
}

export function hasCadence(db: Archive, cadenceId: CadenceId): boolean {
  return prepared(db, `SELECT 1 FROM cadences WHERE cadence_id = @cadenceId`).get({ cadenceId }) !== undefined
}

/** In the order they were added. */
export function allCadences(db: Archive): StoredCadence[] {
  return db
    .prepare<[], { rules: string; series_id: SeriesId | null }>(`SELECT rules, series_id FROM cadences ORDER BY rowid`)
    .all()
    .map(({ rules, series_id }) => ({ cadence: cadenceIn(rules), seriesId: series_id }))
}

/** The cadence that contacts are put on who are typed in; null: none. */
export function defaultCadence(db: Archive): CadenceId | null {
  const row = prepared<{ cadenceId: CadenceId }>(
    db,
    `SELECT cadence_id AS cadenceId FROM default_cadence WHERE one = 1`,
  ).get({})
  return row?.cadenceId ?? null
}

/** The cadence that the last import put its contacts on; null: it put them on none. Looks at a few hundred of them at the most. */
export function lastImportsCadence(db: Archive): CadenceId | null {
  const row = prepared<{ cadenceId: CadenceId }>(
    db,
    `SELECT cadence_id AS cadenceId FROM enrolments WHERE contact_id IN (
       SELECT contact_id FROM contacts WHERE import_id = (
         SELECT import_id FROM imports WHERE finished_at IS NOT NULL AND undone_at IS NULL ORDER BY started_at DESC LIMIT 1)
       LIMIT 300)
     LIMIT 1`,
  ).get({})
  return row?.cadenceId ?? null
}

export function makeDefaultCadence(db: Archive, cadenceId: CadenceId | null): void {
  prepared(
    db,
    cadenceId === null
      ? `DELETE FROM default_cadence WHERE @cadenceId IS NULL`
      : `INSERT INTO default_cadence (one, cadence_id) VALUES (1, @cadenceId)
         ON CONFLICT (one) DO UPDATE SET cadence_id = @cadenceId`,
  ).run({ cadenceId })
}

/** By name. */
export function cadenceNames(db: Archive): { cadenceId: CadenceId; name: string }[] {
  return db
    .prepare<[], { cadenceId: CadenceId; name: string }>(
      `SELECT cadence_id AS cadenceId, name FROM cadences ORDER BY name`,
    )
    .all()
}
