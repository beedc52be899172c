import type { DeskBridge, RequestOutput } from '../../../shared/contract/bridge.ts'
import type { Planning } from '../../../shared/contract/planning.ts'
import type { CadencesStore } from './cadences-store.ts'

export type PlanningState = RequestOutput<'planning.open'>
export type Holiday = RequestOutput<'holidays.open'>[number]

/** What the rep says of their week. */
export interface PlanningIntents {
  openPlanning(): void
  /** When they call, and whether they were asked: for Today. */
  readPlanning(): void
  keepPlanning(change: Partial<Planning>): void
  /** The rep calls on a public holiday all the same, or does not after all. */
  strikeHoliday(holiday: Holiday, struck: boolean): void
}

/** `uncover` takes away what else covers the desk. */
export function makePlanningIntents(bridge: DeskBridge, store: CadencesStore, uncover: () => void): PlanningIntents {
  const { getState, setState } = store

  async function read() {
    const answer = await bridge.request('planning.open', {})
    setState(answer.ok ? { planning: answer.value } : { refusal: answer.trouble })
  }

  return {
    async openPlanning() {
      uncover()
      setState({ view: 'planning', refusal: null })
      await read()
      const answer = await bridge.request('holidays.open', {})
      setState(answer.ok ? { holidays: answer.value } : { refusal: answer.trouble })
    },
    readPlanning: () => void read(),
    async keepPlanning(change) {
      const known = getState().planning
      if (!known) return
      setState({ refusal: null })
      const answer = await bridge.request('planning.save', { planning: { ...known.planning, ...change } })
      setState(answer.ok ? { planning: answer.value } : { refusal: answer.trouble })
    },
    async strikeHoliday({ region, day }, struck) {
      const answer = await bridge.request('holidays.strike', { region, day, struck })
      setState(answer.ok ? { holidays: answer.value } : { refusal: answer.trouble })
    },
  }
}
