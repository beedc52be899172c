import type { App } from 'electron'

/** What others hand over to the app that runs: a link on macOS, the command line of a second start elsewhere. */
export interface HandedOver {
  /** Everything that came before, then everything that comes: the words of a command line, or a link alone. */
  deliverTo(take: (words: readonly string[]) => void): void
}

/** Listens from the first moment: a start may have to wait for a disk, and the rep clicks meanwhile. */
export function hearHandedOver(app: Pick<App, 'on'>): HandedOver {
  const early: (readonly string[])[] = []
  let take = (words: readonly string[]): void => void early.push(words)
  app.on('open-url', (event, url) => {
    event.preventDefault()
    take([url])
  })
  app.on('second-instance', (_event, argv) => take(argv))
  return {
    deliverTo(taker) {
      take = taker
      for (const words of early.splice(0)) taker(words)
    },
  }
}
