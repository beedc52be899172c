import { describe, expect, it } from 'vitest'
import { guessColumns, headingRow, guessWithoutHeadings, isHeading } from '../../../shared/import/import-columns.ts'
import { guessDelimiter } from '../../../shared/import/import-delimiter.ts'
import { missingFields, type ImportField } from '../../../shared/import/import-fields.ts'

/** Heading → what it is taken for; null: not imported. */
type Headings = Readonly<Record<string, ImportField | null>>

const hubspot: Headings = {
  'Record ID': null,
  'First Name': 'firstName',
  'Last Name': 'lastName',
  Email: 'email',
  'Phone Number': 'direct',
  'Mobile Phone Number': 'mobile',
  'Company Name': 'company',
  'Job Title': 'title',
  City: 'city',
  'State/Region': 'state',
  'Country/Region': 'country',
  'Time Zone': 'timeZone',
  'Contact owner': 'owner',
  'Create Date': null,
  'Last Activity Date': 'lastContacted',
  'Lead Status': null,
  'Lifecycle CallPanel': null,
  'Marketing contact status': null,
  'Email Domain': null,
  'Number of times contacted': null,
  'Unsubscribed from all email': null,
  'Associated Company IDs': null,
}
const salesforce: Headings = {
  Salutation: null,
  'First Name': 'firstName',
  'Last Name': 'lastName',
  Title: 'title',
  'Account Name': 'company',
  'Account Owner': 'owner',
  'Mailing Street': null,
  'Mailing City': 'city',
  'Mailing State/Province': 'state',
  'Mailing Zip/Postal Code': 'postalCode',
  'Mailing Country': 'country',
  Phone: 'direct',
  Fax: null,
  Mobile: 'mobile',
  'Home Phone': 'home',
  'Other Phone': 'other',
  'Account Phone': 'main',
  Email: 'email',
  'Email Opt Out': null,
  'Lead Source': null,
  'Contact ID': null,
  Description: 'notes',
}
const salesforceLoader: Headings = {
  ID: null,
  FIRSTNAME: 'firstName',
  LASTNAME: 'lastName',
  HOMEPHONE: 'home',
  MOBILEPHONE: 'mobile',
  OTHERPHONE: 'other',
  PHONE: 'direct',
  EMAIL: 'email',
  TITLE: 'title',
  ISDELETED: null,
  CREATEDDATE: null,
}
const pipedrive: Headings = {
  'Person - ID': null,
  'Person - Name': 'name',
  'Person - Label': 'tags',
  'Person - Organization': 'company',
  'Person - Phone - Work': 'direct',
  'Person - Phone - Home': 'home',
  'Person - Phone - Mobile': 'mobile',
  'Person - Phone - Other': 'other',
  'Person - Email - Work': 'email',
  'Person - Email - Home': 'email',
  'Person - Owner': 'owner',
  'Person - Open deals': null,
  'Person - Next activity date': null,
  'Person - Job title': 'title',
}
const close: Headings = {
  id: null,
  lead_id: null,
  lead_name: 'company',
  contact_name: 'name',
  title: 'title',
  primary_phone: 'direct',
  primary_phone_type: null,
  primary_email: 'email',
  primary_email_type: null,
  other_phones: 'other',
  date_created: null,
  created_by_name: null,
}
const german: Headings = {
  Anrede: null,
  Vorname: 'firstName',
  Nachname: 'lastName',
  Firma: 'company',
  Funktion: 'title',
  'E-Mail-Adresse': 'email',
  'Telefon (geschäftlich)': 'direct',
  Durchwahl: 'direct',
  Handynummer: 'mobile',
  Zentrale: 'main',
  'Telefon privat': 'home',
  Straße: null,
  PLZ: 'postalCode',
  Ort: 'city',
  Land: 'country',
  Bemerkungen: 'notes',
  Schlagworte: 'tags',
}
const french: Headings = {
  Civilité: null,
  Prénom: 'firstName',
  Nom: 'name',
  Société: 'company',
  Fonction: 'title',
  'Adresse e-mail': 'email',
  Téléphone: 'direct',
  'Téléphone portable': 'mobile',
  Standard: 'main',
  'Code postal': 'postalCode',
  Ville: 'city',
  Pays: 'country',
  Remarques: 'notes',
}
const spanish: Headings = {
  Nombre: 'name',
  Apellidos: 'lastName',
  Empresa: 'company',
  Cargo: 'title',
  'Correo electrónico': 'email',
  Teléfono: 'direct',
  Móvil: 'mobile',
  Centralita: 'main',
  Ciudad: 'city',
  País: 'country',
  Notas: 'notes',
}
const plain: Headings = { Name: 'name', Company: 'company', Phone: 'direct', 'Phone 2': 'other', Notes: 'notes' }

describe('the columns of a file are guessed by their headings', () => {
  it.each(Object.entries({ hubspot, salesforce, salesforceLoader, pipedrive, close, german, french, spanish, plain }))(
    '%s',
    (_, headings) => {
      const names = Object.keys(headings)
      const guessed = guessColumns(names, [])
      expect(Object.fromEntries(names.map((name, at) => [name, guessed[at]]))).toEqual(headings)
      expect(missingFields(guessed)).toBeNull()
    },
  )
})

it('a list without headings is guessed by what is in it', () => {
  const rows = [
    ['Jane Adams', 'Brightwater', '+1 416 345 3453', 'jane@brightwater.example'],
    ['Omar Haddad', 'Northgate', '(212) 555-0188', 'omar@northgate.example'],
  ]
  expect(isHeading(rows[0]!)).toBe(false)
  expect(isHeading(['Name', 'Company', 'Phone', 'Email'])).toBe(true)
  expect(guessWithoutHeadings(rows)).toEqual(['name', 'company', 'direct', 'email'])
})

it('columns with letters for headings are guessed by what is in them', () => {
  expect(guessColumns(['a', 'b'], [['x@y.example', '+49 30 901820']])).toEqual(['email', 'direct'])
})

it('what is missing is said before anything is read', () => {
  expect(missingFields(['email', null])).toBe('Say which column is the name.')
  expect(missingFields(['name', null])).toBe('Say which column is a phone number.')
})

it.each([
  ['Name,Phone\nJane,1\nOmar,2', ','],
  ['Name;Phone\n"Adams; Jane";1,5\nOmar;2,5', ';'],
  ['Name\tPhone\nJane, A\t1\nOmar, H\t2', '\t'],
  ['Name|Phone\nJane|1', '|'],
  ['sep=;\nName;Phone', ';'],
  ['"Notes, with\nline, breaks";Phone\n"a,b";2', ';'],
  ['Phone\n1\n2', ','],
])('the delimiter of %j is %j', (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter)
})

it('headings stand below the title of a report, or in the first row', () => {
  const report = [
    ['Leads report', '', ''],
    ['Generated 2026-11-20'],
    ['Name', 'Company', 'Phone'],
    ['Ann', 'N', '212-555-0142'],
  ]
  expect(headingRow(report)).toBe(2)
  expect(headingRow(report.slice(2))).toBe(0)
  expect(headingRow(report.slice(3))).toBeNull()
})
