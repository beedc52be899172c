import type { OutcomeEntry } from './rep-outcome.ts'

/**
 * An entry without a time or a number that cannot be understood, or is past by now: they become words, and the outcome
 * holds.
 */
export function inItsWords(entry: OutcomeEntry): OutcomeEntry {
  const { notNowUntil, appointmentAt, gatekeeper, note, ...rest } = entry
  const until = notNowUntil?.by === 'text' ? `Not now, until: ${notNowUntil.text}` : ''
  const meets = appointmentAt?.by === 'text' ? `Appointment: ${appointmentAt.text}` : ''
  const { said = '', directNumber = '' } = gatekeeper ?? {}
  return {
    ...rest,
    note: [note, until, meets].filter(Boolean).join('\n'),
    notNowUntil: null,
    gatekeeper: gatekeeper && {
      ...gatekeeper,
      said: [said, directNumber].filter(Boolean).join(' · ').slice(0, 1000),
      directNumber: '',
    },
  }
}
