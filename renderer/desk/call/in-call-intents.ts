import type { CallView, DeskBridge, RequestInput, RequestName, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { ContactId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { answered, type DeskStore } from '../frame/desk-store.ts'
import { nothingOpen, type InCallDesk, type Offered, type Opened } from './in-call-desk.ts'

/** What the rep can want in a call, and of a number dialled by hand. */
export interface InCallIntents {
  /** Lets them wait, or talks on. */
  hold(call: CallView, held: boolean): void
  /** A key of the telephone, or several. */
  pressKeys(call: CallView, keys: string): void
  /** Sends them on, and leaves. */
  sendOn(call: CallView, to: Offered): void
  /** Lets them wait, and calls somebody else to ask first. */
  askFirst(call: CallView, to: Offered): void
  /** Whoever waits is sent on to the one who has been asked. */
  complete(waiting: CallView, asked: CallView): void
  merge(one: CallView, other: CallView): void
  /** This one alone; the other one waits. */
  split(call: CallView): void
  /** Opens one of the popovers of a call, or the field for a number; null closes it. */
  openInCall(open: Opened | null): void
  /** The system handed over a number: it waits in the field. */
  takeNumber(written: string): void
  write(written: string): void
  choose(index: number): void
  /** Calls what is written; with nothing written it writes what was dialled last. */
  dialWritten(): void
  /** The digits of what is typed, although no plan has such a number. */
  dialAnyway(): void
  /** What was waiting for the rep to say so: the keys behind a `;`. */
  pressWaiting(call: CallView): void
}

interface Tools {
  readonly bridge: DeskBridge
  readonly store: DeskStore
  ask<K extends RequestName>(name: K, about: string, input: RequestInput<K>): Promise<Result<RequestOutput<K>> | null>
  show(contactId: ContactId): Promise<void>
  dial(contactId: ContactId): Promise<void>
}

export function makeInCallIntents({ bridge, store, ask, show, dial }: Tools): InCallIntents {
  const { getState: desk, setState } = store
  const inCall = () => desk().inCall
  const change = (changed: Partial<InCallDesk>) => setState((before) => ({ inCall: { ...before.inCall, ...changed } }))

  /** Asked as it is typed: an answer to something older is of no use. */
  async function write(written: string) {
    change({ written, read: null, found: [], chosen: 0 })
    const text = written.trim()
    if (!text) return
    const [read, found] = await Promise.all([
      bridge.request('number.read', { written: text }),
      inCall().open === 'transfer' ? bridge.request('number.find', { part: text.slice(0, 100) }) : null,
    ])
    if (inCall().written !== written) return
    change({ read: read.ok ? read.value : read.trouble, found: found?.ok ? found.value : [] })
  }

  async function open(opened: Opened | null, written = '') {
    setState((before) => ({
      refusal: null,
      inCall: {
        ...before.inCall,
        ...nothingOpen,
        byHand: before.inCall.byHand,
        pressedKeys: before.inCall.pressedKeys,
        open: opened,
      },
    }))
    if (opened !== 'number') return
    if (written) void write(written)
    const last = await bridge.request('number.last', {})
    if (last.ok) change({ last: last.value })
  }

  /** Each press goes out by itself: a key pressed twice is two digits. */
  async function pressKeys({ callId }: CallView, keys: string) {
    const { pressedKeys } = inCall()
    change({ pressedKeys: { callId, keys: (pressedKeys.callId === callId ? pressedKeys.keys : '') + keys } })
    const sent = await bridge.request('call.sendDigits', { callId, digits: keys })
    if (!sent.ok) setState((before) => answered(before, 'call.sendDigits', callId, sent.trouble))
  }

  async function callNumber(written: string, anyway = false) {
    const found = await ask('number.contact', '', { written, ...(anyway && { anyway }) })
    if (!found?.ok) return
    const { contactId, phoneNumberId, keys } = found.value
    await show(contactId)
    setState((before) => ({
      phoneNumberId,
      inCall: { ...before.inCall, open: null, byHand: { ...before.inCall.byHand, [contactId]: { keys } } },
    }))
    await dial(contactId)
  }

  async function askFirst(call: CallView, { number }: Offered) {
    change({ open: null })
    const { callId } = call
    const waits = call.holding ? null : await ask('call.hold', callId, { callId, held: true })
    if (call.holding || waits?.ok) await callNumber(number)
  }

  return {
    hold: ({ callId }, held) => void ask('call.hold', callId, { callId, held }),
    pressKeys: (call, keys) => void pressKeys(call, keys),
    sendOn({ callId }, { number, name }) {
      change({ open: null })
      void ask('call.transfer', callId, { callId, to: { kind: 'number', number, name } })
    },
    askFirst: (call, to) => void askFirst(call, to),
    complete: ({ callId }, asked) =>
      void ask('call.transfer', callId, { callId, to: { kind: 'call', callId: asked.callId } }),
    merge: (one, other) => void ask('call.merge', one.callId, { callIds: [one.callId, other.callId] }),
    split: ({ callId }) => void ask('call.split', callId, { callId }),
    openInCall: (opened) => void open(opened),
    takeNumber: (written) => void open('number', written),
    write: (written) => void write(written),
    choose: (chosen) => change({ chosen }),
    dialAnyway() {
      const { written } = inCall()
      if (written.trim()) void callNumber(written.trim(), true)
    },
    pressWaiting: ({ callId }) => void ask('call.pressWaiting', callId, { callId }),
    dialWritten() {
      const { written, last } = inCall()
      if (written.trim()) void callNumber(written.trim())
      else if (last) void write(last.shown)
    },
  }
}
