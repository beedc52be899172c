import { type Browser, type Page } from '@playwright/test'
import type { DeskEvent, DeskEventName, DeskState, RequestInput, RequestName } from '../../shared/contract/bridge.ts'
import type { CallCheck } from '../../shared/call/call-check.ts'
import type { ContactCard } from '../../shared/contact/contact.ts'
import type { Result } from '../../shared/result.ts'
/**
 * The built desk in Debian's Chromium, under the policy that main serves it with, and with a bridge that is
 * written by hand: it answers `desk.open` with the given state, keeps what was asked, and tells what a test tells.
 */
export interface DeskPreview {
  readonly page: Page
  tell<K extends DeskEventName>(name: K, state: DeskEvent<K>): Promise<void>
  /** Every request so far but `desk.open` and `call.check`, the oldest first. */
  asked(): Promise<Asked[]>
  /** What the Content-Security-Policy refused, and errors of the page. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}
export type CheckAnswers = Readonly<Record<CallCheck['callerId']['kind'], CallCheck>> & {
  readonly suggested: CallCheck
}
export type Asked = {
  [K in RequestName]: {
    name: K
    input: RequestInput<K>
  }
}[RequestName]
export interface PreviewOptions {
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  /** Opens the preview in this browser and leaves it open; else in one of its own. */
  readonly browser?: Browser
  /** Where the desk is served already; else it is served for this preview alone. */
  readonly served?: ServedDesk
  /** Answers to requests; any other is answered with null. */
  readonly answers?: Partial<Record<RequestName, Result<unknown>>>
  /** What `call.check` answers, by what is asked to be shown; without a wish it is `suggested`. */
  readonly checks?: CheckAnswers
  /** Answered to `contact.show`, and told as `card.changed`. */
  readonly cards?: readonly ContactCard[]
}
/** The header of main's protocol handler, word for word. */
export declare const deskPolicy: string
export interface BuiltDesk {
  readonly files: ReadonlyMap<string, string | Uint8Array>
  /** The source files that are in it. */
  readonly modules: readonly string[]
}
/** The desk as vite builds it for production, once for each process; nothing is written to the disk. */
export declare function buildDesk(): Promise<BuiltDesk>
export declare const chromiumOptions: {
  executablePath: string
  args: string[]
}
export declare function launchBrowser(): Promise<Browser>
export declare function openDeskPreview(state: DeskState, options?: PreviewOptions): Promise<DeskPreview>
export interface ServedDesk {
  /** Of its page. */
  readonly address: string
  close(): Promise<void>
}
/** The built desk on a free port of this machine. */
export declare function serveDesk(): Promise<ServedDesk>
