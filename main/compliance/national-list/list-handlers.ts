import type { RequestName, Handlers } from '../../../shared/contract/bridge.ts'
import { mostListed, type listRequests } from '../../../shared/contract/list-bridge.ts'
import { ok } from '../../../shared/result.ts'
import { listDoNotCall } from '../../archive/do-not-call.ts'
import { guard } from '../../archive/open.ts'
import type { AppContext } from '../../app-context.ts'
import { addNumberToDoNotCall } from '../do-not-call-list.ts'
import { cancelListImport, listsState, removeList, startListImport } from './keep-lists.ts'

/** The lines of handlers.ts for do-not-call lists. */
export function listHandlers(app: AppContext): Pick<Handlers, RequestName & keyof typeof listRequests> {
  return {
    'ownList.show': ({ text }) => guard(() => listDoNotCall(app.archive, { text, limit: mostListed })),
    'ownList.add': (request) => addNumberToDoNotCall(app, request),
    'lists.open': () => ok(listsState(app)),
    'lists.import': (request) => startListImport(app, request),
    'lists.cancel': () => cancelListImport(app),
    'lists.remove': ({ listId }) => removeList(app, listId),
  }
}
