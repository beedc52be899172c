import type { CallingPolicy } from '../shared/calling-policy.ts'
import type { Archive } from './archive/open.ts'
import type { Calls } from './calls.ts'
import type { Desk } from './desk.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { NationalList } from './national-list/national-list.ts'
import type { Practice } from './run-practice.ts'
import type { Secrets } from './secrets.ts'
import type { SoundRoom } from './sound-room.ts'

/** What the verbs work with: every room of the house, and the clock and the dice, which nothing asks for itself. */
export interface House {
  readonly archive: Archive
  readonly calls: Calls
  readonly desk: Desk
  readonly exchange: Exchange
  readonly nationalList: NationalList
  /** The organisation's; null: none. */
  readonly policy: CallingPolicy | null
  readonly practice: Practice
  readonly secrets: Secrets
  readonly sound: SoundRoom
  readonly now: () => number
  readonly random: () => number
  readonly newId: () => string
}
