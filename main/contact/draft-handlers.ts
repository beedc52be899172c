import type { RequestName, Handlers } from '../../shared/contract/bridge.ts'
import type { draftRequests } from '../../shared/contract/draft-bridge.ts'
import { allDrafts, forgetDraft, keepDraft } from '../archive/drafts.ts'
import { guard } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'

type DraftRequest = RequestName & keyof typeof draftRequests

/** The lines of handlers.ts for what is typed and not saved yet. */
export function draftHandlers({ archive, now }: AppContext): Pick<Handlers, DraftRequest> {
  return {
    'draft.open': () => guard(() => allDrafts(archive)),
    'draft.keep': (draft) => guard(() => (keepDraft(archive, draft, now()), null)),
    'draft.forget': (key) => guard(() => (forgetDraft(archive, key), null)),
  }
}
