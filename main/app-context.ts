import type { CallingPolicy } from '../shared/contract/calling-policy.ts'
import type { RingingCall } from '../shared/contract/received-call.ts'
import type { DueReminder } from './archive/reminders.ts'
import type { Archive } from './archive/open.ts'
import type { KeptBackups } from './backup/keep-backups.ts'
import type { CallQualities } from './call/call-qualities.ts'
import type { Calls } from './call/calls.ts'
import type { Desk } from './desk.ts'
import type { DialQueue } from './call/dial-queue.ts'
import type { DeskSettings } from '../shared/contract/settings-bridge.ts'
import type { KeptSettings } from './shell/desk-settings.ts'
import type { KeptFolds } from './shell/folds.ts'
import type { Exchange } from './exchange/exchange.ts'
import type { Lines } from './line/lines.ts'
import type { CallerIdTester } from './line/caller-id-test/caller-id-test.ts'
import type { ListRoom } from './compliance/national-list/keep-lists.ts'
import type { NationalLists } from './compliance/national-list/national-lists.ts'
import type { Merges } from './contact/merge-contacts.ts'
import type { Imports } from './import/imports.ts'
import type { Practice } from './practice/run-practice.ts'
import type { Secrets } from './shell/secrets.ts'
import type { SoundChoice } from './audio/sound-choice.ts'
import type { SoundRoom } from './audio/sound-room.ts'
import type { Studio } from './studio/studio.ts'

/** What the verbs work with: every part of the app, and the clock and the dice, which nothing asks for itself. */
export interface AppContext {
  /** These calls ring here, and no others: said by the system where the rep does not look at the desk. */
  readonly announce: (ringing: readonly RingingCall[]) => void
  readonly archive: Archive
  readonly backups: KeptBackups
  readonly calls: Calls
  /** Asks the rep where a file of this name should go; null: nowhere. */
  readonly chooseFile: (suggestedName: string) => Promise<string | null>
  readonly desk: Desk
  readonly dialQueue: DialQueue
  readonly exchange: Exchange
  /** The parts of the sidebar that are folded. */
  readonly folds: KeptFolds
  /** Does the system refuse Afterbeep the microphone, as far as it says so? */
  readonly isMicrophoneRefused: () => boolean
  /** Ends Afterbeep, as its window's own way does. */
  readonly quit: () => void
  /** How the rep wants the desk. */
  readonly settings: KeptSettings
  /** Paints the windows light, dark, or as the system is. */
  readonly paint: (theme: DeskSettings['theme']) => void
  readonly lines: Lines
  readonly qualities: CallQualities
  /** The rep is not to be disturbed: calls that come in are turned away. */
  readonly quiet: { on: boolean }
  readonly callerIdTester: CallerIdTester
  readonly listRoom: ListRoom
  readonly nationalLists: NationalLists
  /** Asks the rep for a file of theirs; null: none. */
  readonly pickFile: () => Promise<string | null>
  readonly imports: Imports
  /** Where the log is. */
  readonly logFolder: string
  readonly merges: Merges
  /** The organisation's; null: none. */
  readonly policy: CallingPolicy | null
  readonly practice: Practice
  /** Where this computer is: taken for a line's own where that is not said. ISO 3166-1, or ''. */
  readonly region: string
  /** These have become due: said by the system, once. */
  readonly remind: (due: readonly DueReminder[]) => void
  readonly secrets: Secrets
  /** The desk's window, narrow and above the others, or whole again. */
  readonly setCompact: (compact: boolean) => void
  readonly sound: SoundRoom
  readonly soundChoice: SoundChoice
  readonly studio: Studio
  /** The User-Agent header. */
  readonly userAgent: string
  readonly now: () => number
  readonly random: () => number
  /** Ends Afterbeep and starts it again. */
  readonly relaunch: () => void
  readonly newId: () => string
}
