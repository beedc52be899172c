import type { RequestName, Handlers } from '../../shared/contract/bridge.ts'
import type { lineRequests } from '../../shared/contract/line-bridge.ts'
import { ok } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'
import { diagnoseLine } from './diagnose-line.ts'
import { chooseLine, removeLine, saveLine, signIn } from './use-line.ts'

type LineRequest = RequestName & keyof typeof lineRequests

/** The lines of handlers.ts that are about lines. */
export function lineHandlers(app: AppContext): Pick<Handlers, LineRequest> {
  return {
    'line.save': (request) => saveLine(app, request),
    'line.choose': ({ lineId }) => chooseLine(app, lineId),
    'line.remove': ({ lineId }) => removeLine(app, lineId),
    'line.signIn': (request) => signIn(app, request),
    'line.test': (request) => diagnoseLine(app, request),
    'line.askStorage': () => {
      void app.lines.askStorage()
      return ok()
    },
    'line.testStop': () => {
      app.lines.stopDiagnosis?.()
      return ok()
    },
  }
}
