import { dialledOn } from '../../shared/line/dial-format.ts'
import { refusalInWords } from '../../shared/number/number-refusals.ts'
import { shownNumber } from '../../shared/number/phone-number.ts'
import { readNumber as readWritten, type NumberReading } from '../../shared/number/read-number.ts'
import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import type { ReadNumber } from '../../shared/contract/in-call-bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { guard } from '../archive/open.ts'
import { findContactNumbers, lastDialled, ownerOfNumber, type FoundNumber } from '../archive/number-owners.ts'
import { contactOfNumber, spellings } from './contact-of-number.ts'
import type { AppContext } from '../app-context.ts'
import { isEmergencyNumber } from '../../shared/number/emergency-numbers.ts'
import { countryOf } from '../line/line-country.ts'

/** How many people are offered for what is typed. */
const MOST_FOUND = 6

/** What a number that somebody wrote would be dialled as, and whose it is. Nothing is written down yet. */
export function readNumber(
  app: Pick<AppContext, 'archive' | 'exchange' | 'region'>,
  written: string,
): Result<ReadNumber> {
  const read = readOn(app, written)
  if (!read.ok) return read
  const { number, shown, keys, others, leftOut, emergency, asTyped } = read.value
  return guard(() => {
    const owner = ownerOfNumber(app.archive, spellings(number, countryOf(app)))
    const offered = others.map((other) => ({ number: other.number, shown: other.shown }))
    const target = onLine(app, number)
    return { number, shown, target, keys, others: offered, leftOut, emergency, asTyped, name: owner?.name ?? null }
  })
}

/** The number to dial once more, from nowhere, with the keys it is known with. */
export function lastNumber(app: Pick<AppContext, 'archive' | 'exchange' | 'region'>): Result<ReadNumber | null> {
  const last = guard(() => lastDialled(app.archive))
  if (!last.ok || !last.value) return last.ok ? ok(null) : last
  const { number, keys, name } = last.value
  const emergency = isEmergencyNumber(number, countryOf(app) ?? '')
  return ok({
    number,
    target: onLine(app, number),
    shown: shownNumber(number),
    keys,
    name,
    others: [],
    leftOut: '',
    emergency,
    asTyped: !number.startsWith('+'),
  })
}

/** Fails with `number-refused` and `archive-*`. `anyway`: the digits as they are, although no plan has such a number. */
export function contactOfWritten(
  app: Pick<AppContext, 'archive' | 'desk' | 'exchange' | 'newId' | 'now' | 'region'>,
  { written, anyway = false }: { written: string; anyway?: boolean | undefined },
): Result<{ contactId: ContactId; phoneNumberId: PhoneNumberId; keys: string }> {
  const read = readOn(app, written)
  const kept = anyway && !read.ok ? digitsKept(app, written) : null
  if (!read.ok && !kept) return read
  const number = kept ?? (read as { value: Reading }).value
  const found = contactOfNumber(app, number, countryOf(app))
  if (!found.ok) return found
  app.desk.archiveChanged()
  return ok({ ...found.value, keys: number.keys })
}

export function findNumbers({ archive }: Pick<AppContext, 'archive'>, part: string): Result<FoundNumber[]> {
  return guard(() => findContactNumbers(archive, part, MOST_FOUND))
}

type Reading = Extract<NumberReading, { kind: 'number' }>

function readOn(app: Pick<AppContext, 'exchange' | 'region'>, written: string): Result<Reading> {
  const country = countryOf(app)
  const read = readWritten(written, { country })
  if (read.kind === 'number') return ok(read)
  const { digits } = read
  return failed('number-refused', { number: written, reason: refusalInWords(read, country && nameOf(country)), digits })
}

function digitsKept(
  app: Pick<AppContext, 'exchange' | 'region'>,
  written: string,
): { number: string; shown: string; keys: string } | null {
  const read = readWritten(written, { country: countryOf(app) })
  return read.kind === 'refused' && read.digits ? { number: read.digits, shown: written.trim(), keys: '' } : null
}

function nameOf(country: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country
}

function onLine({ exchange }: Pick<AppContext, 'exchange'>, number: string): string {
  const { line } = exchange.lineState()
  return line ? dialledOn(number, line) : number
}
