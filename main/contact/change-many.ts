import { setImmediate } from 'node:timers/promises'
import type { RequestInput } from '../../shared/contract/bridge.ts'
import type { ChangeOfMany } from '../../shared/contract/browse-bridge.ts'
import type { ContactId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { addTag, contactTags, hasContact, removeTag } from '../archive/contacts.ts'
import { enrolmentOf } from '../archive/enrolments.ts'
import { transact } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'
import { pauseCadence, resumeCadence } from '../cadence/run-cadence.ts'
import { forbidPerson, allowPerson } from '../compliance/do-not-call-list.ts'

/** So long the archive is written at a time, so that a call may come in between. */
const SLICE_MS = 6

/** Changes many together; whom it does not change is not answered. What is written when Afterbeep ends stays. */
export async function changeMany(
  app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'random'>,
  { contactIds, change }: RequestInput<'contacts.changeMany'>,
): Promise<Result<{ changed: ContactId[] }>> {
  const { archive, desk } = app
  const changed: ContactId[] = []
  let at = 0
  while (at < contactIds.length && archive.open) {
    const began = performance.now()
    do {
      const contactId = contactIds[at++]!
      const one = transact(archive, () =>
        hasContact(archive, contactId) ? changeOne(app, contactId, change) : ok(false),
      )
      if (!one.ok) return changed.length > 0 && !one.trouble.code.startsWith('archive') ? ok({ changed }) : one
      if (one.value) changed.push(contactId)
    } while (at < contactIds.length && performance.now() - began < SLICE_MS)
    await setImmediate()
  }
  desk.archiveChanged()
  return ok({ changed })
}

/** False: nothing was there to change. */
function changeOne(
  app: Pick<AppContext, 'archive' | 'newId' | 'now' | 'random'>,
  contactId: ContactId,
  change: ChangeOfMany,
): Result<boolean> {
  const { archive, now, newId, random } = app
  const sources = { now: now(), newId, random }
  const enrolment = enrolmentOf(archive, contactId)
  const isRunning = enrolment !== null && !enrolment.stopped
  switch (change.kind) {
    case 'tag': {
      const tag = change.tag.toLowerCase()
      if (contactTags(archive, contactId).includes(tag)) return ok(false)
      addTag(archive, contactId, tag)
      return ok(true)
    }
    case 'untag':
      return ok(removeTag(archive, contactId, change.tag.toLowerCase()))
    case 'pause':
      if (!isRunning || enrolment.paused) return ok(false)
      return changedBy(pauseCadence(archive, { contactId, until: change.until }, sources))
    case 'resume':
      return isRunning && enrolment.paused ? changedBy(resumeCadence(archive, contactId, sources)) : ok(false)
    case 'forbid':
      return forbidPerson(app, contactId)
    case 'allow':
      return allowPerson(app, contactId)
  }
}

function changedBy(result: Result<null>): Result<boolean> {
  return result.ok ? ok(true) : failed(result.trouble.code, result.trouble.about)
}
