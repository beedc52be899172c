import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { DeskBridge } from '../../shared/bridge.ts'
import { App } from './app.tsx'
import { feedDesk } from './state/feed.ts'
import { keepCheck } from './state/keep-check.ts'
import { makeIntents } from './state/intents.ts'
import { openLevels } from './state/levels.ts'
import { makeStudioIntents } from './state/studio-intents.ts'
import { feedStudio, openStudioStore, openTakeLevels } from './state/studio-store.ts'
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
import './styles/sidebar.css'
import './styles/strip.css'
import './styles/line-dialog.css'
import './styles/lines.css'
import './styles/line-test.css'
import './styles/incoming.css'
import './styles/studio.css'
import './styles/booth.css'
import './styles/series.css'
import './styles/compliance-log.css'
import './styles/outcomes.css'
import './styles/today.css'
import './styles/known.css'

const { afterbeep: bridge } = window as unknown as { afterbeep: DeskBridge }
const store = openDeskStore()
const levels = openLevels()
const intents = makeIntents(bridge, store)
const [studioStore, takeLevels] = [openStudioStore(), openTakeLevels()]
const studio = {
  store: studioStore,
  levels: takeLevels,
  intents: makeStudioIntents(bridge, studioStore, takeLevels),
}

// A window that is closed leaves no time for the pause after which a note is written.
for (const leaving of ['blur', 'pagehide']) window.addEventListener(leaving, () => intents.keepNotes())

createRoot(document.getElementById('desk')!).render(
  <StrictMode>
    <DrawingAgain>
      <App store={store} intents={intents} levels={levels} studio={studio} />
    </DrawingAgain>
  </StrictMode>,
)
feedDesk(bridge, store, levels)
feedStudio(bridge, studioStore, takeLevels)
keepCheck(bridge, store)
bridge.on('number.given', ({ written }) => intents.takeNumber(written))
