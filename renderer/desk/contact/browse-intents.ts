import type { DeskBridge, RequestInput, RequestName, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'

type Asked =
  | 'contacts.browse'
  | 'contacts.all'
  | 'contacts.choices'
  | 'contacts.changeMany'
  | 'contacts.exportMany'
  | 'cadence.list'
  | 'cadence.forecast'
  | 'cadence.enrolMany'
  | 'cadence.unenrolMany'
  | 'promise.understand'
  | 'cadence.understandPause'

/** What the view of all contacts asks of main: an answer, or the trouble, which the view says. */
export interface BrowseIntents {
  readonly ask: <K extends Asked & RequestName>(
    name: K,
    input: RequestInput<K>,
  ) => Promise<{ readonly value: RequestOutput<K> } | { readonly trouble: Trouble }>
}

export function makeBrowseIntents(bridge: DeskBridge): BrowseIntents {
  return {
    async ask(name, input) {
      const answer = await bridge.request(name, input)
      return answer.ok ? { value: answer.value } : { trouble: answer.trouble }
    },
  }
}
