import type { CallView } from '../../shared/contract/bridge.ts'
import type { AppContext } from '../app-context.ts'
import { contactName } from '../archive/contacts.ts'
import { dropCheckOf } from './check-call.ts'
import { freesAtOnce } from './drop-recording.ts'

/** The calls as the desk shows them: named, and with what the rules say to a recording left on them. */
export function callViews(app: AppContext): CallView[] {
  return app.calls.all().map((call) => ({
    ...call,
    ...contactName(app.archive, call.contactId),
    dropCheck: dropCheckOf(app, call),
    freesAtOnce: freesAtOnce(app),
  }))
}
