import type { CountryCode } from 'libphonenumber-js/max'
import { callOnDesk } from '../../../shared/call/call-on-desk.ts'
import { readPhoneNumber } from '../../../shared/number/phone-number.ts'
import { failed, type Result } from '../../../shared/result.ts'
import { nameOfNumber } from '../../archive/contacts.ts'
import { guard } from '../../archive/open.ts'
import { isLineTaken } from '../line-taken.ts'
import type { AppContext } from '../../app-context.ts'
import { beginCallerIdTest } from './caller-id-test.ts'

/**
 * Calls the rep's own mobile, first with the number shown. Nobody but the rep is called like this: a contact's number is
 * refused, and a policy that forbids hidden numbers forbids trying them.
 */
export function startCallerIdTest(app: AppContext, written: string): Result<null> {
  const { archive, calls, exchange, callerIdTester, policy } = app
  if (callerIdTester.run || callOnDesk(calls.all())) return failed('call-in-progress')
  const { line, state } = exchange.lineState()
  if (!line) return failed('line-none')
  if (state !== 'registered') return failed('line-not-registered')
  if (isLineTaken(app, line.lineId)) return failed('call-in-progress')
  if (policy?.rules['hidden-number'] === 'forbid') {
    return failed('call-refused', { reason: `hidden numbers are forbidden by the policy of ${policy.organisation}` })
  }
  const number = readPhoneNumber(written, (line.region || app.region || undefined) as CountryCode | undefined)
  if (!number) return failed('number-unusable', { number: written })
  const contact = guard(() => nameOfNumber(archive, number.number))
  if (!contact.ok) return contact
  if (contact.value !== null) return failed('trial-of-contact', { number: number.shown, name: contact.value })
  return beginCallerIdTest(app, { line, dialled: number.number, number: number.shown })
}
