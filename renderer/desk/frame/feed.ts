import type { DeskBridge, DeskEvent, DeskEventName, DeskState } from '../../../shared/contract/bridge.ts'
import { withStableRows } from '../queue/stable-rows.ts'
import { answered, moved, withCard, type Desk, type DeskStore } from './desk-store.ts'
import { closedWith } from '../call/in-call-desk.ts'
import type { Levels } from '../call/levels.ts'

/**
 * Lets main's state into the store. Listening starts before the first question is asked, so that nothing
 * falls between them; events carry whole state, and the answer is whole, so their order does no harm.
 */
export function feedDesk(bridge: DeskBridge, store: DeskStore, levels: Levels): void {
  const listen = <K extends DeskEventName>(name: K, into: (desk: Desk, state: DeskEvent<K>) => Desk) => {
    bridge.on(name, (state) => store.setState((desk) => moved(into(desk, state), name)))
  }
  const fact = <K extends keyof DeskState>(desk: Desk, key: K, value: DeskState[K]): Desk =>
    desk.facts ? { ...desk, facts: { ...desk.facts, [key]: value } } : desk

  listen('line.changed', (desk, line) => fact(desk, 'line', line))
  listen('lines.changed', (desk, lines) => fact(desk, 'lines', lines))
  listen('calls.changed', (desk, calls) => ({
    ...fact(desk, 'calls', calls),
    inCall: closedWith(desk.inCall, desk.facts?.calls ?? [], calls),
  }))
  listen('qualities.changed', (desk, qualities) => fact(desk, 'qualities', qualities))
  listen('queuedDial.changed', (desk, queuedDial) => fact(desk, 'queuedDial', queuedDial))
  listen('incoming.changed', (desk, incoming) => fact(desk, 'incoming', incoming))
  listen('hideTrial.changed', (desk, hideTrial) => fact(desk, 'hideTrial', hideTrial))
  listen('sound.changed', (desk, sound) => fact(desk, 'sound', sound))
  listen('queue.changed', (desk, queue) => fact(desk, 'queue', withStableRows(desk.facts?.queue, queue)))
  listen('card.changed', withCard)
  listen('recordings.changed', (desk, recordings) => fact(desk, 'recordings', recordings))
  listen('notice.changed', (desk, notice) => fact(desk, 'notice', notice))
  listen('clock.ticked', (desk, { now }) => fact(desk, 'now', now))
  listen('lists.changed', (desk, lists) => ({ ...desk, lists }))
  bridge.on('levels.changed', levels.heard)

  void bridge.request('desk.open', {}).then((answer) => {
    if (answer.ok) store.setState({ facts: answer.value })
    else store.setState((desk) => answered(desk, 'desk.open', '', answer.trouble))
  })
}
