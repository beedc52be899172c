import { uncountedInSql } from './attempts.ts'
import { prepared, type Archive } from './open.ts'

const HOUR_MS = 3_600_000

/** Open calls whose windows open between two moments, by the hour. The archive counts by itself (follow_ups_loaded). */
export interface Planned {
  /** Of those that have begun, promises and what was asked for among them. */
  readonly calls: number
  /** First calls. */
  readonly begins: number
}

export function plannedBetween(db: Archive, from: number, until: number): Planned {
  return prepared<Planned>(
    db,
    `SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(begins), 0) AS begins FROM hour_loads
     WHERE hour >= @from AND hour < @until`,
  ).get({ from: Math.floor(from / HOUR_MS), until: Math.ceil(until / HOUR_MS) })!
}

/** Dials between two moments that reached a phone, or are under way. */
export function dialledBetween(db: Archive, from: number, until: number): number {
  return prepared<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM attempts
     WHERE started_at >= @from AND started_at < @until AND (outcome IS NULL OR outcome NOT IN (${uncountedInSql}))`,
  ).get({ from, until })!.n
}
