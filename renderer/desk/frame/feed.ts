import type { DeskBridge, FactNow } from '../../../shared/contract/bridge.ts'
import { withStableRows } from '../queue/stable-rows.ts'
import { answered, moved, withCard, type Desk, type DeskStore } from './desk-store.ts'
import { closedWith } from '../call/in-call-desk.ts'
import type { Levels } from '../call/levels.ts'

/**
 * Lets main's state into the store. Listening starts before the first question is asked, so that nothing
 * falls between them; events carry whole state, and the answer is whole, so their order does no harm.
 */
export function feedDesk(bridge: DeskBridge, store: DeskStore, levels: Levels): void {
  bridge.on('state.changed', (fact) => store.setState((desk) => moved(withFact(desk, fact), fact.key)))
  bridge.on('levels.changed', levels.heard)

  void bridge.request('desk.open', {}).then((answer) => {
    if (answer.ok) store.setState({ facts: answer.value })
    else store.setState((desk) => answered(desk, 'desk.open', '', answer.trouble))
  })
}

/** A fact as main has told it; what stands beside it on the desk goes with it. */
function withFact(desk: Desk, fact: FactNow): Desk {
  const { facts } = desk
  switch (fact.key) {
    // Shown by rooms with a store of their own.
    case 'studio':
    case 'imports':
    case 'merge':
      return desk
    case 'lists':
      return { ...desk, lists: fact.value }
    default:
      if (!facts) return desk
  }
  switch (fact.key) {
    case 'card':
      return withCard(desk, fact.value)
    case 'calls':
      return {
        ...desk,
        facts: { ...facts, calls: fact.value },
        inCall: closedWith(desk.inCall, facts.calls, fact.value),
      }
    case 'queue':
      return { ...desk, facts: { ...facts, queue: withStableRows(facts.queue, fact.value) } }
    default:
      return { ...desk, facts: { ...facts, [fact.key]: fact.value } }
  }
}
