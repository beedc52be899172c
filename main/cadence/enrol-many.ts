import { setImmediate } from 'node:timers/promises'
import type { RequestInput, RequestOutput } from '../../shared/contract/bridge.ts'
import type { ContactId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { hasCadence } from '../archive/cadences.ts'
import { hasContact } from '../archive/contacts.ts'
import { enrolmentOf, forgetUntried } from '../archive/enrolments.ts'
import { transact, type Archive } from '../archive/open.ts'
import { planNext, type Sources } from './plan-next.ts'
import { putOnCadence } from './run-cadence.ts'

/** So long is one transaction at the most, so that a call may come in between. */
const SLICE_MS = 6

/** Puts many on a cadence, in their order. What is written when Afterbeep ends stays. Fails with `not-found`. */
export async function enrolMany(
  db: Archive,
  { contactIds, cadenceId, beginning }: RequestInput<'cadence.enrolMany'>,
  sources: () => Sources,
): Promise<Result<RequestOutput<'cadence.enrolMany'>>> {
  if (!hasCadence(db, cadenceId)) return failed('not-found')
  const enrolled: ContactId[] = []
  const many = await inSlices(db, contactIds, (contactId) => {
    if (!hasContact(db, contactId)) return
    const known = enrolmentOf(db, contactId)
    if (known && !known.stopped) return
    putOnCadence(db, contactId, cadenceId, sources(), beginning)
    enrolled.push(contactId)
  })
  return many.ok ? ok({ enrolled, already: contactIds.length - enrolled.length }) : many
}

/** Takes that back for whoever was not called since. */
export async function unenrolMany(
  db: Archive,
  { contactIds, cadenceId }: RequestInput<'cadence.unenrolMany'>,
  sources: () => Sources,
): Promise<Result<{ undone: number }>> {
  let undone = 0
  const many = await inSlices(db, contactIds, (contactId) => {
    const known = enrolmentOf(db, contactId)
    if (!known || known.stopped || known.cadenceId !== cadenceId) return
    if (!forgetUntried(db, known.enrolmentId)) return
    planNext(db, contactId, { kind: 'changed' }, sources())
    undone++
  })
  return many.ok ? ok({ undone }) : many
}

async function inSlices(
  db: Archive,
  contactIds: readonly ContactId[],
  one: (contactId: ContactId) => void,
): Promise<Result<null>> {
  let done = 0
  while (done < contactIds.length && db.open) {
    const written = transact(db, () => {
      const began = performance.now()
      do one(contactIds[done++]!)
      while (done < contactIds.length && performance.now() - began < SLICE_MS)
      return ok()
    })
    if (!written.ok) return written
    await setImmediate()
  }
  return ok()
}
