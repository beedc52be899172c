import { outsideWords } from '../../shared/outside-words.ts'
import type { CompanyId, ContactId } from '../../shared/ids.ts'
import { foldedCompany, foldedPerson } from '../../shared/contact/folded-names.ts'
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

/** Somebody of this name at a company of this name, whatever their titles, accents and legal forms. */
export function contactNamed(db: Archive, name: string, company: string): FoundContact | null {
  return (
    prepared<FoundContact>(
      db,
      `SELECT ${columns} FROM contacts c JOIN companies co ON co.company_id = c.company_id
       WHERE c.folded = @name AND c.folded <> '' AND co.folded = @company LIMIT 1`,
    ).get({ name: foldedPerson(name), company: foldedCompany(company) }) ?? null
  )
}

/** Folds the names that were written before names were compared like this. Before an import looks for people it knows. */
export function foldNames(db: Archive): void {
  const people = db
    .prepare<[], { id: string; name: string }>(`SELECT contact_id AS id, name FROM contacts WHERE folded = ''`)
    .all()
  const companies = db
    .prepare<[], { id: string; name: string }>(`SELECT company_id AS id, name FROM companies WHERE folded = ''`)
    .all()
  if (people.length + companies.length === 0) return
  db.transaction(() => {
    for (const { id, name } of people) {
      prepared(db, `UPDATE contacts SET folded = @folded WHERE contact_id = @id`).run({
        id,
        folded: foldedPerson(name) || name,
      })
    }
    for (const { id, name } of companies) {
      prepared(db, `UPDATE companies SET folded = @folded WHERE company_id = @id`).run({
        id,
        folded: foldedCompany(name) || name,
      })
    }
  })()
}

/** The company of this name, made when there is none. */
export function companyNamed(db: Archive, written: string, newId: () => string): CompanyId {
  const name = outsideWords(written, { most: 200 })
  const found =
    prepared<{ company_id: CompanyId }>(
      db,
      `SELECT company_id FROM companies WHERE name = @name COLLATE NOCASE LIMIT 1`,
    ).get({ name }) ??
    prepared<{ company_id: CompanyId }>(
      db,
      `SELECT company_id FROM companies WHERE folded = @folded AND folded <> '' LIMIT 1`,
    ).get({ folded: foldedCompany(name) })
  if (found) return found.company_id
  const companyId = newId() as CompanyId
  prepared(db, `INSERT INTO companies (company_id, name, folded) VALUES (@companyId, @name, @folded)`).run({
    companyId,
    name,
    folded: foldedCompany(name),
  })
  return companyId
}
