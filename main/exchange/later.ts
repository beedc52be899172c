/** One thing to be done later, at most. */
export interface Later {
  /** Replaces what was set before. */
  set(ms: number, then: () => void): void
  clear(): void
}

/** A timer holds 31 bits; what is set for longer would fire at once. A server may well grant a hundred years. */
const LONGEST_MS = 2 ** 31 - 1

export function later(): Later {
  let timer: NodeJS.Timeout | undefined
  return {
    set(ms, then) {
      clearTimeout(timer)
      timer = setTimeout(then, Math.min(ms, LONGEST_MS))
    },
    clear: () => clearTimeout(timer),
  }
}

/** Resolves when the promise settles, or after the limit: whoever waits goes on in either case. */
export async function atMost(ms: number, promise: Promise<unknown>): Promise<void> {
  const limit = later()
  await Promise.race([promise, new Promise<void>((resolve) => limit.set(ms, resolve))])
  limit.clear()
}
