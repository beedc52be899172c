import { outsideWords } from '../outside-words.ts'
import type { CountryCode } from 'libphonenumber-js/max'
import { readDealValue } from './deal-value.ts'
import { isEmail, mayCall, plainWords } from './import-columns.ts'
import type { ImportField } from './import-fields.ts'
import { numberFields } from './import-fields.ts'
import type { NumberKind } from '../number/number-kinds.ts'
import { placeOfPerson, type ZoneFrom } from '../number/person-place.ts'
import { refusalInWords } from '../number/number-refusals.ts'
import { readNumber } from '../number/read-number.ts'
import { countryNamed, zoneNamed } from '../number/place-names.ts'

interface ImportedNumber {
  readonly number: string
  readonly shown: string
  readonly kind: NumberKind
  /** Pressed after the answer, as shared/number/keys-after-answer.ts says; empty: none. */
  readonly keys: string
  /** The list says that this number must not be called. */
  readonly doNotCall: boolean
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
  /** What a column of notes says, for a note that is seen during the call. */
  readonly note: string
  readonly place: string
  readonly region: string
  readonly postalCode: string
  readonly timeZone: string
  readonly zoneFrom: ZoneFrom
  readonly dealValue: number | null
  readonly referrer: string
  /** The list says that they must not be called, whatever their number. */
  readonly doNotCall: boolean
}

/** `bad`: why it cannot be imported. `warnings`: what of it is left out, and why. */
export type RowReading =
  { readonly person: ImportedPerson; readonly warnings: readonly string[] } | { readonly bad: string }

export interface RowReader {
  readonly columns: readonly (ImportField | null)[]
  /** The headings of the columns: a number's own Do Not Call is named after it. Left out: none. */
  readonly headings?: readonly string[]
  /** Of numbers that are written without one; null: such numbers are bad. */
  readonly country: CountryCode | null
  /** Of people about whom neither row nor number tells. */
  readonly timeZone: string
}

const MOST_SIGNS = 200
const MOST_ABOUT = 4000
const MOST_TAGS = 20

/** Makes a person of the cells of one row. */
export function readRow(
  cells: readonly string[],
  { columns, headings = [], country, timeZone }: RowReader,
): RowReading {
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
  const emails = all('email')
    .flatMap((cell) => cell.split(/[;,|\s]+/))
    .map((cell) => cell.replace(/^mailto:/i, ''))
    .filter(isEmail)
  const email = emails[0] ?? one('email')
  if (email && !isEmail(email)) warnings.push(`“${brief(email)}” is no email address and is left out`)
  const words = { name, company, title: one('title'), email: isEmail(email) ? email.toLowerCase() : '' }
  const long = Object.entries(words).find(([, text]) => text.length > MOST_SIGNS)
  if (long) return { bad: `its ${long[0]} is ${long[1].length} signs long; ${MOST_SIGNS} are the most` }

  const there = countryNamed(one('country'))
  const forbidden = columns.flatMap((column, at) => (forbids(column, headings[at] ?? '', cells[at] ?? '') ? [at] : []))
  const ofNumber = (at: number) => numberOfFlag(headings, columns, at)
  const { numbers, unread, warned } = readNumbers({ columns, cells, country: there ?? country, forbidden, ofNumber })
  if (numbers.length === 0) return { bad: unread[0] ?? 'there is no phone number' }
  warnings.push(...unread.map((reason) => `${reason} and is left out`), ...warned)
  const facts = [
    ...all('owner').map((owner) => `Owner: ${owner}`),
    ...all('lastContacted').map((when) => `Last contacted: ${when}`),
    ...emails.slice(1).map((other) => `Email: ${other}`),
  ]
  const note = all('notes').join('\n')
  if (note.length > MOST_ABOUT) warnings.push(`its notes are cut at ${MOST_ABOUT} signs`)
  const address = { country: there ?? '', state: one('state'), city: one('city'), postalCode: one('postalCode') }
  const place = placeOfPerson(
    address,
    numbers.map(({ number }) => number),
    timeZone,
  )
  const writtenZone = one('timeZone')
  const named = zoneNamed(writtenZone, place.region.slice(0, 2) || (country ?? 'US'))
  // "MST" of somebody in Arizona, which has no summer time.
  const zone = named === 'America/Denver' && place.region === 'US-AZ' ? 'America/Phoenix' : named
  if (writtenZone && !zone)
    warnings.push(
      `“${brief(writtenZone)}” is no time zone: it goes by ${place.from === 'address' ? 'the address' : 'the number'}`,
    )
  const worth = one('dealValue')
  const dealValue = worth === '' ? null : readDealValue(worth)
  if (worth !== '' && dealValue === null) warnings.push(`“${brief(worth)}” is no amount and is left out`)
  const person = {
    ...words,
    numbers,
    tags: [...new Set(all('tags').flatMap((cell) => cell.split(/[;,|]/).map(tagOf)))]
      .filter(Boolean)
      .slice(0, MOST_TAGS),
    about: facts.join('\n').slice(0, MOST_ABOUT),
    note: note.slice(0, MOST_ABOUT),
    place: [one('city'), one('state') || one('country')].filter(Boolean).join(', ').slice(0, MOST_SIGNS),
    region: place.from === 'address' || there ? place.region : '',
    postalCode: address.postalCode.slice(0, 20),
    timeZone: zone ?? place.timeZone,
    zoneFrom: zone ? ('said' as const) : place.from,
    dealValue,
    referrer: one('referrer').slice(0, MOST_SIGNS),
    doNotCall: forbidden.some((at) => ofNumber(at) === null),
  }
  return { person, warnings }
}

/** Does a cell say that somebody must not be called: a Do Not Call, or a status, a tag or a note that is nothing but that? */
function forbids(column: ImportField | null, heading: string, cell: string): boolean {
  if (column === 'doNotCall') {
    const words = plainWords(heading)
    // "Do not allow Phone Calls" allows none.
    return mayCall.test(words) && !/\b(not|no|dnc)\b/.test(words) ? isRefusal(cell) : isYes(cell)
  }
  if (column !== null && column !== 'tags' && column !== 'notes') return false
  if (/\be ?mail\b/.test(plainWords(heading))) return false
  return cell.split(/[;,|\n]/).some((part) => isForbidding.test(plainWords(part)))
}

const isForbidding =
  /^((on )?dnc[lc]?( list)?|(on )?(the )?do ?not ?(call|contact|phone|disturb)( list| registry)?|nicht anrufen|anrufsperre|werbesperre|ne pas appeler|no llamar)$/

/** The no of a column that says who may be called. Nothing in it is none. */
function isRefusal(cell: string): boolean {
  const words = plainWords(cell)
  return (
    isForbidding.test(words) ||
    /^(0( 0+)?|false|f|no|n|nein|non|never|falsch|faux|falso|denied|refused|declined|revoked|withdrawn|blocked|forbidden|prohibited|(do )?not (allow|allowed|permitted)|opt(ed)? ?out)$/.test(
      words,
    )
  )
}

/** TRUE, Yes, 1, x, Y, Ja, Oui, "Do not call", a date since when: everything but a no. */
function isYes(cell: string): boolean {
  const word = cell.trim().toLowerCase()
  return (
    word !== '' &&
    !/^(0+([.,]0+)?|false|f|no|n|nein|non|off|none|null|n\/?a|-+|unknown|allow|allowed|ok|ok to call|clean|not (on list|listed|registered)|can call|call allowed|not set|falsch|faux|falso)$/.test(
      word,
    )
  )
}

/**
 * Which column of numbers a Do Not Call speaks of: "Mobile Phone Do Not Call" and "Direct Phone Number DNC" of theirs; null: of the
 * person.
 */
function numberOfFlag(
  headings: readonly string[],
  columns: readonly (ImportField | null)[],
  at: number,
): number | null {
  const words = plainWords(headings[at] ?? '')
    .replace(
      /\b(do not (call|contact|disturb|allow( phone)? calls?)|dncl?|donotcall|c?tps|bloctel|litigators?|(ok|okay|permission) to (call|phone)|(can|may) (call|phone|be called)|permission|opt out|status|flag|is|on|list)\b/g,
      ' ',
    )
    .replace(/\s+/g, ' ')
    .trim()
  if (words === '' || /^(contact|person|lead|prospect|call|calls|column \d+)$/.test(words)) return null
  const numbers = columns.flatMap((column, index) => (isNumberField(column) ? [index] : []))
  const exact = numbers.find((index) => plainWords(headings[index] ?? '') === words)
  const within = numbers.find((index) => plainWords(headings[index] ?? '').includes(words))
  return exact ?? within ?? null
}

function isNumberField(column: ImportField | null): column is NumberKind {
  return (numberFields as readonly (ImportField | null)[]).includes(column)
}

interface Cells {
  readonly columns: readonly (ImportField | null)[]
  readonly cells: readonly string[]
  readonly country: CountryCode | null
  readonly forbidden: readonly number[]
  readonly ofNumber: (at: number) => number | null
}

function readNumbers({ columns, cells, country, forbidden, ofNumber }: Cells) {
  const numbers: ImportedNumber[] = []
  const unread: string[] = []
  const warned: string[] = []
  for (const kind of numberFields) {
    for (const [at, column] of columns.entries()) {
      if (column !== kind) continue
      const doNotCall = forbidden.some((flag) => ofNumber(flag) === at)
      const code = columns[at - 1] === 'phoneCode' ? (cells[at - 1] ?? '').replace(/\D/g, '') : ''
      const extension = columns[at + 1] === 'extension' ? (cells[at + 1] ?? '').replace(/[^\d*#]/g, '').slice(0, 8) : ''
      for (const [index, written] of numbersIn(cells[at] ?? '').entries()) {
        const reading = readCell(written, country, code)
        if ('reason' in reading) {
          unread.push(reading.reason)
          continue
        }
        const found = reading.found.map((one, nth) => ({
          ...one,
          keys: nth === 0 && index === 0 && !one.keys && extension ? `,${extension}` : one.keys,
        }))
        for (const one of found) {
          const ofLabel = columns[at - 1] === 'numberKind' ? kindOfLabel(cells[at - 1] ?? '') : null
          const isNew = !numbers.some(({ number }) => number === one.number)
          if (isNew) numbers.push({ ...one, kind: ofLabel ?? kind, doNotCall })
        }
        if (reading.leftOut) warned.push(`“${brief(reading.leftOut)}” beside ${found[0]!.shown} is left out`)
      }
    }
  }
  return { numbers, unread, warned }
}

/** "* Work", "Mobile ::: iPhone", "Privat": what Google's labels and others say of the number after them; null: nothing. */
function kindOfLabel(label: string): NumberKind | null {
  const words = plainWords(label)
  if (/\b(mobile?|cell\w*|handy|iphone|portable|movil|celular)\b/.test(words)) return 'mobile'
  if (/\b(main|company|switchboard|zentrale|hq|standard)\b/.test(words)) return 'main'
  if (/\b(home|privat\w*|domicile|casa|personal)\b/.test(words)) return 'home'
  if (/\b(other|assistant|sonstige|autre|otro)\b/.test(words)) return 'other'
  return /\b(work|direct|business|arbeit|office|buro|travail|trabajo)\b/.test(words) ? 'direct' : null
}

type Found = Pick<ImportedNumber, 'number' | 'shown' | 'keys'>

/** The numbers of a cell, or why there is none. An emergency number is none: a list never means one. */
function readCell(
  written: string,
  country: CountryCode | null,
  code: string,
): { readonly found: readonly Found[]; readonly leftOut: string } | { readonly reason: string } {
  const digits = written.replace(/\D/g, '')
  const text =
    code && !/^\s*(\+|00)/.test(written)
      ? `+${code}${digits.replace(/^0+/, '').replace(code === '1' ? /^1(?=\d{10}$)/ : /^$/, '')}`
      : written
  const reading = readNumber(text, { country: country ?? undefined, listed: true })
  if (reading.kind === 'refused') {
    const why = refusalInWords(reading, country ?? undefined)
    return {
      reason:
        reading.why === 'nothing'
          ? `“${brief(written)}” is no phone number`
          : `“${brief(written)}” is no phone number: ${why}`,
    }
  }
  if (reading.emergency) return { reason: `“${brief(written)}” is an emergency number` }
  if (/^[*#]|^sip:/.test(reading.number)) return { reason: `“${brief(written)}” is no phone number` }
  const { number, shown, keys, others, leftOut } = reading
  // Last digits that complete another number are a reading of ours, and no number of the list's.
  const whole = others.filter(({ completed }) => !completed)
  const guessed = others.filter(({ completed }) => completed).map((other) => other.shown)
  return {
    found: [{ number, shown, keys }, ...whole.map((other) => ({ number: other.number, shown: other.shown, keys: '' }))],
    leftOut: [wordsOnly(leftOut), ...guessed].filter(Boolean).join(', '),
  }
}

/** "Tel", "office": what kind of number it is needs no warning. */
function wordsOnly(leftOut: string): string {
  return /\d/.test(leftOut) ? leftOut : ''
}

/** Several numbers in one cell are parted by a line break, a bar or the `:::` of Google's lists; all else is the reader's. */
function numbersIn(cell: string): string[] {
  return tidy(cell)
    .split(/[|\n]|:::|;(?=\s*\+?\(?\d{3}[\d\s().-]{4})/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(n\/?a|none|null|unknown|-+|keine?|0)$/i.test(part))
}

/** In code points: the longest that a contact has room for. */
const MOST_CELL = 4_000

function tidy(cell: string): string {
  // The apostrophe that keeps a spreadsheet from reading a formula is not part of what it says.
  return outsideWords(cell, { most: MOST_CELL, lines: true }).replace(/^'(?=[=+\-@|%])/, '')
}

function tagOf(text: string): string {
  const tag = text.trim().toLowerCase().slice(0, 40)
  return tag === 'lead-card' || tag === 'leadcard' ? 'lead card' : tag
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
