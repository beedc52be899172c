import type { ContactId } from '../shared/ids.ts'
import { failed, type Result } from '../shared/result.ts'
import type { House } from './house.ts'
import { callBackers } from './practice/prospects.ts'

/** A prospect of the practice line calls the rep: this one where they are one who does, else the first who does. */
export async function letProspectCall(
  { exchange, practice }: House,
  contactId: ContactId | null,
): Promise<Result<null>> {
  const { line, state } = exchange.lineState()
  if (line?.kind !== 'practice') return failed('practice-only')
  if (state !== 'registered') return failed('line-not-registered')
  const prospect = callBackers.find(({ key }) => `practice-${key}` === contactId) ?? callBackers[0]!
  return practice.callBack(prospect.key)
}
