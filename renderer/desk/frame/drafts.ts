import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import { openBreaths } from './breaths.ts'
import type { Draft, DraftKey, KeptDraft } from '../../../shared/contract/drafts.ts'

/** A draft of one room, as it was kept. */
interface DraftIn<Room> extends KeptDraft {
  readonly draft: Extract<Draft, { room: Room }>
}

/** What is typed in a room and not saved, and when what was taken over had been typed. */
interface TypedIn<About extends string, Words> {
  readonly typed: Readonly<Partial<Record<About, Words>>>
  readonly typedBefore: Readonly<Partial<Record<About, number>>>
}

/** With a draft in its place, unless that was typed anew. */
export function takenOver<About extends string, Words>(
  { typed, typedBefore }: TypedIn<About, Words>,
  { about, words }: { readonly about: About; readonly words: Words },
  typedAt: number,
): Partial<TypedIn<About, Words>> {
  if (typed[about]) return {}
  return { typed: { ...typed, [about]: words }, typedBefore: { ...typedBefore, [about]: typedAt } }
}

/** Keeps in main what is typed and not saved, so that neither a restart nor a crash loses it. */
export interface Drafts {
  /** What was typed in a room before this desk was loaded, given once: nothing after that. */
  take<Room extends Draft['room']>(room: Room): Promise<readonly DraftIn<Room>[]>
  /** Kept when there was a breath in the typing. */
  keep(draft: Draft): void
  forget(key: DraftKey): void
  /** All that waits for a breath is kept now: the desk is about to go. */
  keepNow(): void
}

const breathMs = 400

export function openDrafts(bridge: DeskBridge): Drafts {
  const waiting = new Map<string, Draft>()
  const breaths = openBreaths(send, breathMs)
  let known: Promise<readonly KeptDraft[]> | null = null
  const taken = new Set<Draft['room']>()
  const keyOf = ({ room, about }: DraftKey) => `${room} ${about}`

  function send(key: string) {
    const draft = waiting.get(key)
    if (draft) void bridge.request('draft.keep', draft)
    waiting.delete(key)
  }

  return {
    async take<Room extends Draft['room']>(room: Room) {
      known ??= bridge.request('draft.open', {}).then((answer) => (answer.ok ? answer.value : []))
      const drafts = await known
      if (taken.has(room)) return []
      taken.add(room)
      return drafts.filter((kept): kept is DraftIn<Room> => kept.draft.room === room)
    },
    keep(draft) {
      const key = keyOf(draft)
      waiting.set(key, draft)
      breaths.begin(key)
    },
    forget(key) {
      breaths.drop(keyOf(key))
      waiting.delete(keyOf(key))
      void bridge.request('draft.forget', key)
    },
    keepNow: () => breaths.end(),
  }
}
