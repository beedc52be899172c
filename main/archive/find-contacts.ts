import type { CompanyId, ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'

/** Who a person of a file may be already. */
export interface FoundContact {
  readonly contactId: ContactId
  readonly name: string
  readonly company: string
}

const columns = `c.contact_id AS contactId, c.name, coalesce(co.name, '') AS company`
const andCompany = `LEFT JOIN companies co ON co.company_id = c.company_id`

/** Whoever has this number, as their own: a switchboard is many people's. */
export function contactWithOwnNumber(db: Archive, number: string): FoundContact | null {
  return (
    prepared<FoundContact>(
      db,
      `SELECT ${columns} FROM phone_numbers p JOIN contacts c ON c.contact_id = p.contact_id ${andCompany}
       WHERE p.number = @number AND p.kind <> 'main' LIMIT 1`,
    ).get({ number }) ?? null
  )
}

/** Whoever has this number in any way, their own before a switchboard's. */
export function contactWithAnyNumber(db: Archive, number: string): FoundContact | null {
  return (
    prepared<FoundContact>(
      db,
      `SELECT ${columns} FROM phone_numbers p JOIN contacts c ON c.contact_id = p.contact_id ${andCompany}
       WHERE p.number = @number ORDER BY p.kind = 'main' LIMIT 1`,
    ).get({ number }) ?? null
  )
}

export function contactWithEmail(db: Archive, email: string): FoundContact | null {
  return (
    prepared<FoundContact>(
      db,
      `SELECT ${columns} FROM contacts c ${andCompany}
       WHERE c.email = @email COLLATE NOCASE AND c.email <> '' LIMIT 1`,
    ).get({ email }) ?? null
  )
}

/** Somebody of this name at a company of this name. */
export function contactNamed(db: Archive, name: string, company: string): FoundContact | null {
  return (
    prepared<FoundContact>(
      db,
      `SELECT ${columns} FROM contacts c JOIN companies co ON co.company_id = c.company_id
       WHERE c.name = @name COLLATE NOCASE AND co.name = @company COLLATE NOCASE LIMIT 1`,
    ).get({ name, company }) ?? null
  )
}

/** The company of this name, made when there is none. */
export function companyNamed(db: Archive, name: string, newId: () => string): CompanyId {
  const found = prepared<{ company_id: CompanyId }>(
    db,
    `SELECT company_id FROM companies WHERE name = @name COLLATE NOCASE LIMIT 1`,
  ).get({ name })
  if (found) return found.company_id
  const companyId = newId() as CompanyId
  prepared(db, `INSERT INTO companies (company_id, name) VALUES (@companyId, @name)`).run({ companyId, name })
  return companyId
}
