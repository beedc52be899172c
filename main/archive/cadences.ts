import { cadenceSchema, type Cadence } from '../../shared/cadence-rules.ts'
import type { CadenceId, SeriesId } from '../../shared/ids.ts'
import type { Archive } from './open.ts'

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

/** Throws when no cadence has this id: enrolments refer to cadences, and those are not deleted. */
export function cadenceById(db: Archive, cadenceId: CadenceId): StoredCadence {
  const row = db
    .prepare<unknown[], { rules: string; series_id: SeriesId | null }>(
      `SELECT rules, series_id FROM cadences WHERE cadence_id = @cadenceId`,
    )
    .get({ cadenceId })
  if (!row) throw new Error(`there is no cadence ${cadenceId}`)
  return { cadence: cadenceSchema.parse(JSON.parse(row.rules)), seriesId: row.series_id }
}

export function hasCadence(db: Archive, cadenceId: CadenceId): boolean {
  return db.prepare(`SELECT 1 FROM cadences WHERE cadence_id = @cadenceId`).get({ cadenceId }) !== undefined
}

/** In the order they were added. */
export function allCadences(db: Archive): StoredCadence[] {
  return db
    .prepare<[], { rules: string; series_id: SeriesId | null }>(`SELECT rules, series_id FROM cadences ORDER BY rowid`)
    .all()
    .map(({ rules, series_id }) => ({ cadence: cadenceSchema.parse(JSON.parse(rules)), seriesId: series_id }))
}

/** By name. */
export function listCadences(db: Archive): { cadenceId: CadenceId; name: string }[] {
  return db
    .prepare<[], { cadenceId: CadenceId; name: string }>(
      `SELECT cadence_id AS cadenceId, name FROM cadences ORDER BY name`,
    )
    .all()
}
