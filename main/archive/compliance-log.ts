import type { Outcome } from '../../shared/call/outcome.ts'
import type {
  ComplianceEntry,
  ComplianceFilter,
  ComplianceKind,
  OverriddenRule,
} from '../../shared/contract/compliance-log.ts'
import type { AttemptId, ContactId } from '../../shared/ids.ts'
import type { Archive } from './open.ts'

/** Where a page ended; the next one begins behind it. */
export interface LogPlace {
  readonly startedAt: number
  readonly rowid: number
  /** Of a caller-id test; at the same moment those stand behind the attempts. */
  readonly isCallerIdTest: boolean
}

export interface LogPage {
  readonly entries: readonly ComplianceEntry[]
  /** null: that was the last page. */
  readonly next: LogPlace | null
}

interface CallerIdTestRow {
  readonly rowid: number
  readonly started_at: number
  readonly number: string
  readonly asked_by: string
  readonly outcome: Outcome | null
}

interface Row {
  readonly rowid: number
  readonly attempt_id: AttemptId
  readonly started_at: number
  readonly contact_id: ContactId
  readonly name: string
  readonly company: string | null
  readonly number: string
  readonly caller_id: string
  readonly asked_by: string
  readonly override_reason: string | null
  readonly overridden_rules: string
  readonly message_started_at: number | null
  readonly recording_name: string | null
  readonly outcome: Outcome | null
}

const isOfKind: Record<ComplianceKind, string> = {
  hidden: `a.caller_id = 'hidden'`,
  override: 'a.override_reason IS NOT NULL',
  drop: 'a.message_started_at IS NOT NULL',
}

/** The words of the partial index, which SQLite uses for these words only. */
const isInLog = `(a.caller_id = 'hidden' OR a.override_reason IS NOT NULL OR a.message_started_at IS NOT NULL)`

interface Page {
  readonly limit: number
  readonly after?: LogPlace | null
}

interface Placed {
  readonly place: LogPlace
  readonly entry: ComplianceEntry
}

/** Every hidden call, override and drop that the filter lets through, newest first, page by page. */
export function complianceLog(db: Archive, filter: ComplianceFilter, page: Page): LogPage {
  const wantsCallerIdTests = filter.kinds.includes('hidden') && filter.contactId === null
  const found = [
    ...attemptsInLog(db, filter, page),
    ...(wantsCallerIdTests ? callerIdTestsInLog(db, filter, page) : []),
  ]
  const shown = found.sort(newestFirst).slice(0, page.limit)
  return {
    entries: shown.map(({ entry }) => entry),
    next: shown.length === page.limit ? shown.at(-1)!.place : null,
  }
}

function newestFirst({ place: one }: Placed, { place: other }: Placed): number {
  return (
    other.startedAt - one.startedAt ||
    Number(one.isCallerIdTest) - Number(other.isCallerIdTest) ||
    other.rowid - one.rowid
  )
}

function attemptsInLog(db: Archive, filter: ComplianceFilter, { limit, after = null }: Page): Placed[] {
  const kinds = filter.kinds.map((kind) => isOfKind[kind]).join(' OR ')
  const rows = db
    .prepare<unknown[], Row>(
      `SELECT a.rowid, a.attempt_id, a.started_at, a.contact_id, c.name, co.name AS company, a.number, a.caller_id,
         a.asked_by, a.override_reason, a.overridden_rules, a.message_started_at, r.name AS recording_name, a.outcome
       FROM attempts a JOIN contacts c ON c.contact_id = a.contact_id
         LEFT JOIN companies co ON co.company_id = c.company_id
         LEFT JOIN recordings r ON r.recording_id = a.recording_id
       WHERE ${isInLog} AND (${kinds}) AND a.started_at >= @from AND a.started_at < @until
         AND (a.started_at, a.rowid) < (@afterAt, @afterRow)
         ${filter.contactId === null ? '' : 'AND a.contact_id = @contactId'}
       ORDER BY a.started_at DESC, a.rowid DESC LIMIT @limit`,
    )
    .all({
      ...timesOf(filter),
      afterAt: after?.startedAt ?? Number.MAX_SAFE_INTEGER,
      // Behind a test of that moment there is no attempt of the same one.
      afterRow: after?.isCallerIdTest ? 0 : (after?.rowid ?? Number.MAX_SAFE_INTEGER),
      limit,
      ...(filter.contactId !== null && { contactId: filter.contactId }),
    })
  return rows.map((row) => ({ place: placeOf(row, false), entry: entryOf(row) }))
}

function callerIdTestsInLog(db: Archive, filter: ComplianceFilter, { limit, after = null }: Page): Placed[] {
  const rows = db
    .prepare<unknown[], CallerIdTestRow>(
      `SELECT rowid, started_at, number, asked_by, outcome FROM trial_calls
       WHERE started_at >= @from AND started_at < @until AND (started_at, rowid) < (@afterAt, @afterRow)
       ORDER BY started_at DESC, rowid DESC LIMIT @limit`,
    )
    .all({
      ...timesOf(filter),
      afterAt: after?.startedAt ?? Number.MAX_SAFE_INTEGER,
      afterRow: after?.isCallerIdTest ? after.rowid : Number.MAX_SAFE_INTEGER,
      limit,
    })
  return rows.map((row) => ({ place: placeOf(row, true), entry: callerIdTestEntryOf(row) }))
}

function timesOf({ from, until }: ComplianceFilter) {
  return { from: from ?? 0, until: until ?? Number.MAX_SAFE_INTEGER }
}

function placeOf(
  { started_at: startedAt, rowid }: Pick<Row, 'started_at' | 'rowid'>,
  isCallerIdTest: boolean,
): LogPlace {
  return { startedAt, rowid, isCallerIdTest }
}

function callerIdTestEntryOf(row: CallerIdTestRow): ComplianceEntry {
  return {
    attemptId: null,
    startedAt: row.started_at,
    contactId: null,
    name: 'Your own mobile',
    company: null,
    number: row.number,
    kinds: ['hidden'],
    callerId: 'hidden',
    askedBy: row.asked_by,
    overrideReason: null,
    overriddenRules: [],
    recordingName: null,
    outcome: row.outcome,
  }
}

function entryOf(row: Row): ComplianceEntry {
  const kinds: ComplianceKind[] = []
  if (row.caller_id === 'hidden') kinds.push('hidden')
  if (row.override_reason !== null) kinds.push('override')
  if (row.message_started_at !== null) kinds.push('drop')
  return {
    attemptId: row.attempt_id,
    startedAt: row.started_at,
    contactId: row.contact_id,
    name: row.name,
    company: row.company,
    number: row.number,
    kinds,
    callerId: row.caller_id,
    askedBy: row.asked_by,
    overrideReason: row.override_reason,
    overriddenRules: JSON.parse(row.overridden_rules) as OverriddenRule[],
    recordingName: row.message_started_at === null ? null : row.recording_name,
    outcome: row.outcome,
  }
}
