import { causeOf, CAUSES_FOR_MS } from '../../shared/call/callback.ts'
import type { Kinship, PossibleCallback } from '../../shared/contract/call.ts'
import { blockOf } from '../../shared/call/possible-callback.ts'
import type { ContactId } from '../../shared/ids.ts'
import { prepared, type Archive } from './open.ts'
import { attemptsWith, traceable, type TraceableRow } from './received-calls.ts'

interface Candidate extends TraceableRow {
  readonly contactId: ContactId
  readonly name: string
  readonly company: string | null
  readonly kin: Kinship
}

/** More than five names nobody reads while it rings. */
const MOST = 5

/**
 * Whose callback a call may be beside its own contact's: whoever was tried within 14 days and has the same number, works at
 * the same company, or has a number of the same hundred. The surest first, then the last who was tried. Whoever withholds
 * their number may be anybody: none.
 */
export function possibleCallbacks(
  db: Archive,
  call: { readonly contactId: ContactId; readonly number: string; readonly at: number },
): PossibleCallback[] {
  if (call.number === '') return []
  const since = call.at - CAUSES_FOR_MS
  const block = blockOf(call.number)
  const rows = prepared<Candidate>(
    db,
    `SELECT a.contact_id AS contactId, c.name, co.name AS company, ${attemptsWith('a')},
       CASE WHEN a.number = @number OR a.contact_id IN (SELECT contact_id FROM phone_numbers WHERE number = @number) THEN 'number'
         WHEN c.company_id = (SELECT company_id FROM contacts WHERE contact_id = @contactId) THEN 'company'
         ELSE 'block' END AS kin
     FROM attempts a JOIN contacts c ON c.contact_id = a.contact_id LEFT JOIN companies co ON co.company_id = c.company_id
     WHERE a.started_at >= @since AND a.started_at <= @at AND a.contact_id <> @contactId
       AND (a.contact_id IN (SELECT contact_id FROM phone_numbers WHERE number = @number)
         OR c.company_id = (SELECT company_id FROM contacts WHERE contact_id = @contactId)
         OR (@block IS NOT NULL AND a.number >= @block AND a.number < @block || ':' AND length(a.number) = length(@number)))
     ORDER BY a.started_at DESC LIMIT 200`,
  ).all({ number: call.number, contactId: call.contactId, since, at: call.at, block })
  const order: readonly Kinship[] = ['number', 'company', 'block']
  return [...Map.groupBy(rows, ({ contactId }) => contactId).values()]
    .flatMap((tries): PossibleCallback[] => {
      const attemptId = causeOf(tries.map(traceable), call.at)
      const cause = tries.find((one) => one.attemptId === attemptId)
      if (!cause) return []
      const { contactId, name, company, kin, startedAt, leftMessage } = cause
      return [
        {
          contactId,
          name,
          company,
          attemptId: cause.attemptId,
          triedAt: startedAt,
          leftMessage: leftMessage === 1,
          by: kin,
        },
      ]
    })
    .sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by) || b.triedAt - a.triedAt)
    .slice(0, MOST)
}
