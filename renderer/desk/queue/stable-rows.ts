import type { Queue, QueueItem } from '../../../shared/contract/contact.ts'

/** A letter beside a contact's call is a row of its own. */
export function rowKey({ section, contactId }: Pick<QueueItem, 'section' | 'contactId'>): string {
  return section === 'between' ? `between ${contactId}` : contactId
}

/**
 * The queue as main tells it, with the very rows that were known before wherever they say the same. A list draws again only
 * those that are new to it; and each row that is drawn holds on to the whole list of its time (React Aria 1.22), so that
 * sixty new rows at every change would be sixty lists kept.
 */
export function withStableRows(known: Queue | undefined, told: Queue): Queue {
  if (!known) return told
  const before = new Map(known.items.map((item) => [rowKey(item), item]))
  const items = told.items.map((item) => {
    const same = before.get(rowKey(item))
    return same && JSON.stringify(same) === JSON.stringify(item) ? same : item
  })
  return { ...told, items }
}
