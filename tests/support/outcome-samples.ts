import type { ContactAssistant } from '../../shared/contract/assistant.ts'
import type { CallView } from '../../shared/contract/bridge.ts'
import type { ContactCard } from '../../shared/contract/contact.ts'
import { noteIdSchema, promiseIdSchema } from '../../shared/ids.ts'
import { assistant, attempt, call, card, now } from './desk-samples.ts'

/* A call that has ended, its contact, and all that the assistant knows of them. */

export const attemptId = call('ended').attemptId!
export const ended: CallView = call('ended', { conversationAt: now - 8_000, endedBy: 'far-end' })
const [hour, day] = [3_600_000, 86_400_000]

/** Answered, and by what the call did most likely a gatekeeper. */
export function endedCard(more: Partial<ContactAssistant> = {}): ContactCard {
  const known = card()
  const last = attempt(now - 21_000, 'answered', { attemptId, answeredAt: now - 9_000, endedAt: now })
  const suggested = { attemptId, outcome: 'gatekeeper', why: 'A main number, and the talk took 9 s.' } as const
  return { ...known, attempts: [last, ...known.attempts], assistant: assistant({ suggested, ...more }) }
}

export const promiseId = promiseIdSchema.parse('promise-1')

export const known: Partial<ContactAssistant> = {
  notes: [
    { noteId: noteIdSchema.parse('note-3'), attemptId: null, text: 'Maria: try Thursday late.', writtenAt: now - day },
    { noteId: noteIdSchema.parse('note-2'), attemptId: null, text: 'Budget is decided in January.\nAsk for the plant list.', writtenAt: now - 5 * day }, // prettier-ignore
    { noteId: noteIdSchema.parse('note-1'), attemptId: null, text: 'Found through the trade fair.', writtenAt: now - 20 * day }, // prettier-ignore
  ],
  noteCount: 5,
  promises: [
    {
      promiseId,
      kind: 'call',
      words: 'I’ll send the audit and call',
      dueAt: now - 2 * day - hour,
      dueUntil: now - 2 * day,
      madeAt: now - 6 * day,
      goes: null,
      late: 'Late by 2 days.',
    },
  ],
  gatekeeper: [
    {
      factId: 'fact-1',
      at: now - day,
      said: 'Maria, front desk: he is in late on Tuesdays and Thursdays.',
      personIn: [{ weekdays: [2, 4], from: 960, until: 1080 }],
      directNumber: '+1 416 345 3461',
      inWords: 'In on Tuesday and Thursday, 16:00 to 18:00',
      doubted: null,
    },
  ],
  step: {
    kind: 'call',
    name: 'Call 8',
    script: '1. Late shipments at Northwind last quarter\n2. The roundtable on the 9th\n3. Who else should come?',
    message: null,
  },
  bestTimes: [
    { weekday: 4, part: 'evening', inWords: 'Thursday evening', tries: 21, answered: 3, mean: 0.14, low: 0.05, high: 0.27, prior: { mean: 0.1, tries: 10 } }, // prettier-ignore
  ],
}
