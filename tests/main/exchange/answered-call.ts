import { onTestFinished } from 'vitest'
import type { Limits } from '../../../main/exchange/limits.ts'
import type { CallId } from '../../../shared/ids.ts'
import { openFarEnd, type FarEnd, type FarEndOptions } from '../../support/far-end.ts'
import type { SipMessage } from '../../support/sip-message.ts'
import { accountAt, isRegistered, openRig, type Rig } from './rig.ts'

/** A call that the far end has answered, and everybody in it. */
export interface AnsweredCall {
  readonly farEnd: FarEnd
  readonly rig: Rig
  readonly callId: CallId
  readonly invite: SipMessage
}

export async function answeredCall(limits: Partial<Limits> = {}, options: FarEndOptions = {}): Promise<AnsweredCall> {
  const farEnd = await openFarEnd(options)
  onTestFinished(() => farEnd.close())
  const rig = openRig({ limits: { glareLeastMs: 20, glareSpanMs: 20, ...limits } })
  rig.exchange.setLine(accountAt(farEnd.server))
  await rig.state(isRegistered)
  const callId = rig.dial()
  const invite = await farEnd.heard('INVITE')
  farEnd.answer(invite)
  await rig.move(callId, 'answered')
  await farEnd.heard('ACK')
  return { farEnd, rig, callId, invite }
}
