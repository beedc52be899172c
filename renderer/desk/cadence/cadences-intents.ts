import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { CadenceId } from '../../../shared/ids.ts'
import { cadenceFormOf, cadenceIn, copyName, errorsInCadence, type CadenceForm } from './cadence-form.ts'
import { otherNames, storedCadence, type CadencesDesk, type CadencesStore } from './cadences-store.ts'
import { makeDaysOffIntents, type DaysOffIntents } from './days-off-intents.ts'
import { makePlanningIntents, type PlanningIntents } from './planning-intents.ts'
import { openBreaths } from '../frame/breaths.ts'
import { takenOver, type Drafts } from '../frame/drafts.ts'

/** Everything the rep can want of cadences as data, and of what came of them. */
export interface CadencesIntents extends DaysOffIntents, PlanningIntents {
  /** Back to the desk. What is typed is kept. */
  close(): void
  openCadences(): void
  openInsights(): void
  choose(cadenceId: CadenceId): void
  /** A new cadence with the rules of the one that is open, as they are typed. */
  duplicate(): void
  type(words: Partial<CadenceForm>): void
  /** What was typed is given up for what main has; a new cadence is gone. */
  startOver(): void
  save(): void
  /** New contacts are put on this one; null: on none. */
  makeDefault(cadenceId: CadenceId | null): void
  setExample(example: Partial<CadencesDesk['example']>): void
  dismissRefusal(): void
}

/** The preview is drawn when there was a breath in the typing. */
const breathMs = 250

/** `uncover` takes away what else covers the desk. */
export function makeCadencesIntents(
  bridge: DeskBridge,
  store: CadencesStore,
  drafts: Drafts,
  uncover: () => void,
): CadencesIntents {
  const { getState: desk, setState } = store
  const breaths = openBreaths(() => void preview(), breathMs)
  let asked = 0

  async function preview() {
    breaths.drop('')
    const form = formOf(desk())
    if (!form || Object.keys(errorsInCadence(form, otherNames(desk()))).length > 0) return
    const { timeZone, tags } = desk().example
    asked += 1
    const mine = asked
    const input = { cadence: cadenceIn(form), seriesId: form.seriesId, timeZone, tags: [...tags] }
    const answer = await bridge.request('cadence.preview', input)
    // An answer to what was typed before is of no use.
    if (mine !== asked) return
    setState(answer.ok ? { preview: answer.value } : { refusal: answer.trouble })
  }

  /** What was typed before this desk was loaded, unless it was typed anew. */
  async function readDrafts() {
    for (const { draft, typedAt } of await drafts.take('cadence')) {
      setState((before) => takenOver(before, draft, typedAt))
    }
  }

  function put(form: CadenceForm) {
    setState(({ typed }) => ({ typed: { ...typed, [form.cadenceId]: form }, savedId: null }))
    drafts.keep({ room: 'cadence', about: form.cadenceId, words: form })
  }

  async function read() {
    await readDrafts()
    const answer = await bridge.request('cadence.list', {})
    if (!answer.ok) return setState({ refusal: answer.trouble })
    const { openId, typed } = desk()
    const known = answer.value
    const isThere = known.cadences.some(({ cadence }) => cadence.cadenceId === openId)
    const kept = openId !== null && (isThere || typed[openId]) ? openId : (known.cadences[0]?.cadence.cadenceId ?? null)
    setState({ known, openId: kept })
  }

  async function openCadences() {
    uncover()
    setState({ view: 'cadences', refusal: null, savedId: null })
    await read()
    await preview()
  }

  async function openInsights() {
    uncover()
    setState({ view: 'insights', refusal: null })
    const answer = await bridge.request('insights.show', {})
    setState(answer.ok ? { insights: answer.value } : { refusal: answer.trouble })
  }

  function choose(openId: CadenceId) {
    setState({ openId, preview: null, savedId: null, refusal: null })
    void preview()
  }

  function forget(cadenceId: CadenceId) {
    setState(({ typed: { [cadenceId]: _, ...typed }, typedBefore: { [cadenceId]: __, ...typedBefore } }) => ({
      typed,
      typedBefore,
    }))
    drafts.forget({ room: 'cadence', about: cadenceId })
  }

  async function save() {
    const form = formOf(desk())
    if (!form || desk().saving || Object.keys(errorsInCadence(form, otherNames(desk()))).length > 0) return
    setState({ saving: true, refusal: null })
    const answer = await bridge.request('cadence.save', { cadence: cadenceIn(form), seriesId: form.seriesId })
    setState({ saving: false })
    if (!answer.ok) return setState({ refusal: answer.trouble })
    // What was typed while it was being saved is not saved.
    if (desk().typed[form.cadenceId] === form) forget(form.cadenceId)
    setState({ savedId: form.cadenceId })
    await read()
    await preview()
  }

  return {
    ...makeDaysOffIntents(bridge, store, uncover),
    ...makePlanningIntents(bridge, store, uncover),
    close() {
      breaths.drop('')
      setState({ view: null, refusal: null })
    },
    openCadences: () => void openCadences(),
    openInsights: () => void openInsights(),
    choose,
    duplicate() {
      const form = formOf(desk())
      if (!form) return
      const taken = [...otherNames(desk()), form.name]
      const cadenceId = crypto.randomUUID() as CadenceId
      const copy = { ...form, cadenceId, name: copyName(form.name.trim(), taken) }
      put(copy)
      choose(cadenceId)
    },
    type(words) {
      const form = formOf(desk())
      if (!form) return
      put({ ...form, ...words })
      breaths.begin('')
    },
    startOver() {
      const { openId, known } = desk()
      if (openId === null) return
      const isNew = storedCadence(desk()) === null
      forget(openId)
      const first = known?.cadences[0]?.cadence.cadenceId
      if (!isNew) choose(openId)
      else if (first !== undefined) choose(first)
    },
    save: () => void save(),
    async makeDefault(cadenceId) {
      const answer = await bridge.request('cadence.makeDefault', { cadenceId })
      if (!answer.ok) return setState({ refusal: answer.trouble })
      await read()
    },
    setExample(example) {
      setState((before) => ({ example: { ...before.example, ...example } }))
      breaths.begin('')
    },
    dismissRefusal: () => setState({ refusal: null }),
  }
}

/** The open cadence as it is typed, or as main has it; null: none is open. */
export function formOf(desk: CadencesDesk): CadenceForm | null {
  const typed = desk.openId === null ? undefined : desk.typed[desk.openId]
  if (typed) return typed
  const stored = storedCadence(desk)
  return stored && cadenceFormOf(stored.cadence, stored.seriesId)
}
