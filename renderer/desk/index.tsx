import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { DeskBridge } from '../../shared/bridge.ts'
import { App } from './app.tsx'
import { makeCadencesIntents } from './state/cadences-intents.ts'
import { openCadencesStore } from './state/cadences-store.ts'
import { makeContactsIntents } from './state/contacts-intents.ts'
import { feedContacts, openContactsStore } from './state/contacts-store.ts'
import { openDrafts } from './state/drafts.ts'
import { feedDesk } from './state/feed.ts'
import { keepCheck } from './state/keep-check.ts'
import { makeIntents } from './state/intents.ts'
import { openLevels } from './state/levels.ts'
import { makeStudioIntents } from './state/studio-intents.ts'
import { feedStudio, openStudioStore, openTakeLevels } from './state/studio-store.ts'
import { heardPeak, openMicrophoneLevel } from './state/sound-desk.ts'
import { openDeskStore } from './state/desk-store.ts'
import { DrawingAgain } from './views/drawing-again.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/frame.css'
import './styles/controls.css'
import './styles/queue.css'
import './styles/stage.css'
import './styles/in-call.css'
import './styles/caller-id.css'
import './styles/hide-trial.css'
import './styles/sidebar.css'
import './styles/screener.css'
import './styles/strip.css'
import './styles/line-dialog.css'
import './styles/lines.css'
import './styles/sound-dialog.css'
import './styles/line-test.css'
import './styles/incoming.css'
import './styles/studio.css'
import './styles/booth.css'
import './styles/series.css'
import './styles/compliance-log.css'
import './styles/lists.css'
import './styles/contacts.css'
import './styles/palette.css'
import './styles/outcomes.css'
import './styles/today.css'
import './styles/known.css'
import './styles/cadences.css'
import './styles/days-off.css'
import './styles/compact.css'

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
bridge.on('sound.level', ({ peak }) => heardPeak(microphoneLevel, peak))
bridge.on('number.given', ({ written }) => intents.takeNumber(written))
