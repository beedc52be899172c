import type { OutcomeEntry, ReceivedEntry } from '../contract/rep-outcome.ts'

/**
 * An entry without a time or a number that cannot be understood, or is past by now: they become words, and the outcome
 * holds.
 */
export function inItsWords(entry: OutcomeEntry): OutcomeEntry
export function inItsWords(entry: ReceivedEntry): ReceivedEntry
export function inItsWords(entry: OutcomeEntry | ReceivedEntry): OutcomeEntry | ReceivedEntry {
  const { notNowUntil, appointmentAt, note, ...rest } = entry
  const until = notNowUntil?.by === 'text' ? `Not now, until: ${notNowUntil.text}` : ''
  const meets = appointmentAt?.by === 'text' ? `Appointment: ${appointmentAt.text}` : ''
  const known = { note: [note, until, meets].filter(Boolean).join('\n'), notNowUntil: null }
  if ('callId' in rest) return { ...rest, ...known }
  const { gatekeeper, ...made } = rest
  const { said = '', directNumber = '' } = gatekeeper ?? {}
  return {
    ...made,
    ...known,
    gatekeeper: gatekeeper && {
      ...gatekeeper,
      said: [said, directNumber].filter(Boolean).join(' · ').slice(0, 1000),
      directNumber: '',
    },
  }
}
