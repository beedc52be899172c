import type { DeskBridge, RequestInput } from '../../../shared/contract/bridge.ts'
import type { Standing } from '../../../shared/contract/browse-bridge.ts'
import type { ContactWords } from '../../../shared/contract/contact-words.ts'
import type { ContactId, ImportId } from '../../../shared/ids.ts'
import type { ImportField } from '../../../shared/import/import-fields.ts'
import type { DuplicateChoice } from '../../../shared/contract/import-state.ts'
import type { ContactsStore, ContactsView, PaletteFor } from './contacts-store.ts'
import { makeBrowseIntents, type BrowseIntents } from './browse-intents.ts'
import { makeRoomAsk } from '../frame/ask.ts'
import { openBreaths } from '../frame/breaths.ts'
import type { Intents } from '../frame/intents.ts'

/** Everything the rep can want of contacts as a whole. */
export interface ContactsIntents extends BrowseIntents {
  /** Everybody, or to begin with only those who stand so with cadences. */
  openAll(standing?: Standing): void
  /** Back to the desk. What is typed in a form is kept. */
  close(): void
  openImport(): void
  /** Of this contact; null: a new one. */
  openForm(contactId: ContactId | null): void
  openCompany(contactId: ContactId): void
  /** What a deal with the company that is shown would be worth; null: nobody has said. */
  valueCompany(dealValue: number | null): void
  openPalette(palette: PaletteFor | null): void
  openSheet(open: boolean): void
  /** Shows what a support bundle would have in it, to be read before it is saved. */
  openSupport(open: boolean): void
  saveSupport(): void
  /** Looks for what is typed into the palette. */
  find(text: string): void
  /** Shows a contact on the desk, whatever covers it. */
  show(contactId: ContactId): void
  /** Calls the number that was typed. */
  dial(written: string): void
  type(words: Partial<ContactWords>): void
  /** What was typed is given up for what main has. */
  startOver(): void
  /** What is typed is kept now: the desk is about to go. */
  keepTyped(): void
  save(): void
  askToMerge(otherId: ContactId, otherName: string): void
  merge(isSure: boolean): void
  undoMerge(): void
  take(file: File): void
  map(fields: readonly (ImportField | null)[], country: string): void
  check(): void
  choose(row: number | null, choice: DuplicateChoice): void
  start(input: RequestInput<'import.start'>): void
  cancel(): void
  back(): void
  leave(): void
  undo(importId: ImportId): void
  saveSetAside(importId: ImportId): void
  exportAs(what: RequestInput<'archive.export'>['what']): void
  dismissRefusal(): void
}

const mostBytes = 64 << 20
/** What is typed is kept when there was a breath in the typing. */
const breathMs = 400

export function makeContactsIntents(bridge: DeskBridge, store: ContactsStore, desk: Intents): ContactsIntents {
  const { getState: contacts, setState } = store
  const ask = makeRoomAsk(bridge, store)
  const breaths = openBreaths(keepNow, breathMs)
  /** The contact whose typed words main does not have yet. */
  let unkept: { readonly contactId: ContactId | null } | null = null

  function keepNow() {
    breaths.drop('')
    const { words } = contacts()
    if (unkept && words) void bridge.request('contact.keepDraft', { ...unkept, words })
    unkept = null
  }

  function cover(view: ContactsView | null) {
    keepNow()
    setState({ view, palette: null, sheetOpen: false, refusal: null, exported: null, setAsideAt: null, toMerge: null })
  }

  async function openImport() {
    cover({ kind: 'import' })
    const answer = await ask('import.open', {})
    if (answer?.ok) setState({ imports: answer.value })
  }

  async function openForm(contactId: ContactId | null) {
    cover({ kind: 'contact', contactId })
    setState({ words: null, saved: null, typedBefore: null })
    const answer = await bridge.request('contact.words', { contactId })
    const { view } = contacts()
    if (view?.kind !== 'contact' || view.contactId !== contactId) return
    if (!answer.ok) return setState({ view: null, refusal: answer.trouble })
    const { words, draft } = answer.value
    setState({ saved: words, words: draft?.words ?? words, typedBefore: draft?.typedAt ?? null })
  }

  async function openCompany(contactId: ContactId) {
    const answer = await ask('company.show', { contactId })
    if (answer?.ok) cover({ kind: 'company', company: answer.value })
  }

  async function valueCompany(dealValue: number | null) {
    const { view } = contacts()
    if (view?.kind !== 'company' || view.company.dealValue === dealValue) return
    const { companyId } = view.company
    const answer = await ask('company.value', { companyId, dealValue })
    const now = contacts().view
    if (!answer?.ok || now?.kind !== 'company' || now.company.companyId !== companyId) return
    setState({ view: { kind: 'company', company: { ...now.company, dealValue } } })
  }

  async function find(typed: string) {
    setState({ typed })
    const answer = await bridge.request('contacts.search', { text: typed.slice(0, 200) })
    // The answer to what was typed before is of no use.
    if (answer.ok && contacts().typed === typed) setState({ answer: answer.value })
  }

  function show(contactId: ContactId) {
    cover(null)
    desk.show(contactId)
  }

  async function dial(written: string) {
    const answer = await ask('contact.forNumber', { written })
    if (!answer?.ok) return
    cover(null)
    desk.dial(answer.value.contactId)
  }

  function type(typed: Partial<ContactWords>) {
    const { view, words } = contacts()
    if (view?.kind !== 'contact' || !words) return
    setState({ words: { ...words, ...typed }, refusal: null })
    unkept = { contactId: view.contactId }
    breaths.begin('')
  }

  function startOver() {
    const { view, saved } = contacts()
    if (view?.kind !== 'contact') return
    breaths.drop('')
    unkept = null
    setState({ words: saved, typedBefore: null, refusal: null })
    void bridge.request('contact.keepDraft', { contactId: view.contactId, words: null })
  }

  async function save() {
    const { view, words } = contacts()
    if (view?.kind !== 'contact' || !words) return
    keepNow()
    const answer = await ask('contact.write', { contactId: view.contactId, words })
    if (answer?.ok) show(answer.value.contactId)
  }

  async function merge(isSure: boolean) {
    const { toMerge } = contacts()
    if (!isSure || !toMerge) return setState({ toMerge: null })
    const { keptId, otherId } = toMerge
    const answer = await ask('contact.merge', { keptId, otherId })
    setState({ toMerge: null })
    if (answer?.ok) show(keptId)
  }

  async function undoMerge() {
    const answer = await ask('contact.undoMerge', {})
    if (answer?.ok) show(answer.value.contactId)
  }

  async function take(file: File) {
    if (file.size > mostBytes) {
      const about = { name: file.name, reason: 'it is larger than 64 MB; cut it in two' }
      return setState({ refusal: { code: 'import-unreadable', about } })
    }
    await ask('import.take', { fileName: file.name.slice(-300), bytes: new Uint8Array(await file.arrayBuffer()) })
  }

  async function gatherSupport() {
    const answer = await ask('support.gather', {})
    if (answer?.ok) setState({ support: answer.value.files })
  }

  async function saveSupport() {
    const files = contacts().support
    if (!files) return
    const answer = await ask('support.save', { files: [...files] })
    if (answer?.ok) setState({ supportSavedAt: answer.value?.path ?? null })
  }

  return {
    ...makeBrowseIntents(bridge),
    openAll: (standing = 'any') => cover({ kind: 'all', standing }),
    close: () => cover(null),
    openImport: () => void openImport(),
    openForm: (contactId) => void openForm(contactId),
    openCompany: (contactId) => void openCompany(contactId),
    valueCompany: (dealValue) => void valueCompany(dealValue),
    openPalette(palette) {
      setState({ palette, typed: '', answer: { found: [], dial: null }, sheetOpen: false, refusal: null })
    },
    openSheet: (sheetOpen) => setState({ sheetOpen, palette: null }),
    openSupport(supportOpen) {
      setState({ supportOpen, support: null, supportSavedAt: null, palette: null, sheetOpen: false, refusal: null })
      if (supportOpen) void gatherSupport()
    },
    saveSupport: () => void saveSupport(),
    find: (text) => void find(text),
    show,
    dial: (written) => void dial(written),
    type,
    startOver,
    keepTyped: keepNow,
    save: () => void save(),
    askToMerge(otherId, otherName) {
      const { palette } = contacts()
      if (palette?.kind !== 'merge') return
      setState({ palette: null, toMerge: { keptId: palette.keptId, otherId, otherName } })
    },
    merge: (isSure) => void merge(isSure),
    undoMerge: () => void undoMerge(),
    take: (file) => void take(file),
    map: (fields, country) => void ask('import.map', { fields: [...fields], country }),
    check: () => void ask('import.check', {}),
    choose: (row, choice) => void ask('import.choose', { row, choice }),
    start: (input) => void ask('import.start', input),
    cancel: () => void ask('import.cancel', {}),
    back: () => void ask('import.back', {}),
    leave: () => void ask('import.leave', {}),
    undo: (importId) => void ask('import.undo', { importId }),
    async saveSetAside(importId) {
      const answer = await ask('import.saveSetAside', { importId })
      if (answer?.ok) setState({ setAsideAt: answer.value?.path ?? null })
    },
    async exportAs(what) {
      setState({ exported: null })
      const answer = await ask('archive.export', { what })
      if (answer?.ok) setState({ exported: answer.value })
    },
    dismissRefusal: () => setState({ refusal: null }),
  }
}
