import type { StoredCadence } from '../../../shared/contract/cadence-bridge.ts'
import type { CadenceId, ContactId } from '../../../shared/ids.ts'
import type { When } from '../../../shared/contract/rep-outcome.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import type { AssistantDesk, Understood } from '../outcome/assistant-desk.ts'
import type { Tools } from '../outcome/assistant-intents.ts'

/** Why the rep stops a cadence by hand. */
type StopReason = 'won' | 'lost' | 'rep'

/** What the rep did last with a contact's cadence, as long as nothing else was said since: it can be taken back. */
export interface CadenceDone {
  readonly contactId: ContactId
  readonly name: string
  /** "put on Commercial" */
  readonly inWords: string
  readonly undo:
    { readonly by: 'unenrol'; readonly cadenceId: CadenceId } | { readonly by: 'go-on' | 'resume' | 'stop' }
}

/** A cadence to choose from; `lacks`: what would have to change so that it can be kept, empty: nothing. */
export interface CadenceOnOffer {
  readonly cadenceId: CadenceId
  readonly name: string
  readonly belief: string
  readonly lacks: string
}

/** What the rep can do with the cadence of one contact. */
export interface EnrolmentIntents {
  openCadenceOf(open: boolean): void
  putOn(contact: Named, cadence: Pick<CadenceOnOffer, 'cadenceId' | 'name'>): void
  stopCadence(contact: Named, reason: StopReason): void
  /** What was stopped goes on where it was. */
  goOnWithCadence(contact: Named): void
  pauseCadence(contact: Named, until: When, inWords: string): void
  understandUntil(contactId: ContactId, text: string): Promise<Understood | Trouble>
}

interface Named {
  readonly contactId: ContactId
  readonly name: string
}

const stopWords = { won: 'won', lost: 'lost', rep: 'cadence stopped' } as const satisfies Record<StopReason, string>

export function makeEnrolmentIntents({ bridge, store, ask }: Tools): EnrolmentIntents & { undoCadence(): boolean } {
  const { getState: desk, setState } = store
  const change = (changed: Partial<AssistantDesk>) =>
    setState((before) => ({ assistant: { ...before.assistant, ...changed } }))
  const done = (lastCadence: CadenceDone) =>
    change({ open: null, lastCadence, lastEnded: null, lastMade: null, lastOutcome: null })

  async function readOffers(timeZone: string) {
    const known = await bridge.request('cadence.list', {})
    if (!known.ok) return setState({ refusal: { name: 'cadence.enrol', about: '', trouble: known.trouble } })
    const offer = async ({ cadence }: StoredCadence): Promise<CadenceOnOffer> => {
      const feasible = await bridge.request('cadence.feasible', { cadence, timeZone })
      const lacks = feasible.ok && !feasible.value.kept ? feasible.value.inWords : ''
      return { cadenceId: cadence.cadenceId, name: cadence.name, belief: cadence.belief, lacks }
    }
    change({ cadences: await Promise.all(known.value.cadences.map(offer)) })
  }

  return {
    openCadenceOf(open) {
      const card = desk().facts?.card
      if (open && !card) return
      change({ open: open ? 'cadence' : null })
      setState({ refusal: null })
      if (open) void readOffers(card!.timeZone)
    },
    async putOn({ contactId, name }, cadence) {
      const { cadenceId } = cadence
      const answer = await ask('cadence.enrol', contactId, { contactId, cadenceId })
      if (answer?.ok) done({ contactId, name, inWords: `put on ${cadence.name}`, undo: { by: 'unenrol', cadenceId } })
    },
    async stopCadence({ contactId, name }, reason) {
      const answer = await ask('cadence.stop', contactId, { contactId, reason })
      if (answer?.ok) done({ contactId, name, inWords: stopWords[reason], undo: { by: 'go-on' } })
    },
    async goOnWithCadence({ contactId, name }) {
      const answer = await ask('cadence.goOn', contactId, { contactId })
      if (answer?.ok) done({ contactId, name, inWords: 'cadence goes on', undo: { by: 'stop' } })
    },
    async pauseCadence({ contactId, name }, until, inWords) {
      const answer = await ask('cadence.pause', contactId, { contactId, until })
      if (answer?.ok) done({ contactId, name, inWords, undo: { by: 'resume' } })
    },
    async understandUntil(contactId, text) {
      const answer = await bridge.request('promise.understand', { contactId, when: { by: 'text', text } })
      return answer.ok ? answer.value : answer.trouble
    },
    undoCadence() {
      const last = desk().assistant.lastCadence
      if (!last) return false
      const { contactId, undo } = last
      change({ lastCadence: null })
      if (undo.by === 'unenrol') {
        void ask('cadence.unenrolMany', contactId, { contactIds: [contactId], cadenceId: undo.cadenceId })
      } else if (undo.by === 'stop') void ask('cadence.stop', contactId, { contactId, reason: 'rep' })
      else void ask(undo.by === 'go-on' ? 'cadence.goOn' : 'cadence.resume', contactId, { contactId })
      return true
    },
  }
}
