import type { CallView, DeskEvent, DeskEventName, DeskState } from '../shared/contract/bridge.ts'
import type { LiveQuality } from '../shared/call/call-quality.ts'
import type { Call } from '../shared/call/call.ts'
import type { ContactCard, Queue } from '../shared/contact/contact.ts'
import type { CallerIdTestState } from '../shared/line/caller-id-test.ts'
import type { ContactId } from '../shared/ids.ts'
import type { Incoming } from '../shared/contract/incoming-bridge.ts'
import type { NationalListsState } from '../shared/compliance/national-lists.ts'
import type { QueuedDial } from '../shared/call/queued-dial.ts'
import type { Lines } from '../shared/contract/line-bridge.ts'
import type { LineState } from '../shared/line/line.ts'
import type { SoundState } from '../shared/contract/sound-bridge.ts'
import type { Trouble } from '../shared/trouble.ts'
import type { Recording } from '../shared/studio/recording.ts'

/** Where the desk's state comes from. Every one answers from what is already written. */
export interface DeskSources {
  now(): number
  line(): LineState
  lines(): Lines
  calls(): readonly Call[]
  qualities(): LiveQuality[]
  nameOf(contactId: ContactId): { name: string; company: string | null }
  queue(): Queue
  card(contactId: ContactId): ContactCard | null
  recordings(): Recording[]
  queuedDial(): QueuedDial | null
  incoming(): Incoming
  hideTrial(): CallerIdTestState
  lists(): NationalListsState
  sound(): SoundState
  folded(): DeskState['folded']
  /** What the rules say to leaving a recording on this call. */
  dropCheck(call: Call): CallView['dropCheck']
  /** Of the line in use, as the policy lets it. */
  freesAtOnce(): boolean
}

export type TellDesk = <K extends DeskEventName>(name: K, state: DeskEvent<K>) => void

/** The desk as main knows it: what it shows beyond the archive (which contact, which notice), and how it is told. */
export interface Desk {
  state(): DeskState
  /** Shows a contact in the sidebar; null when there is no such contact. */
  showContact(contactId: ContactId): ContactCard | null
  callsChanged(): void
  /** What can be dropped has changed. */
  recordingsChanged(): void
  queuedDialChanged(): void
  incomingChanged(): void
  callerIdTestChanged(): void
  listsChanged(): void
  /** An attempt or a follow-up was written: who is next and the sidebar may have changed. */
  archiveChanged(): void
  lineChanged(state: LineState): void
  notice(trouble: Trouble | null): void
  levels(levels: DeskEvent<'levels.changed'>): void
  qualitiesChanged(): void
  tick(): void
}

export function openDesk(sources: DeskSources, tell: TellDesk): Desk {
  let shown: ContactId | null = null
  let notice: Trouble | null = null
  let queueMinute = 0

  const views = (): CallView[] =>
    sources.calls().map((call) => ({
      ...call,
      ...sources.nameOf(call.contactId),
      dropCheck: sources.dropCheck(call),
      freesAtOnce: sources.freesAtOnce(),
    }))
  const card = () => shown && sources.card(shown)
  const tellQueue = () => {
    queueMinute = Math.floor(sources.now() / 60_000)
    tell('queue.changed', sources.queue())
  }

  return {
    state() {
      const queue = sources.queue()
      shown ??= queue.items[0]?.contactId ?? null
      const [now, line, calls, recordings] = [sources.now(), sources.line(), views(), sources.recordings()]
      const [qualities, queuedDial, lines] = [sources.qualities(), sources.queuedDial(), sources.lines()]
      const beside = {
        queuedDial,
        incoming: sources.incoming(),
        hideTrial: sources.hideTrial(),
        sound: sources.sound(),
        folded: sources.folded(),
        notice,
      }
      return { now, line, lines, calls, qualities, queue, card: card(), recordings, ...beside }
    },
    showContact(contactId) {
      const found = sources.card(contactId)
      if (!found) return null
      shown = contactId
      tell('card.changed', found)
      return found
    },
    callsChanged: () => tell('calls.changed', views()),
    recordingsChanged: () => tell('recordings.changed', sources.recordings()),
    queuedDialChanged: () => tell('queuedDial.changed', sources.queuedDial()),
    incomingChanged: () => tell('incoming.changed', sources.incoming()),
    callerIdTestChanged: () => tell('hideTrial.changed', sources.hideTrial()),
    listsChanged: () => tell('lists.changed', sources.lists()),
    archiveChanged() {
      tellQueue()
      tell('card.changed', card())
    },
    lineChanged(state) {
      tell('line.changed', state)
      // What was tried was tried on a line.
      tell('hideTrial.changed', sources.hideTrial())
    },
    notice(trouble) {
      notice = trouble
      tell('notice.changed', trouble)
    },
    levels: (levels) => tell('levels.changed', levels),
    qualitiesChanged: () => tell('qualities.changed', sources.qualities()),
    tick() {
      const now = sources.now()
      tell('clock.ticked', { now })
      // Windows open and close with the minutes, not with anything the rep does.
      if (Math.floor(now / 60_000) !== queueMinute) tellQueue()
    },
  }
}
