import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RequestOutput } from '../../../shared/contract/bridge.ts'
import type { Preview } from '../../../shared/contract/cadence-preview.ts'
import type { CadenceId } from '../../../shared/ids.ts'
import type { Insights } from '../../../shared/contract/insights.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { CadenceForm } from './cadence-form.ts'
import type { Holiday, PlanningState } from './planning-intents.ts'
import { noDaysOff, type DaysOffDesk } from './days-off-desk.ts'

/** Cadences and what came of them, as the desk has them open: what main has said, and what the rep has typed. */
export interface CadencesDesk {
  /** What covers the desk. */
  readonly view: 'cadences' | 'insights' | 'days-off' | 'planning' | null
  /** null until main has answered. */
  readonly known: RequestOutput<'cadence.list'> | null
  readonly openId: CadenceId | null
  /** What is typed and not saved, whichever cadence is open and whatever covers the desk. */
  readonly typed: Readonly<Partial<Record<CadenceId, CadenceForm>>>
  /** When that was typed, where it was before this desk was loaded. */
  readonly typedBefore: Readonly<Partial<Record<CadenceId, number>>>
  /** Whom the preview is drawn for. */
  readonly example: { readonly timeZone: string; readonly tags: readonly string[] }
  /** Of the cadence that is open; null until main has answered. */
  readonly preview: Preview | null
  readonly savedId: CadenceId | null
  readonly saving: boolean
  readonly insights: Insights | null
  readonly daysOff: DaysOffDesk
  /** null until main has answered. */
  readonly planning: PlanningState | null
  readonly holidays: readonly Holiday[] | null
  readonly refusal: Trouble | null
}

export type CadencesStore = StoreApi<CadencesDesk>

export function openCadencesStore(): CadencesStore {
  return createStore<CadencesDesk>(() => ({
    view: null,
    known: null,
    openId: null,
    typed: {},
    typedBefore: {},
    example: { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, tags: [] },
    preview: null,
    savedId: null,
    saving: false,
    insights: null,
    daysOff: noDaysOff,
    planning: null,
    holidays: null,
    refusal: null,
  }))
}

/** The cadence that is open as main has it; null: a new one, or none. */
export function storedCadence({ known, openId }: CadencesDesk) {
  return known?.cadences.find(({ cadence }) => cadence.cadenceId === openId) ?? null
}

export function otherNames({ known, openId, typed }: CadencesDesk): string[] {
  const names = new Map(known?.cadences.map(({ cadence }) => [cadence.cadenceId, cadence.name]))
  for (const form of Object.values(typed)) if (form) names.set(form.cadenceId, form.name)
  if (openId !== null) names.delete(openId)
  return [...names.values()]
}
