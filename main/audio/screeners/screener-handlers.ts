import type { screenerRequests, screenerSoundEvents } from '../../../shared/contract/screener-bridge.ts'
import type { Handlers } from '../../handlers.ts'
import type { House } from '../../app-context.ts'
import type { SoundListeners } from '../../shell/ipc.ts'
import { endScreener, learnScreener, markScreener, recogniseScreener } from './follow-screener.ts'

/** The call screeners' lines of handlers.ts. */
export function screenerHandlers(house: House): Pick<Handlers, keyof typeof screenerRequests> {
  return {
    'screener.mark': ({ callId }) => markScreener(house, callId),
    'screener.pickedUp': ({ callId }) => endScreener(house, callId, { mistaken: false }),
    'screener.mistaken': ({ callId }) => endScreener(house, callId, { mistaken: true }),
  }
}

/** What the sound room tells of screeners. */
export function screenerListeners(house: House): Pick<SoundListeners, keyof typeof screenerSoundEvents> {
  return {
    'screener.asking': (heard) => recogniseScreener(house, heard),
    'screener.learned': (learned) => learnScreener(house, learned),
  }
}
