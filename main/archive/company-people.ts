import type { CompanyView } from '../../shared/contract/contacts-bridge.ts'
import type { CompanyId, ContactId } from '../../shared/ids.ts'
import { isNextInSql } from './follow-ups.ts'
import { prepared, type Archive } from './open.ts'

interface Row {
  readonly contact_id: ContactId
  readonly name: string
  readonly title: string
  readonly number: string | null
  readonly attempts: number
  readonly last_at: number | null
  readonly outcome: string | null
  readonly kind: string | null
  readonly due_at: number | null
  readonly promise: 0 | 1 | null
  readonly why: string | null
  readonly cadence: string | null
}

/** The company of this contact and everybody there: what is due first, then by name. Null: the contact has none. */
export function companyOf(db: Archive, contactId: ContactId): CompanyView | null {
  const company = prepared<{ companyId: CompanyId; name: string; dealValue: number | null }>(
    db,
    `SELECT co.company_id AS companyId, co.name, co.deal_value AS dealValue FROM contacts c JOIN companies co ON co.company_id = c.company_id
     WHERE c.contact_id = @contactId`,
  ).get({ contactId })
  return company ? { ...company, people: peopleOf(db, company.companyId) } : null
}

/** False: there is no such company. */
export function valueCompany(db: Archive, companyId: CompanyId, dealValue: number | null): boolean {
  const valued = prepared(db, `UPDATE companies SET deal_value = @dealValue WHERE company_id = @companyId`)
  return valued.run({ companyId, dealValue }).changes === 1
}

/** As many as a view draws. */
const MOST = 500

function peopleOf(db: Archive, companyId: CompanyId): CompanyView['people'] {
  const rows = prepared<Row>(
    db,
    `SELECT c.contact_id, c.name, c.title, a.started_at AS last_at, a.outcome, f.kind, f.due_at, f.promise,
       f.why ->> 0 AS why,
       (SELECT shown FROM phone_numbers p WHERE p.contact_id = c.contact_id ORDER BY place LIMIT 1) AS number,
       (SELECT count(*) FROM attempts n WHERE n.contact_id = c.contact_id) AS attempts,
       (SELECT ca.name FROM enrolments e JOIN cadences ca ON ca.cadence_id = e.cadence_id
         WHERE e.contact_id = c.contact_id AND e.stopped_at IS NULL) AS cadence
     FROM contacts c
       LEFT JOIN attempts a ON a.attempt_id = (
         SELECT attempt_id FROM attempts WHERE contact_id = c.contact_id ORDER BY started_at DESC LIMIT 1)
       LEFT JOIN follow_ups f ON f.contact_id = c.contact_id AND ${isNextInSql}
     WHERE c.company_id = @companyId ORDER BY f.due_at IS NULL, f.due_at, c.name LIMIT ${MOST}`,
  ).all({ companyId })
  return rows.map((row) => ({
    contactId: row.contact_id,
    name: row.name,
    title: row.title,
    number: row.number,
    attempts: row.attempts,
    last: row.last_at === null ? null : { at: row.last_at, outcome: row.outcome },
    next:
      row.kind === null ? null : { kind: row.kind, dueAt: row.due_at!, promise: row.promise === 1, why: row.why ?? '' },
    cadence: row.cadence,
  }))
}
