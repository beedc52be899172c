import type { CountryCode } from 'libphonenumber-js/max'
import { isEmail } from './import-columns.ts'
import type { ImportField } from './import-fields.ts'
import { numberFields } from './import-fields.ts'
import type { NumberKind } from '../number/number-kinds.ts'
import { readPhoneNumber } from '../number/phone-number.ts'
import { countryNamed, zoneNamed, zoneOfNumber, zoneOfRegion } from '../number/place-names.ts'

export interface ImportedNumber {
  readonly number: string
  readonly shown: string
  readonly kind: NumberKind
}

/** What a row says of a person. */
export interface ImportedPerson {
  readonly name: string
  readonly company: string
  readonly title: string
  readonly email: string
  readonly numbers: readonly ImportedNumber[]
  readonly tags: readonly string[]
  readonly about: string
  readonly place: string
  readonly timeZone: string
}

/** `bad`: why it cannot be imported. `warnings`: what of it is left out, and why. */
export type RowReading =
  { readonly person: ImportedPerson; readonly warnings: readonly string[] } | { readonly bad: string }

export interface RowReader {
  readonly columns: readonly (ImportField | null)[]
  /** Of numbers that are written without one; null: such numbers are bad. */
  readonly country: CountryCode | null
  /** Of people about whom neither row nor number tells. */
  readonly timeZone: string
}

const MOST_SIGNS = 200
const MOST_ABOUT = 4000
const MOST_TAGS = 20

/** Makes a person of the cells of one row. */
export function readRow(cells: readonly string[], { columns, country, timeZone }: RowReader): RowReading {
  const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '').length
  if (extra > 0) return { bad: `it has ${cells.length} cells where the file has ${columns.length} columns` }
  const all = (field: ImportField) =>
    columns.flatMap((column, at) => (column === field && cells[at]?.trim() ? [tidy(cells[at])] : []))
  const one = (field: ImportField) => all(field)[0] ?? ''
  const company = one('company')
  // French and Spanish files call the last name just "name" beside a first name.
  const given = one('firstName')
  const last = one('lastName') || (given ? one('name') : '')
  const name = given || last ? [given, last].filter(Boolean).join(' ') : one('name') || company
  if (name === '') return { bad: 'there is neither a name nor a company' }

  const warnings: string[] = []
  const email = one('email').replace(/^mailto:/i, '')
  if (email && !isEmail(email)) warnings.push(`“${brief(email)}” is no email address and is left out`)
  const words = { name, company, title: one('title'), email: isEmail(email) ? email.toLowerCase() : '' }
  const long = Object.entries(words).find(([, text]) => text.length > MOST_SIGNS)
  if (long) return { bad: `its ${long[0]} is ${long[1].length} signs long; ${MOST_SIGNS} are the most` }

  const there = countryNamed(one('country'))
  const { numbers, unread, notes } = readNumbers(columns, cells, there ?? country)
  if (numbers.length === 0) {
    return { bad: unread.length > 0 ? notANumber(unread[0]!, there ?? country) : 'there is no phone number' }
  }
  warnings.push(...unread.map((written) => `${notANumber(written, there ?? country)} and is left out`))
  const about = [...all('notes'), ...notes].join('\n')
  if (about.length > MOST_ABOUT) warnings.push(`its notes are cut at ${MOST_ABOUT} signs`)
  const writtenZone = one('timeZone')
  const zone = zoneNamed(writtenZone)
  if (writtenZone && !zone) warnings.push(`“${brief(writtenZone)}” is no time zone: it goes by the number`)
  const byNumber = numbers.map(({ number }) => zoneOfNumber(number)).find((found) => found !== null)
  const person = {
    ...words,
    numbers,
    tags: [...new Set(all('tags').flatMap((cell) => cell.split(/[;,|]/).map(tagOf)))]
      .filter(Boolean)
      .slice(0, MOST_TAGS),
    about: about.slice(0, MOST_ABOUT),
    place: [one('city'), one('state') || one('country')].filter(Boolean).join(', ').slice(0, MOST_SIGNS),
    timeZone: zone ?? byNumber ?? (there && zoneOfRegion(there)) ?? timeZone,
  }
  return { person, warnings }
}

function readNumbers(columns: readonly (ImportField | null)[], cells: readonly string[], country: CountryCode | null) {
  const numbers: ImportedNumber[] = []
  const unread: string[] = []
  const notes: string[] = []
  for (const kind of numberFields) {
    for (const [at, column] of columns.entries()) {
      if (column !== kind) continue
      for (const written of numbersIn(cells[at] ?? '')) {
        const { number: text, extension } = withoutExtension(written)
        const read = readImportedNumber(text, country)
        if (!read) unread.push(written)
        else if (!numbers.some(({ number }) => number === read.number)) numbers.push({ ...read, kind })
        if (read && extension) notes.push(`Extension ${extension} at ${read.shown}.`)
      }
    }
  }
  return { numbers, unread, notes }
}

/** Two numbers in one cell are parted by `;`, `|`, a line break, " / ", or a comma before another number. */
function numbersIn(cell: string): string[] {
  return tidy(cell)
    .split(/[;|\n]|\s\/\s|,(?=\s*\+?[\d(])|\s:::\s/)
    .map((part) => part.trim().replace(/^(tel|phone|p|t|m|mobile|work|home)\s*[.:]\s*/i, ''))
    .filter((part) => part !== '' && !/^(n\/?a|none|null|unknown|-+|keine?|0)$/i.test(part))
}

function withoutExtension(written: string): { number: string; extension: string } {
  // From the end, and no further than a sign and its digits can reach: a cell may be of any length.
  const end = written.slice(-32)
  const digits = /\d{1,7}$/.exec(end)?.[0] ?? ''
  const before = end
    .slice(0, end.length - digits.length)
    .trimEnd()
    .replace(/:$/, '')
    .trimEnd()
  const isTight = before.length + digits.length === end.length
  const sign = /(?:;ext=|\bext(?:ension)?\b\.?|\bposte\b|\bdw\b\.?|#|\bx)$/i.exec(before)?.[0]
  const tightSign = isTight ? /x$/i.exec(before)?.[0] : undefined
  const found = sign ?? tightSign
  const number = written.slice(0, written.length - end.length + before.length - (found?.length ?? 0)).trimEnd()
  return digits !== '' && found && /\d/.test(number)
    ? { number, extension: digits }
    : { number: written, extension: '' }
}

/** Null for what is no number of any country; extensions of three to six digits are dialled as they are. */
export function readImportedNumber(written: string, country: CountryCode | null): Omit<ImportedNumber, 'kind'> | null {
  if (/e\+?\d+$/i.test(written)) return null
  const plain = written.replace(/\(0\)/, ' ').replace(/^00(?=[1-9])/, '+')
  const read = readPhoneNumber(plain, country ?? undefined)
  if (!read) return null
  if (read.number.startsWith('+')) return /^\+\d{7,15}$/.test(read.number) && isRead(read, plain) ? read : null
  return /^\d{3,6}$/.test(read.number) ? read : null
}

/** A plus before digits that no country has comes back as it was written. */
function isRead(read: { number: string; shown: string }, written: string): boolean {
  return read.shown !== written.trim() || read.shown.includes(' ')
}

function notANumber(written: string, country: CountryCode | null): string {
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(written)) return `a spreadsheet has cut the number “${brief(written)}” short`
  const digits = written.replace(/\D/g, '').length
  const needsCountry = country === null && digits >= 7 && !written.includes('+')
  return needsCountry ? `“${brief(written)}” has no country code` : `“${brief(written)}” is no phone number`
}

function tidy(cell: string): string {
  // The apostrophe that keeps a spreadsheet from reading a formula is not part of what it says.
  return cell.trim().replace(/^'(?=[=+\-@|%])/, '')
}

function tagOf(text: string): string {
  const tag = text.trim().toLowerCase().slice(0, 40)
  return tag === 'lead-card' || tag === 'leadcard' ? 'lead card' : tag
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
