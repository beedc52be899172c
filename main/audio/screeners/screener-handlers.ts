import type { Handlers, SoundListeners } from '../../../shared/contract/bridge.ts'
import type { screenerRequests, screenerSoundEvents } from '../../../shared/contract/screener-bridge.ts'
import type { AppContext } from '../../app-context.ts'
import { endScreener, learnScreener, markScreener, recogniseScreener } from './follow-screener.ts'

/** The call screeners' lines of handlers.ts. */
export function screenerHandlers(app: AppContext): Pick<Handlers, keyof typeof screenerRequests> {
  return {
    'screener.mark': ({ callId }) => markScreener(app, callId),
    'screener.pickedUp': ({ callId }) => endScreener(app, callId, { mistaken: false }),
    'screener.mistaken': ({ callId }) => endScreener(app, callId, { mistaken: true }),
  }
}

/** What the sound room tells of screeners. */
export function screenerListeners(app: AppContext): Pick<SoundListeners, keyof typeof screenerSoundEvents> {
  return {
    'screener.asking': (heard) => recogniseScreener(app, heard),
    'screener.learned': (learned) => learnScreener(app, learned),
  }
}
