import type { RequestName } from '../../../shared/contract/bridge.ts'
import type { hideTrialRequests } from '../../../shared/contract/caller-id-test-bridge.ts'
import type { Handlers } from '../../handlers.ts'
import type { AppContext } from '../../app-context.ts'
import { stopTrial, tickTrial } from './hide-trial.ts'
import { startTrial } from './start-trial.ts'

/** The hide trial's lines of handlers.ts. */
export function hideTrialHandlers(app: AppContext): Pick<Handlers, RequestName & keyof typeof hideTrialRequests> {
  return {
    'hideTrial.start': ({ number }) => startTrial(app, number),
    'hideTrial.tick': ({ displayed }) => tickTrial(app, displayed),
    'hideTrial.stop': () => stopTrial(app),
  }
}
