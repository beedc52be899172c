import type { DialFormat } from '../contract/dial-format.ts'
import type { ChosenCertificate } from '../contract/line-settings.ts'
import type { HideMethod, MainNumberBy } from '../contract/caller-id.ts'

/** A line about which nobody has said how its number is hidden, where it is, or anything else beyond its account. */
export const lineDefaults: {
  readonly hideMethod: HideMethod
  readonly hideByDefault: boolean
  readonly mainNumber: string
  readonly mainNumberBy: MainNumberBy
  readonly region: string
  readonly iceServers: { urls: string; user: string }[]
  readonly codecs: ('opus' | 'g722' | 'pcmu' | 'pcma')[]
  readonly dtmf: 'auto' | 'rfc4733' | 'info'
  readonly registerExpiryS: number
  readonly earlyMedia: boolean
  readonly moreRealms: string[]
  readonly withholdsEveryAddress: boolean
  readonly dialFormat: DialFormat
  readonly refusesMd5: boolean
  readonly trustsAssertedIdentity: boolean
  readonly freesAtOnce: boolean
  readonly relayOnly: boolean
  readonly authority: ChosenCertificate | null
} = {
  hideMethod: { kind: 'none' },
  hideByDefault: false,
  mainNumber: '',
  iceServers: [],
  codecs: ['opus', 'g722', 'pcmu', 'pcma'],
  dtmf: 'auto',
  registerExpiryS: 600,
  earlyMedia: true,
  moreRealms: [],
  mainNumberBy: 'from',
  region: '',
  withholdsEveryAddress: false,
  dialFormat: { own: 'plus', foreign: 'plus', outside: '' },
  refusesMd5: false,
  trustsAssertedIdentity: false,
  freesAtOnce: false,
  relayOnly: false,
  authority: null,
}
