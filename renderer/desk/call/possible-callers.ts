import type { CallView } from '../../../shared/contract/bridge.ts'
import type { ContactId } from '../../../shared/ids.ts'

/**
 * Whom the key says the call was from, one after the other as it is pressed again, and after the last nobody (null).
 * undefined: there is nobody to choose from.
 */
export function nextToCredit({ contactId, received }: CallView): ContactId | null | undefined {
  const may = received?.mayAnswer ?? []
  if (may.length === 0) return undefined
  const at = may.findIndex((one) => one.contactId === contactId)
  return may[at + 1]?.contactId ?? null
}
