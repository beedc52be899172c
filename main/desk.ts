import { deskFactNames } from '../shared/contract/bridge.ts'
import type { DeskEvent, DeskEventName, DeskState, Fact, FactName, FactNow } from '../shared/contract/bridge.ts'
import type { ContactId } from '../shared/ids.ts'
import type { Trouble } from '../shared/contract/trouble.ts'

/** Where each fact of the desk comes from. Every one answers from what is already written. */
export type DeskSources = { readonly [K in Exclude<FactName, 'card' | 'notice'>]: () => Fact<K> } & {
  /** Of the contact that is shown; null: there is no such contact. */
  card(contactId: ContactId): Fact<'card'>
}

export type TellDesk = <K extends DeskEventName>(name: K, event: DeskEvent<K>) => void

/** The desk as main knows it: what it shows beyond the archive (which contact, which notice), and how it is told. */
export interface Desk {
  state(): DeskState
  /** Shows a contact in the sidebar; null when there is no such contact. */
  showContact(contactId: ContactId): Fact<'card'>
  /** These facts have changed: the desk is told what they are now. */
  changed(...names: readonly FactName[]): void
  /** An attempt or a follow-up was written: who is next and the sidebar may have changed. */
  archiveChanged(): void
  notice(trouble: Trouble | null): void
  /** Of what is no fact, and over as soon as it is told: levels, a number that was handed over. */
  tell: TellDesk
  tick(): void
}

export function openDesk(outside: DeskSources, tell: TellDesk): Desk {
  let shown: ContactId | null = null
  let notice: Trouble | null = null
  let queueMinute = 0

  const sources: { readonly [K in FactName]: () => Fact<K> } = {
    ...outside,
    queue() {
      queueMinute = Math.floor(outside.now() / 60_000)
      return outside.queue()
    },
    card: () => shown && outside.card(shown),
    notice: () => notice,
  }
  const changed = (...names: readonly FactName[]) => {
    for (const key of names) tell('state.changed', { key, value: sources[key]() } as FactNow)
  }

  return {
    state() {
      // Whoever is next is shown to a rep who has chosen nobody.
      shown ??= sources.queue().items[0]?.contactId ?? null
      return Object.fromEntries(deskFactNames.map((key) => [key, sources[key]()])) as DeskState
    },
    showContact(contactId) {
      const found = outside.card(contactId)
      if (!found) return null
      shown = contactId
      tell('state.changed', { key: 'card', value: found })
      return found
    },
    changed,
    archiveChanged: () => changed('queue', 'card'),
    notice(trouble) {
      notice = trouble
      changed('notice')
    },
    tell,
    tick() {
      changed('now')
      // Windows open and close with the minutes, not with anything the rep does.
      if (Math.floor(sources.now() / 60_000) !== queueMinute) changed('queue')
    },
  }
}
