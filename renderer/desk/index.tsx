import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { DeskBridge } from '../../shared/contract/bridge.ts'
import { App } from './app.tsx'
import { makeCadencesIntents } from './cadence/cadences-intents.ts'
import { openCadencesStore } from './cadence/cadences-store.ts'
import { makeContactsIntents } from './contact/contacts-intents.ts'
import { feedContacts, openContactsStore } from './contact/contacts-store.ts'
import { openDrafts } from './frame/drafts.ts'
import { feedDesk } from './frame/feed.ts'
import { keepDiallingOn } from './call/dial-on.ts'
import { keepMessage } from './call/keep-message.ts'
import { keepCheck } from './call/refresh-call-check.ts'
import { makeIntents } from './frame/intents.ts'
import { openLevels } from './call/levels.ts'
import { makeStudioIntents } from './studio/studio-intents.ts'
import { feedStudio, openStudioStore, openTakeLevels } from './studio/studio-store.ts'
import { heardPeak, openMicrophoneLevel } from './audio/sound-desk.ts'
import { openDeskStore } from './frame/desk-store.ts'
import { DrawingAgain } from './controls/drawing-again.tsx'
import '@fontsource-variable/inter/index.css'
import './frame/tokens.css'
import './frame/base.css'
import './frame/frame.css'
import './controls/controls.css'
import './queue/queue.css'
import './call/call-panel.css'
import './call/in-call.css'
import './line/caller-id.css'
import './line/caller-id-test.css'
import './contact/sidebar.css'
import './call/screener.css'
import './call/drops-bar.css'
import './line/line-dialog.css'
import './line/lines.css'
import './audio/sound-dialog.css'
import './backup/backup-list.css'
import './line/line-diagnosis.css'
import './call/incoming.css'
import './studio/studio.css'
import './studio/recorder.css'
import './studio/series.css'
import './compliance/compliance-log.css'
import './compliance/lists.css'
import './contact/contacts.css'
import './contact/all-contacts.css'
import './frame/palette.css'
import './frame/settings-dialog.css'
import './call/outcomes.css'
import './queue/today.css'
import './outcome/promises-and-notes.css'
import './cadence/cadences.css'
import './cadence/cadence-dialog.css'
import './cadence/planning.css'
import './cadence/days-off.css'
import './frame/compact.css'

const { afterbeep: bridge } = window as unknown as { afterbeep: DeskBridge }
const store = openDeskStore()
const drafts = openDrafts(bridge)
const levels = openLevels()
const microphoneLevel = openMicrophoneLevel()
const intents = makeIntents(bridge, store)
const [studioStore, takeLevels] = [openStudioStore(), openTakeLevels()]
const studio = {
  store: studioStore,
  levels: takeLevels,
  intents: makeStudioIntents(bridge, studioStore, takeLevels, drafts),
}
const [contactsStore, cadencesStore] = [openContactsStore(), openCadencesStore()]
// One thing covers the desk at a time, and what shows a contact or calls uncovers it.
const uncovered = {
  show(...given: Parameters<typeof intents.show>) {
    cadences.intents.close()
    intents.show(...given)
  },
  dial(...given: Parameters<typeof intents.dial>) {
    cadences.intents.close()
    intents.dial(...given)
  },
}
const contacts = {
  store: contactsStore,
  intents: makeContactsIntents(bridge, contactsStore, { ...intents, ...uncovered }),
}
const cadences = {
  store: cadencesStore,
  intents: makeCadencesIntents(bridge, cadencesStore, drafts, () => contacts.intents.close()),
}
contactsStore.subscribe(({ view }) => view && cadencesStore.getState().view && cadences.intents.close())

// A window that is closed leaves no time for the pause after which something typed is kept.
function keepTyped() {
  intents.keepNotes()
  intents.keepDetail()
  contacts.intents.keepTyped()
  drafts.keepNow()
}
for (const leaving of ['blur', 'pagehide']) window.addEventListener(leaving, keepTyped)

createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <DrawingAgain>
      <App {...{ store, intents, levels, microphoneLevel, studio, contacts, cadences }} />
    </DrawingAgain>
  </StrictMode>,
)
feedDesk(bridge, store, levels)
feedStudio(bridge, studioStore, takeLevels)
feedContacts(bridge, contactsStore)
keepCheck(bridge, store)
keepMessage(store)
keepDiallingOn(
  store,
  intents,
  () =>
    studioStore.getState().isOpen ||
    contactsStore.getState().view !== null ||
    cadencesStore.getState().view !== null ||
    contactsStore.getState().palette !== null,
)
void drafts.take('reason').then((kept) => {
  const reasons = Object.fromEntries(kept.map(({ draft: { about, words } }) => [about, words]))
  store.setState((before) => ({ reasons: { ...reasons, ...before.reasons } }))
})
bridge.on('sound.level', ({ peak }) => heardPeak(microphoneLevel, peak))
bridge.on('number.given', ({ written }) => intents.takeNumber(written))
