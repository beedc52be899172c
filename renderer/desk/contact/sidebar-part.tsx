import type { ReactNode } from 'react'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import { useIntents } from '../frame/intents-context.ts'

/**
 * A part of the sidebar under its heading, which folds it: once, for everybody who is shown, until it is opened again. What is
 * in it is never cut.
 */
export function Part(props: {
  part: SidebarPart
  title: string
  /** How many there are. */
  count?: string | number | undefined
  /** What is seen of it while it is folded, in a few words. */
  gist?: string
  folded: readonly SidebarPart[]
  children: ReactNode
}) {
  const { part, title, count, gist, folded, children } = props
  const { fold } = useIntents()
  const isFolded = folded.includes(part)
  return (
    <details className={`part ${part}`} open={!isFolded}>
      <summary
        onClick={(event) => {
          // The state says what is open, and a browser would turn it a second time.
          event.preventDefault()
          fold(part)
        }}
      >
        <h2>
          <bdi>{title}</bdi> {count !== undefined && <span>{count}</span>}
        </h2>
        {isFolded && gist && <span className="gist">{gist}</span>}
      </summary>
      {children}
    </details>
  )
}
