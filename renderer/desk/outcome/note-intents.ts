import type { CallView } from '../../../shared/contract/bridge.ts'
import { openBreaths } from '../frame/breaths.ts'
import { answered } from '../frame/desk-store.ts'
import type { Tools } from './assistant-intents.ts'
import { draftOf, isKept, noteKey, type Draft } from './assistant-desk.ts'
import type { Shown } from '../call/panel-subject.ts'

/** Notes are kept as they are typed. */
export interface NoteIntents {
  writeNote(contact: Shown, call: CallView | null, text: string): void
  /** The field of the note takes the focus. */
  askNote(): void
  /** What is typed is written now: the rep leaves it. */
  keepNotes(): void
}

/** So long after the last letter a note is written. */
const PAUSE_MS = 600

export function makeNoteIntents({ bridge, store }: Tools): NoteIntents {
  const { getState: desk, setState } = store
  const breaths = openBreaths<string>((key) => void keep(key), PAUSE_MS)
  const onTheirWay = new Set<string>()
  const put = (key: string, draft: Draft) =>
    setState(({ assistant }) => ({ assistant: { ...assistant, drafts: { ...assistant.drafts, [key]: draft } } }))

  /** One request at a time for each note: the first answer says which note the others go on with. */
  async function keep(key: string) {
    breaths.drop(key)
    const draft = desk().assistant.drafts[key]
    if (!draft || onTheirWay.has(key) || isKept(draft) || (draft.noteId === null && !draft.text.trim())) return
    onTheirWay.add(key)
    const { contactId, attemptId, noteId, text } = draft
    const answer = await bridge.request('note.write', { contactId, attemptId, noteId, text })
    onTheirWay.delete(key)
    if (!answer.ok) return setState((before) => answered(before, 'note.write', key, answer.trouble))
    const now = desk().assistant.drafts[key]
    if (!now) return
    put(key, { ...now, noteId: answer.value.noteId, saved: text })
    if (now.text !== text) await keep(key)
  }

  return {
    writeNote(contact, call, text) {
      const key = noteKey(contact, call)
      put(key, { ...draftOf(desk().assistant, contact, call), text })
      breaths.begin(key)
    },
    askNote: () => setState(({ assistant }) => ({ assistant: { ...assistant, noteAsked: assistant.noteAsked + 1 } })),
    keepNotes() {
      for (const key of Object.keys(desk().assistant.drafts)) void keep(key)
    },
  }
}
