import type { Trouble } from '../../shared/contract/trouble.ts'
import { later } from './later.ts'
import type { Limits } from './limits.ts'

export type MediaState = 'connecting' | 'connected' | 'disconnected' | 'failed'

export interface MediaWatchPorts {
  readonly limits: Limits
  readonly now: () => number
  readonly canSignal: () => boolean
  readonly restartIce: () => void
  /** No sound for too long; without a trouble since the line is gone as well. */
  readonly gone: (trouble: Trouble | null) => void
}

export interface MediaWatch {
  changed(state: MediaState): void
  isLost(): boolean
  signallingDown(): void
  stop(): void
}

/** Tries in a row; after that only the far end or the rep can help. */
const MOST_RESTARTS = 5

/**
 * Sound that comes and goes: ICE is restarted while the line can carry the offer, and the call ends when neither sound
 * nor signalling is left, since then nobody could tell us that the far end has hung up.
 */
export function watchMedia({ limits, now, canSignal, restartIce, gone }: MediaWatchPorts): MediaWatch {
  let lostAt: number | null = null
  let restarts = 0
  const restart = later()
  const verdict = later()

  function judge(): void {
    if (lostAt === null) return
    const lostMs = now() - lostAt
    if (lostMs >= limits.mediaLostMs && !canSignal()) return gone(null)
    if (lostMs >= limits.mediaGoneMs) return gone({ code: 'media-failed', about: { reason: 'the sound was lost' } })
    const untilMs = lostMs < limits.mediaLostMs ? limits.mediaLostMs : limits.mediaGoneMs
    verdict.set(Math.max(1, untilMs - lostMs), judge)
  }

  function tryRestart(): void {
    if (lostAt === null || restarts >= MOST_RESTARTS) return
    restart.set(limits.iceRestartEveryMs, tryRestart)
    if (!canSignal()) return
    restarts++
    restartIce()
  }

  return {
    changed(state) {
      if (state === 'connecting') return
      if (state === 'connected') {
        lostAt = null
        restarts = 0
        restart.clear()
        verdict.clear()
        return
      }
      const isNew = lostAt === null
      lostAt ??= now()
      if (isNew) judge()
      if (isNew || state === 'failed') restart.set(state === 'failed' ? 0 : limits.iceRestartAfterMs, tryRestart)
    },
    isLost: () => lostAt !== null,
    signallingDown: judge,
    stop() {
      restart.clear()
      verdict.clear()
    },
  }
}
