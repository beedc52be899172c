import type { RequestName, Handlers } from '../../../shared/contract/bridge.ts'
import type { callerIdTestRequests } from '../../../shared/contract/caller-id-test-bridge.ts'
import type { AppContext } from '../../app-context.ts'
import { stopCallerIdTest, tickCallerIdTest } from './caller-id-test.ts'
import { startCallerIdTest } from './start-test.ts'

/** The caller-id test's lines of handlers.ts. */
export function callerIdTestHandlers(app: AppContext): Pick<Handlers, RequestName & keyof typeof callerIdTestRequests> {
  return {
    'hideTrial.start': ({ number }) => startCallerIdTest(app, number),
    'hideTrial.tick': ({ displayed }) => tickCallerIdTest(app, displayed),
    'hideTrial.stop': () => stopCallerIdTest(app),
  }
}
