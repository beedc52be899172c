import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Standing } from '../../../shared/contract/browse-bridge.ts'
import type { DeskBridge, Fact, RequestName, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { CompanyView } from '../../../shared/contract/contacts-bridge.ts'
import type { ContactWords } from '../../../shared/contract/contact-words.ts'
import type { ContactId } from '../../../shared/ids.ts'
import type { ImportState } from '../../../shared/contract/import-state.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

/** What covers the desk: contacts in and out, one contact's form (null: a new one), or a company. */
export type ContactsView =
  /** Everybody. */
  | { readonly kind: 'all'; readonly standing: Standing }
  | { readonly kind: 'import' }
  | { readonly kind: 'contact'; readonly contactId: ContactId | null }
  | { readonly kind: 'company'; readonly company: CompanyView }

/** What the palette is open for: anything, or the other one of two contacts that are one. */
export type PaletteFor = { readonly kind: 'anything' } | { readonly kind: 'merge'; readonly keptId: ContactId }

/** Contacts as the desk has them open: what main has said, and what the rep has typed. */
export interface ContactsDesk {
  readonly view: ContactsView | null
  readonly palette: PaletteFor | null
  readonly typed: string
  readonly answer: RequestOutput<'contacts.search'>
  /** The two that were chosen to be made one: asked about once. */
  readonly toMerge: { readonly keptId: ContactId; readonly otherId: ContactId; readonly otherName: string } | null
  readonly sheetOpen: boolean
  readonly supportOpen: boolean
  /** What a support bundle would have in it; null until main has answered. */
  readonly support: RequestOutput<'support.gather'>['files'] | null
  readonly supportSavedAt: string | null
  /** null until main has answered. */
  readonly imports: ImportState | null
  /** The form as it is typed, and as main has it; null until main has answered. */
  readonly words: ContactWords | null
  readonly saved: ContactWords | null
  /** When what the form began with was typed, and not saved; null: it began with what is saved. */
  readonly typedBefore: number | null
  readonly exported: RequestOutput<'archive.export'>
  readonly setAsideAt: string | null
  /** The merge that can be undone. */
  readonly merge: Fact<'merge'>
  readonly asked: readonly RequestName[]
  readonly refusal: Trouble | null
}

export type ContactsStore = StoreApi<ContactsDesk>

const closedContacts: ContactsDesk = {
  view: null,
  palette: null,
  typed: '',
  answer: { found: [], dial: null },
  toMerge: null,
  sheetOpen: false,
  supportOpen: false,
  support: null,
  supportSavedAt: null,
  imports: null,
  words: null,
  saved: null,
  typedBefore: null,
  exported: null,
  setAsideAt: null,
  merge: null,
  asked: [],
  refusal: null,
}

export function openContactsStore(): ContactsStore {
  return createStore<ContactsDesk>(() => closedContacts)
}

/** Lets main's state into the store. */
export function feedContacts(bridge: DeskBridge, store: ContactsStore): void {
  bridge.on('state.changed', (fact) => {
    if (fact.key === 'imports') store.setState({ imports: fact.value })
    if (fact.key === 'merge') store.setState({ merge: fact.value })
  })
}
