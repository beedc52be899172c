import type { Take } from '../../../shared/studio/studio.ts'

export function playedInWords(times: number): string {
  return times === 0 ? 'not played yet' : times === 1 ? 'played once' : `played ${times} times`
}

export function takeInWords({ phase }: Take): string {
  return phase === 'recording' ? 'recording …' : phase === 'preparing' ? 'preparing …' : 'take not saved yet'
}
