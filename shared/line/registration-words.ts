import type { LineState } from '../contract/line.ts'
import { sentenceFor } from '../trouble-sentences.ts'

/** What a registration is worth, fact by fact: what was accepted last, until when, and what is tried next. */
export interface RegistrationFact {
  readonly name: string
  readonly value: string
}

/** @param clock writes a time of day, in milliseconds since the epoch, as the rep reads it. */
export function registrationFacts(state: LineState, now: number, clock: (at: number) => string): RegistrationFact[] {
  const { line, acceptedAt, registeredUntil, trouble } = state
  if (!line) return [{ name: 'Line', value: 'none in use' }]
  const facts = [
    { name: 'Line', value: line.name },
    { name: 'Server', value: line.kind === 'practice' ? 'in this computer' : line.server },
    {
      name: 'Last accepted',
      value: acceptedAt === null ? 'never since this line is in use' : `at ${clock(acceptedAt)}`,
    },
  ]
  if (registeredUntil !== null) {
    const isOver = registeredUntil < now
    facts.push({ name: isOver ? 'Ran out' : 'Runs out', value: `at ${clock(registeredUntil)}` })
    // line.ts asks again after four fifths.
    if (!isOver && acceptedAt !== null)
      facts.push({ name: 'Renewed', value: `at ${clock(acceptedAt + (registeredUntil - acceptedAt) * 0.8)}` })
  } else if (acceptedAt !== null) facts.push({ name: 'Now', value: 'not registered' })
  if (trouble) facts.push({ name: 'Trouble', value: sentenceFor(trouble) })
  if (state.state !== 'registered') facts.push({ name: 'Next', value: whatIsTried(state, now, clock) })
  return facts
}

function whatIsTried({ state, retryAt, trouble }: LineState, now: number, clock: (at: number) => string): string {
  if (retryAt !== null && retryAt > now) return `connects and registers again at ${clock(retryAt)}`
  if (state === 'connecting' || retryAt !== null) return 'connecting and registering now'
  return trouble ? 'nothing, until the line is changed or chosen again' : 'nothing'
}

/** In one line, for where there is no more room. */
export function registrationInOneLine(state: LineState, clock: (at: number) => string): string {
  const { line, registeredUntil, retryAt } = state
  if (!line) return 'No line in use'
  if (state.state === 'registered')
    return registeredUntil === null
      ? `${line.name}: registered`
      : `${line.name}: registered until ${clock(registeredUntil)}`
  if (retryAt !== null) return `${line.name}: not registered, tries again at ${clock(retryAt)}`
  return `${line.name}: ${state.state === 'connecting' ? 'connecting' : 'not registered'}`
}
