import type { HideMethod } from './caller-id.ts'

/** A line about which nobody has said how its number is hidden, where it is, or anything else beyond its account. */
export const noCallerIdWishes: {
  readonly hideMethod: HideMethod
  readonly hideByDefault: boolean
  readonly mainNumber: string
  readonly region: string
  readonly iceServers: { urls: string; user: string }[]
  readonly codecs: ('opus' | 'g722' | 'pcmu' | 'pcma')[]
  readonly dtmf: 'auto' | 'rfc4733' | 'info'
  readonly registerExpiryS: number
  readonly earlyMedia: boolean
  readonly moreRealms: string[]
} = {
  hideMethod: { kind: 'none' },
  hideByDefault: false,
  mainNumber: '',
  region: '',
  iceServers: [],
  codecs: ['opus', 'g722', 'pcmu', 'pcma'],
  dtmf: 'auto',
  registerExpiryS: 600,
  earlyMedia: true,
  moreRealms: [],
}
