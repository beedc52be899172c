import type { AttemptId, ContactId } from '../../../shared/ids.ts'
import type { AssistantDesk } from './assistant-desk.ts'
import type { Tools } from './assistant-intents.ts'

/** A promise that the desk offers after a talk without one. */
export interface OfferIntents {
  /** Reads when it would be: this week, or next week where nothing is left of this one. */
  readOffer(talk: { readonly attemptId: AttemptId; readonly contactId: ContactId; readonly name: string }): void
  /** Promises what is offered, for the time that is shown. */
  promiseOffered(): void
}

export function makeOfferIntents({ bridge, store, ask }: Tools): OfferIntents & { undoMade(): boolean } {
  const assistant = () => store.getState().assistant
  const change = (changed: Partial<AssistantDesk>) =>
    store.setState((before) => ({ assistant: { ...before.assistant, ...changed } }))

  return {
    async readOffer(talk) {
      if (assistant().offer?.attemptId === talk.attemptId) return
      const weeks = [
        ['this week', 'this-week'],
        ['next week', 'next-week'],
      ] as const
      for (const [week, key] of weeks) {
        // One after the other: the second is asked for only where the first is over.
        // oxlint-disable-next-line no-await-in-loop
        const answer = await bridge.request('promise.understand', {
          contactId: talk.contactId,
          when: { by: 'key', key },
        })
        if (answer.ok) return change({ offer: { ...talk, week, read: answer.value } })
      }
    },
    async promiseOffered() {
      const { offer } = assistant()
      if (!offer) return
      const { attemptId, contactId, name, read } = offer
      const { dueAt, dueUntil, inWords } = read
      const when = { by: 'window', dueAt, dueUntil } as const
      const made = await ask('promise.make', contactId, { contactId, attemptId, kind: 'call', words: '', when })
      if (!made?.ok) return
      const { promiseId } = made.value
      change({ offer: null, lastMade: { promiseId, name, inWords }, lastEnded: null, lastCadence: null })
    },
    undoMade() {
      const { lastMade } = assistant()
      if (!lastMade) return false
      const { promiseId } = lastMade
      change({ lastMade: null })
      void ask('promise.withdraw', promiseId, { promiseId })
      return true
    },
  }
}
