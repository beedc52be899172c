import type { CallingPolicy } from '../shared/calling-policy.ts'
import type { Archive } from './archive/open.ts'
import type { Calls } from './calls.ts'
import type { Desk } from './desk.ts'
import type { DialQueue } from './dial-queue.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Merges } from './contacts/merge-contacts.ts'
import type { Imports } from './import/imports.ts'
import type { NationalList } from './national-list/national-list.ts'
import type { Practice } from './run-practice.ts'
import type { Secrets } from './secrets.ts'
import type { SoundRoom } from './sound-room.ts'
import type { Studio } from './studio/studio.ts'

/** What the verbs work with: every room of the house, and the clock and the dice, which nothing asks for itself. */
export interface House {
  readonly archive: Archive
  readonly calls: Calls
  /** Asks the rep where a file of this name should go; null: nowhere. */
  readonly chooseFile: (suggestedName: string) => Promise<string | null>
  readonly desk: Desk
  readonly dialQueue: DialQueue
  readonly exchange: Exchange
  readonly imports: Imports
  readonly merges: Merges
  readonly nationalList: NationalList
  /** The organisation's; null: none. */
  readonly policy: CallingPolicy | null
  readonly practice: Practice
  readonly secrets: Secrets
  readonly sound: SoundRoom
  readonly studio: Studio
  readonly now: () => number
  readonly random: () => number
  readonly newId: () => string
}
