import type { RequestName } from '../../shared/contract/bridge.ts'
import type { lineRequests } from '../../shared/contract/line-bridge.ts'
import { ok } from '../../shared/result.ts'
import type { Handlers } from '../handlers.ts'
import type { House } from '../app-context.ts'
import { testLine } from './diagnose-line.ts'
import { chooseLine, removeLine, saveLine, signIn } from './use-line.ts'

type LineRequest = RequestName & keyof typeof lineRequests

/** The lines of handlers.ts that are about lines. */
export function lineHandlers(house: House): Pick<Handlers, LineRequest> {
  return {
    'line.save': (wish) => saveLine(house, wish),
    'line.choose': ({ lineId }) => chooseLine(house, lineId),
    'line.remove': ({ lineId }) => removeLine(house, lineId),
    'line.signIn': (wish) => signIn(house, wish),
    'line.test': (wish) => testLine(house, wish),
    'line.testStop': () => {
      house.lines.stopTest?.()
      return ok()
    },
  }
}
