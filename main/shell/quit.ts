import type { App } from 'electron'

export interface QuitPorts {
  /** A call is up, or a message is being left: quitting ends it. */
  readonly isCallUp: () => boolean
  /** Asks the rep; true: end it and quit. */
  readonly ask: () => Promise<boolean>
  /** Ends the calls and shuts the archive. */
  readonly close: () => Promise<void>
  readonly onBug: (where: string, error: unknown) => void
  /** How long `close` may take, in milliseconds. */
  readonly limitMs?: number
}

export interface Quit {
  /** Is the app on its way out? Nobody is asked any more. */
  isUnderWay(): boolean
  /** The session of the system ends, or somebody outside sent a signal: nobody is asked, the calls get their BYE. */
  withoutAsking(): void
}

/**
 * Every way to quit asks while a call is up (⌘Q and the Dock, the tray, the desk's window), then waits for `close`, but not
 * longer than `limitMs`.
 *
 *   open ──before-quit──▶ asking ──"Stay"──▶ open
 *    │                      │ "End it and quit"
 *    ├──before-quit, no call, or withoutAsking──▶ closing ──closed, failed or too late──▶ closed: the next quit goes through
 */
export function openQuit(app: App, ports: QuitPorts): Quit {
  const { isCallUp, ask, close, onBug, limitMs = 2_000 } = ports
  let state: 'open' | 'asking' | 'closing' | 'closed' = 'open'

  function closeAll(): void {
    state = 'closing'
    const { promise: tooLate, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, limitMs)
    const closed = close().catch((error: unknown) => onBug('quit', error))
    void Promise.race([closed, tooLate]).then(() => {
      clearTimeout(timer)
      state = 'closed'
      app.quit()
    })
  }

  async function askFirst(): Promise<void> {
    state = 'asking'
    const isAgreed = await ask().catch((error: unknown) => {
      onBug('quit', error)
      return false
    })
    // The session may have ended while the question stood there.
    if (state !== 'asking') return
    if (isAgreed) closeAll()
    else state = 'open'
  }

  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state !== 'open') return
    if (isCallUp()) void askFirst()
    else closeAll()
  })

  return {
    isUnderWay: () => state === 'closing' || state === 'closed',
    withoutAsking() {
      if (state === 'open' || state === 'asking') closeAll()
    },
  }
}
