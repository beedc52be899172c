import type { Consent } from '../contract/consent.ts'
import type { PhoneNumber } from '../contract/contact.ts'
import type { RuleAnswer } from '../contract/rule-answer.ts'
import { allowed, warned } from './verdict.ts'
import { countryOf, isTollFree } from '../number/number-place.ts'

const law =
  '47 CFR 64.1200(a)(1)(iii) and (a)(2), and FCC 22-85 on voicemail without ringing, https://www.govinfo.gov/content/pkg/FR-2022-12-14/html/2022-26673.htm'

/**
 * May a recorded message be left on this number? In the United States an artificial or prerecorded voice needs prior
 * express consent on a mobile, in writing for telemarketing; a number there does not tell whether it is one, so only a
 * switchboard and a toll-free number are taken for none. No ruling on a hand-dialled, one-click drop was found.
 */
export function recordedMessage(
  consent: Consent,
  { number, kind, region }: { number: string; kind: PhoneNumber['kind']; region: string },
): RuleAnswer {
  const own = 'What is noted on the contact'
  if (consent === 'yes') return allowed('recorded-message', 'The contact has agreed to recorded messages.', own, '')
  if (consent === 'no') {
    return {
      ...warned('recorded-message', {
        reason: 'The contact does not want recorded messages.',
        source: own,
        readOn: '',
        instead: 'Speak the message yourself.',
      }),
      verdict: 'refuse',
    }
  }
  if (countryOf(region) !== 'US') {
    return allowed(
      'recorded-message',
      'No rule about a message dropped by hand was found for this number.',
      'None found',
    )
  }
  if (kind === 'main' || isTollFree(number)) {
    return allowed('recorded-message', 'A switchboard is no mobile.', law)
  }
  return warned('recorded-message', {
    reason: `${kind === 'mobile' ? 'This is a mobile' : 'This may be a mobile'} in the United States: a prerecorded voice there needs the prior express consent of whoever is called, in writing for telemarketing. Courts have held that clips chosen by a person are prerecorded too.`,
    source: law,
    instead: 'Speak the message yourself, or note the consent on the contact.',
  })
}
