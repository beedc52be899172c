import { Button } from 'react-aria-components/Button'
import type { CallView } from '../../../shared/contract/bridge.ts'
import { formOf } from './cadences-intents.ts'
import { Action } from '../controls/action.tsx'
import { CadenceEditor } from './cadence-editor.tsx'
import { CadencePreview } from './cadence-preview.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { CoveringView } from '../frame/covering-view.tsx'
import { DaysOff } from './days-off.tsx'
import { PlanningView } from './planning-view.tsx'
import { InsightsView } from '../insights/insights-view.tsx'

const titles = {
  cadences: ['cadences', 'Cadences'],
  insights: ['insights', 'Insights'],
  'days-off': ['', 'Days off'],
  planning: ['', 'Working hours and holidays'],
} as const

/** The cadences and their editor, days off, or what came of them; what is typed is kept. */
export function CadencesOverDesk({ call, now }: { call: CallView | null; now: number }) {
  const { view, refusal } = useCadencesDesk()
  const { close, dismissRefusal } = useCadences()
  const [className, title] = titles[view ?? 'insights']
  return (
    <CoveringView {...{ className, title, call, now, refusal }} onBack={close} onDismiss={dismissRefusal}>
      {view === 'cadences' && <Cadences />}
      {view === 'insights' && <InsightsView />}
      {view === 'planning' && <PlanningView />}
      {view === 'days-off' && <DaysOff now={now} />}
    </CoveringView>
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
    says: `${running === 0 ? 'nobody on it' : `${running} on it`}${cadence.cadenceId === known.defaultCadenceId ? ' · new contacts' : ''}`,
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
                <b title={name}>
                  <bdi>{name.trim() === '' ? 'No name' : name}</bdi>
                </b>
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
