import type { RequestName } from '../../shared/bridge.ts'
import type { listRequests } from '../../shared/list-bridge.ts'
import { ok } from '../../shared/result.ts'
import type { Handlers } from '../handlers.ts'
import type { House } from '../house.ts'
import { cancelImport, listsState, removeList, startImport } from './keep-lists.ts'

/** The lines of handlers.ts for national do-not-call lists. */
export function listHandlers(house: House): Pick<Handlers, RequestName & keyof typeof listRequests> {
  return {
    'lists.open': () => ok(listsState(house)),
    'lists.import': (wish) => startImport(house, wish),
    'lists.cancel': () => cancelImport(house),
    'lists.remove': ({ listId }) => removeList(house, listId),
  }
}
