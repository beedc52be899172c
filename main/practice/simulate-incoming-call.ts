import type { ContactId } from '../../shared/ids.ts'
import { failed, type Result } from '../../shared/result.ts'
import { contactNumbers } from '../archive/contacts.ts'
import type { AppContext } from '../app-context.ts'
import { firstToCall, prospectAt } from './prospects.ts'

/** A prospect of the practice line calls the rep: this contact where they are one who does, else the first who does. */
export async function letProspectCall(
  { archive, exchange, practice }: Pick<AppContext, 'archive' | 'exchange' | 'practice'>,
  contactId: ContactId | null,
): Promise<Result<null>> {
  const { line, state } = exchange.lineState()
  if (line?.kind !== 'practice') return failed('practice-only')
  if (state !== 'registered') return failed('line-not-registered')
  const numbers = contactId ? contactNumbers(archive, contactId) : []
  const own = numbers.find(({ number }) => prospectAt(number)?.calls)
  return practice.callBack(own?.number ?? firstToCall.number)
}
