import type { Fact, RequestInput } from '../../shared/contract/bridge.ts'
import type { ContactId } from '../../shared/ids.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { contactName, hasContact } from '../archive/contacts.ts'
import { contactsAsTheyStand, mergeContacts, putBack, type ContactsAsTheyStand } from '../archive/merged-contacts.ts'
import { transact } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'

/** The last merge of this session, for as long as it can be undone. */
export interface Merges {
  last: {
    readonly keptName: string
    readonly otherName: string
    readonly before: ContactsAsTheyStand
    /** What the merge made of them: when it is something else since, nothing is put back. */
    readonly after: string
  } | null
}

export function openMerges(): Merges {
  return { last: null }
}

/** What the desk shows of it. */
export function lastMerge({ last }: Merges): Fact<'merge'> {
  return last && { keptName: last.keptName, otherName: last.otherName }
}

/** Makes one contact of two. Fails with `not-found`, `call-in-progress` while one of them is in a call, `archive-*`. */
export function mergeTwo(
  app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'dialQueue' | 'merges' | 'now'>,
  { keptId, otherId }: RequestInput<'contact.merge'>,
): Result<null> {
  const { archive, calls, desk, dialQueue, merges, now } = app
  if (keptId === otherId || !hasContact(archive, keptId) || !hasContact(archive, otherId)) return failed('not-found')
  // The call's verbs know the contact by the id that would go.
  const isQueued = dialQueue.waiting?.contactId === otherId
  if (isQueued || calls.all().some(({ contactId, phase }) => contactId === otherId && phase !== 'ended')) {
    return failed('call-in-progress')
  }
  const merged = transact(archive, () => {
    const before = contactsAsTheyStand(archive, keptId, otherId)
    const [keptName, otherName] = [keptId, otherId].map((id) => contactName(archive, id).name)
    mergeContacts(archive, keptId, otherId, now())
    const after = JSON.stringify(contactsAsTheyStand(archive, keptId, otherId))
    return ok({ keptName: keptName!, otherName: otherName!, before, after })
  })
  if (!merged.ok) return merged
  merges.last = merged.value
  calls.merged(otherId, keptId)
  desk.showContact(keptId)
  desk.changed('merge', 'calls')
  desk.archiveChanged()
  return ok()
}

/** Undoes the last merge. Fails with `not-found`, `merge-too-late`, `archive-*`. */
export function undoMerge({
  archive,
  desk,
  merges,
}: Pick<AppContext, 'archive' | 'desk' | 'merges'>): Result<{ contactId: ContactId }> {
  const { last } = merges
  if (!last) return failed('not-found')
  const { keptId, otherId } = last.before
  merges.last = null
  const undone = transact(archive, () => {
    const stands = JSON.stringify(contactsAsTheyStand(archive, keptId, otherId))
    if (stands !== last.after) return failed('merge-too-late', { name: last.keptName })
    putBack(archive, last.before)
    return ok()
  })
  desk.changed('merge')
  if (!undone.ok) return undone
  desk.archiveChanged()
  return ok({ contactId: otherId })
}
