import type { App } from 'electron'

/**
 * Every way to quit waits for `close`, which ends the calls and shuts the archive, but not longer than `limitMs`.
 *
 *   open ──before-quit──▶ closing ──closed, failed or too late──▶ closed: the next quit goes through
 *
 * Returns a question: is the app on its way out?
 */
export function closeBeforeQuit(
  app: App,
  close: () => Promise<void>,
  onBug: (where: string, error: unknown) => void,
  limitMs = 2_000,
): () => boolean {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    const { promise: tooLate, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, limitMs)
    const closed = close().catch((error: unknown) => onBug('quit', error))
    void Promise.race([closed, tooLate]).then(() => {
      clearTimeout(timer)
      state = 'closed'
      app.quit()
    })
  })
  return () => state !== 'open'
}
