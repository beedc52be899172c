/** What the system hands over when a link is clicked: `tel:+1-212-555-0177`, `callto:…`, `sip:…`. */
const link = /^(tel|callto|sips?):./i

/** The link among the words of a command line, where Windows and Linux put it; null: there is none. */
export function phoneLinkIn(argv: readonly string[]): string | null {
  return argv.findLast((word) => link.test(word))?.slice(0, 300) ?? null
}

/**
 * Numbers that the system hands over, kept until a desk is there to show them. Nothing is ever dialled for one: any web page
 * can open a link.
 */
export interface PhoneLinks {
  /** null: nothing was handed over. */
  take(written: string | null): void
  /** A desk has been loaded, and listens. */
  deskOpened(): void
  deskClosed(): void
}

export function openPhoneLinks(tell: (written: string) => void): PhoneLinks {
  let waiting: string | null = null
  let isOpen = false

  function hand(): void {
    if (!isOpen || waiting === null) return
    tell(waiting)
    waiting = null
  }

  return {
    take(written) {
      waiting = written ?? waiting
      hand()
    },
    deskOpened() {
      isOpen = true
      hand()
    },
    deskClosed: () => void (isOpen = false),
  }
}
