import { IANAZone } from 'luxon'
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max'
import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import type { PhoneNumber } from '../../shared/contract/contact.ts'
import type { ContactWords } from '../../shared/contract/contact-words.ts'
import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import { readDealValue } from '../../shared/import/deal-value.ts'
import { isEmail } from '../../shared/import/import-columns.ts'
import { refusalInWords } from '../../shared/number/number-refusals.ts'
import { readNumber } from '../../shared/number/read-number.ts'
import { readPhoneNumber } from '../../shared/number/phone-number.ts'
import { placeOfPerson } from '../../shared/number/person-place.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { contactDraft, contactWords, keepDraft, writeContact, type WrittenContact } from '../archive/contact-words.ts'
import { addContact, contactNumbers, hasContact } from '../archive/contacts.ts'
import { companyNamed, contactWithAnyNumber } from '../archive/find-contacts.ts'
import { lineInUse } from '../archive/lines.ts'
import { guard, transact, type Archive } from '../archive/open.ts'
import { defaultCadence } from '../archive/cadences.ts'
import type { AppContext } from '../app-context.ts'
import { putOnCadence } from '../cadence/run-cadence.ts'

const nobody: ContactWords = {
  name: '',
  company: '',
  title: '',
  email: '',
  numbers: [{ phoneNumberId: null, written: '', kind: 'direct' }],
  tags: '',
  timeZone: '',
  region: '',
  about: '',
  dealValue: '',
  referrer: '',
}

export function wordsOf(
  { archive }: Pick<AppContext, 'archive'>,
  contactId: ContactId | null,
): Result<RequestOutput<'contact.words'>> {
  const words = contactId === null ? nobody : contactWords(archive, contactId)
  if (!words) return failed('not-found')
  return ok({ words, draft: contactDraft(archive, contactId) })
}

export function keepContactDraft(
  { archive, now }: Pick<AppContext, 'archive' | 'now'>,
  { contactId, words }: RequestInput<'contact.keepDraft'>,
): Result<null> {
  return guard(() => (keepDraft(archive, contactId, words, now()), null))
}

/** Writes a contact as a form has it, or adds one. Fails with `number-unusable`, `contact-unusable`, `not-found`. */
export function saveContact(
  app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'random'>,
  { contactId, words }: RequestInput<'contact.write'>,
): Result<{ contactId: ContactId }> {
  const { archive, desk, newId, now } = app
  const country = countryOfLine(archive)
  const stored = contactId === null ? [] : (contactWords(archive, contactId)?.numbers ?? [])
  const asStored = new Map(
    contactId === null ? [] : contactNumbers(archive, contactId).map((n) => [n.phoneNumberId, n]),
  )
  const isUntouched = (typed: ContactWords['numbers'][number]) =>
    stored.some(({ phoneNumberId, written }) => phoneNumberId === typed.phoneNumberId && written === typed.written)
  // What was kept although no plan has it needs no second word.
  const known = (typed: ContactWords['numbers'][number]) =>
    (typed.phoneNumberId && isUntouched(typed) && asStored.get(typed.phoneNumberId)) || null
  const read = readWords(words, { country, newId, known })
  if (!read.ok) return read
  const saved = transact(archive, () => {
    if (contactId !== null && !hasContact(archive, contactId)) return failed('not-found')
    const company = words.company.trim()
    const companyId = company ? companyNamed(archive, company, newId) : null
    const id = contactId ?? (newId() as ContactId)
    const contact: WrittenContact = { ...read.value, companyId }
    if (contactId === null) addNew(archive, id, contact, now())
    writeContact(archive, id, contact, now())
    keepDraft(archive, contactId, null, now())
    const cadenceId = contactId === null ? defaultCadence(archive) : null
    if (cadenceId !== null) putOnCadence(archive, id, cadenceId, { now: now(), random: app.random, newId })
    return ok(id)
  })
  if (!saved.ok) return saved
  desk.archiveChanged()
  // A call that is up is named by its contact.
  desk.changed('calls')
  return ok({ contactId: saved.value })
}

function addNew(db: Archive, contactId: ContactId, contact: WrittenContact, createdAt: number): void {
  const { name, title, timeZone } = contact
  addContact(db, { contactId, name, title, company: null, timeZone, place: '', tags: [], numbers: [], createdAt })
}

interface NumbersToRead {
  readonly country: CountryCode | undefined
  readonly newId: () => string
  /** The number that nobody has changed; null: it was typed. */
  readonly known: (typed: ContactWords['numbers'][number]) => PhoneNumber | null
}

function readWords(
  words: ContactWords,
  { country, newId, known }: NumbersToRead,
): Result<Omit<WrittenContact, 'companyId'>> {
  const name = words.name.trim() || words.company.trim()
  if (name === '') return failed('contact-unusable', { reason: 'it has neither a name nor a company' })
  const email = words.email.trim()
  if (email && !isEmail(email)) return failed('contact-unusable', { reason: `“${email}” is no email address` })
  const numbers: WrittenContact['numbers'][number][] = []
  for (const typed of words.numbers) {
    if (typed.written.trim() === '') continue
    const untouched = known(typed)
    const number = untouched ? ok(untouched) : typedNumber(typed, country)
    if (!number.ok) return number
    if (numbers.some((other) => other.number === number.value.number)) continue
    const byName = (typed.byName ?? '').replace(/[^\d*#]/g, '')
    const phoneNumberId = typed.phoneNumberId ?? (newId() as PhoneNumberId)
    const { number: digits, shown, keys } = number.value
    numbers.push({ number: digits, shown, keys, kind: typed.kind, byName, phoneNumberId })
  }
  const region = words.region.trim().toUpperCase()
  // Nobody has said it: a corrected number or region corrects the clock that came from it.
  const place = placeOfPerson(
    { country: region.slice(0, 2), state: region.slice(3), city: '', postalCode: '' },
    numbers.map(({ number }) => number),
    Intl.DateTimeFormat().resolvedOptions().timeZone,
  )
  const timeZone = words.timeZone.trim() || place.timeZone
  const zoneFrom = words.timeZone.trim() ? ('said' as const) : place.from
  if (!IANAZone.isValidZone(timeZone)) return failed('contact-unusable', { reason: `“${timeZone}” is no time zone` })
  if (!/^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/.test(region)) {
    return failed('contact-unusable', { reason: `“${region}” is no region like FR or US-FL` })
  }
  const worth = words.dealValue.trim()
  const dealValue = worth === '' ? null : readDealValue(worth)
  if (worth !== '' && dealValue === null) {
    return failed('contact-unusable', { reason: `“${worth}” is no amount like 25000 or 5k` })
  }
  const tags = words.tags.split(',').map((tag) => tag.trim().toLowerCase().slice(0, 40))
  return ok({
    name,
    title: words.title.trim(),
    email: email.toLowerCase(),
    about: words.about.trim(),
    dealValue,
    referrer: words.referrer.trim(),
    timeZone,
    zoneFrom,
    region,
    tags: [...new Set(tags)].filter(Boolean),
    numbers,
  })
}

/** With the keys behind it. What no plan has is refused, until the rep says that they know better. */
function typedNumber(
  { written, anyway }: ContactWords['numbers'][number],
  country: CountryCode | undefined,
): Result<{ number: string; shown: string; keys: string }> {
  const read = readNumber(written, { country })
  if (read.kind === 'number') return ok({ number: read.number, shown: read.shown, keys: read.keys })
  if (anyway && read.digits) return ok({ number: read.digits, shown: written.trim(), keys: '' })
  return failed('number-refused', { number: written, reason: refusalInWords(read, country), digits: read.digits })
}

/** Whoever has this number, else a new contact that is named by it, so that a call to it has somebody to belong to. */
export function contactForNumber(
  app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'random'>,
  written: string,
): Result<{ contactId: ContactId }> {
  const number = readPhoneNumber(written, countryOfLine(app.archive))
  if (!number) return failed('number-unusable', { number: written })
  const known = guard(() => contactWithAnyNumber(app.archive, number.number))
  if (!known.ok) return known
  if (known.value) return ok({ contactId: known.value.contactId })
  const numbers = [{ phoneNumberId: null, written: number.shown, kind: 'direct' as const }]
  return saveContact(app, { contactId: null, words: { ...nobody, name: number.shown, numbers } })
}

/** What was typed as people write it, where it can be dialled; null: it is no number. */
export function dialableNumber(db: Archive, text: string): string | null {
  if (!/^[\s+\d()./*#-]{3,}$/.test(text)) return null
  return readPhoneNumber(text.trim(), countryOfLine(db))?.shown ?? null
}

function countryOfLine(db: Archive): CountryCode | undefined {
  const region = lineInUse(db)?.region ?? ''
  return isSupportedCountry(region) ? region : undefined
}
