import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { DaysOffId } from '../../../shared/ids.ts'
import type { CadencesStore } from './cadences-store.ts'
import { usualName, type DaysOffDesk } from './days-off-desk.ts'

/** Everything the rep can want of holidays and vacations. */
export interface DaysOffIntents {
  openDaysOff(): void
  typeDaysOff(typed: Partial<Pick<DaysOffDesk, 'written' | 'name'>>): void
  /** Takes off what is typed, as it was understood. */
  addDaysOff(): void
  removeDaysOff(daysOffId: DaysOffId): void
  /** Undoes what was added or removed last. */
  undoDaysOff(): void
}

/** `uncover` takes away what else covers the desk. */
export function makeDaysOffIntents(bridge: DeskBridge, store: CadencesStore, uncover: () => void): DaysOffIntents {
  const { getState, setState } = store
  const desk = () => getState().daysOff
  const change = (changed: Partial<DaysOffDesk>) =>
    setState((before) => ({ daysOff: { ...before.daysOff, ...changed } }))

  async function open() {
    uncover()
    setState({ view: 'days-off', refusal: null })
    change({ done: null })
    const answer = await bridge.request('daysOff.open', {})
    if (answer.ok) change({ all: answer.value })
    else setState({ refusal: answer.trouble })
    // What moves may be other than when it was typed.
    if (desk().written) void understand()
  }

  async function understand() {
    const { written } = desk()
    const text = written.trim()
    if (text === '') return change({ read: null })
    const answer = await bridge.request('daysOff.understand', { text })
    // Asked as it is typed: an answer to something older is of no use.
    if (desk().written === written) change({ read: answer.ok ? answer.value : answer.trouble })
  }

  async function add(input: { first: string; last: string; name: string }) {
    change({ isBusy: true })
    setState({ refusal: null })
    const answer = await bridge.request('daysOff.add', input)
    change({ isBusy: false })
    if (!answer.ok) return setState({ refusal: answer.trouble })
    const { daysOffId, shift, all } = answer.value
    const span = all.find((one) => one.daysOffId === daysOffId)
    change({ all, written: '', name: '', read: null, done: span ? { kind: 'added', span, shift } : null })
  }

  async function remove(daysOffId: DaysOffId) {
    const span = desk().all?.find((one) => one.daysOffId === daysOffId)
    if (!span || desk().isBusy) return
    change({ isBusy: true })
    setState({ refusal: null })
    const answer = await bridge.request('daysOff.remove', { daysOffId })
    change({ isBusy: false })
    if (!answer.ok) return setState({ refusal: answer.trouble })
    const { back, all } = answer.value
    change({ all, done: { kind: 'removed', span, back } })
  }

  return {
    openDaysOff: () => void open(),
    typeDaysOff(typed) {
      change({ ...typed, ...(typed.written !== undefined && { read: null }) })
      if (typed.written !== undefined) void understand()
    },
    addDaysOff() {
      const { read, name, isBusy } = desk()
      if (isBusy || !read || 'code' in read) return
      const { first, last } = read
      void add({ first, last, name: name.trim() || usualName(read) })
    },
    removeDaysOff: (daysOffId) => void remove(daysOffId),
    undoDaysOff() {
      const { done, isBusy } = desk()
      if (!done || isBusy) return
      if (done.kind === 'added') return void remove(done.span.daysOffId)
      const { first, last, name } = done.span
      void add({ first, last, name })
    },
  }
}
