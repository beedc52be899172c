import { useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CallView } from '../../../shared/bridge.ts'
import { formOf } from '../state/cadences-intents.ts'
import { duration } from '../state/times.ts'
import { stateInWords } from '../state/words.ts'
import { Action } from './action.tsx'
import { CadenceEditor } from './cadence-editor.tsx'
import { CadencePreview } from './cadence-preview.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { useContactsDesk } from './contacts-context.ts'
import { InsightsView } from './insights-view.tsx'
import { TroubleNote } from './trouble-note.tsx'

/** What covers the desk: the cadences and their editor, or what came of them. Escape goes back; what is typed is kept. */
export function CadencesOverDesk({ call, now }: { call: CallView | null; now: number }) {
  const { view, refusal } = useCadencesDesk()
  const { palette, sheetOpen } = useContactsDesk()
  const { close, dismissRefusal } = useCadences()
  const isCovered = palette !== null || sheetOpen
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isCovered && !event.isComposing) close()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [close, isCovered])
  return (
    <main className={view === 'cadences' ? 'log contacts cadences' : 'log contacts insights'}>
      <header className="log-head">
        <h1>{view === 'cadences' ? 'Cadences' : 'Insights'}</h1>
        {call && (
          <p className="studio-call">
            <b>{stateInWords(call)}</b> {call.name}
            <time className="timer">{duration(now - (call.answeredAt ?? call.dialledAt))}</time>
          </p>
        )}
        <Button className="close" onPress={close}>
          {call ? 'Back to the call' : 'Back'} <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </header>
      {refusal && <TroubleNote trouble={refusal} tone="bad" remedy={false} onDismiss={dismissRefusal} />}
      {view === 'cadences' ? <Cadences /> : <InsightsView />}
    </main>
  )
}

function Cadences() {
  const desk = useCadencesDesk()
  const { choose, duplicate } = useCadences()
  const { known, openId, typed } = desk
  if (!known) return <p className="log-empty">Reading …</p>
  const form = formOf(desk)
  const stored = known.cadences.map(({ cadence, running }) => ({
    cadenceId: cadence.cadenceId,
    name: typed[cadence.cadenceId]?.name ?? cadence.name,
    says: running === 0 ? 'nobody on it' : `${running} on it`,
  }))
  const fresh = Object.values(typed).flatMap((one) =>
    one && !stored.some(({ cadenceId }) => cadenceId === one.cadenceId)
      ? [{ cadenceId: one.cadenceId, name: one.name, says: 'not saved' }]
      : [],
  )
  return (
    <div className="cadences-room">
      <nav className="cadence-list" aria-label="Cadences">
        <ul>
          {[...stored, ...fresh].map(({ cadenceId, name, says }) => (
            <li key={cadenceId}>
              <Button className="cadence-row" aria-current={cadenceId === openId} onPress={() => choose(cadenceId)}>
                <b title={name}>{name.trim() === '' ? 'No name' : name}</b>
                <small>{typed[cadenceId] && says !== 'not saved' ? `${says} · changed` : says}</small>
              </Button>
            </li>
          ))}
        </ul>
        <Action size="small" onPress={duplicate}>
          Duplicate
        </Action>
      </nav>
      {form && (
        <div className="cadence-room" key={form.cadenceId}>
          <CadencePreview form={form} />
          <CadenceEditor form={form} />
        </div>
      )}
    </div>
  )
}
