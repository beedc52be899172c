import type { CallView } from '../../shared/contract/bridge.ts'
import { isDialled, type Call } from '../../shared/call/call.ts'
import { guard } from '../archive/open.ts'
import { overrideReason } from '../archive/overrides.ts'
import { checkDrop } from './check-call.ts'
import type { AppContext } from '../app-context.ts'

const nothing: CallView['dropCheck'] = { verdict: 'allowed', answers: [], needsReason: false }

/** What the desk says of a drop before it is pressed: on a call that can still be dropped into, else nothing. */
export function dropCheckOf(app: AppContext, call: Call): CallView['dropCheck'] {
  const { line } = app.exchange.lineState()
  const isPossible = call.drop === null && ['dialling', 'ringing', 'talking'].includes(call.phase)
  if (!line || !isPossible || !isDialled(call)) return nothing
  const checked = checkDrop(app, line, call)
  // An archive that cannot be read is told of where it is written; the drop itself is checked again.
  if (!checked.ok) return nothing
  const given = guard(() => overrideReason(app.archive, call.attemptId))
  const isGiven = given.ok && given.value !== null
  const { verdict, answers } = checked.value
  return { verdict, answers, needsReason: verdict === 'warn' && line.kind !== 'practice' && !isGiven }
}
