import type { FarEnd } from '../../support/far-end.ts'
import { parseSip, type SipMessage } from '../../support/sip-message.ts'
import type { Link } from './exchange-link.ts'
import { newBranch, requestTo, requestWithin, type Dialog } from './templates.ts'

/* What both attackers do as a far end would. */

export const HUNG_MS = 10_000

export async function requestOf(farEnd: FarEnd, callId: string): Promise<SipMessage | null> {
  for (let tries = 0; tries < 50; tries++) {
    const found = farEnd.received.findLast((one) => one.method === 'INVITE' && one.header('call-id') === callId)
    if (found) return found
    await answersTo(farEnd, () => {})
  }
  return null
}

export function writeBye(invite: SipMessage, tag: string): string {
  const dialog: Dialog = {
    target: /<([^>]*)>/.exec(invite.header('contact') ?? '')?.[1] ?? '',
    from: `${invite.header('to')};tag=${tag}`,
    to: invite.header('from') ?? '',
    callId: invite.header('call-id') ?? '',
  }
  return requestWithin(dialog, 'BYE', 2, newBranch())
}

/** A call in that is answered and acknowledged. */
export async function beginCall(farEnd: FarEnd, exchange: Link, own: string): Promise<Dialog | null> {
  const invite = parseSip(requestTo(own, 'INVITE', newBranch()))
  farEnd.say(invite.raw)
  const callId = invite.header('call-id')!
  for (let tries = 0; tries < 50; tries++) {
    const ok = farEnd.received.findLast((one) => one.status === 200 && one.header('call-id') === callId)
    if (!ok) {
      await answersTo(farEnd, () => {})
      continue
    }
    const to = ok.header('to')!
    const dialog = { target: /<([^>]*)>/.exec(ok.header('contact')!)![1]!, from: invite.header('from')!, to, callId }
    await answersTo(farEnd, () => farEnd.say(requestWithin(dialog, 'ACK', 1, newBranch())))
    await exchange.settle()
    return dialog
  }
  return null
}

export const hung = Symbol('hung') as unknown as SipMessage[]

/** What came while everything that was said has been taken in. */
export async function answersTo(farEnd: FarEnd, say: () => void): Promise<SipMessage[]> {
  farEnd.forget()
  say()
  const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), HUNG_MS).unref())
  return (await Promise.race([farEnd.caughtUp(), late])) === 'late' ? hung : [...farEnd.received]
}

export function targetOf(farEnd: FarEnd): string {
  const register = farEnd.received.findLast(({ method }) => method === 'REGISTER')!
  return /<([^>]*)>/.exec(register.header('contact') ?? '')![1]!
}
