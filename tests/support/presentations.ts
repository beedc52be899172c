import type { Presentation } from '../../shared/contract/caller-id.ts'

/** The line calls as itself. */
export function shown(target: string): Presentation {
  return { target, from: 'own', headers: [], asksFor: { kind: 'shown' }, askedBy: '', emergency: false }
}
