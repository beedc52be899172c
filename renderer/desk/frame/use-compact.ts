import { useEffect, useRef, useSyncExternalStore } from 'react'
import { isCompact, onCompactChanged } from './compact.ts'

/**
 * The compact desk shows the call and the person. It begins without what covered the desk, and what is opened there
 * brings the whole desk back.
 */
export function useCompact(room: { isCovered: boolean; goWhole: () => void; uncover: () => void }): void {
  const { isCovered } = room
  const compact = useSyncExternalStore(onCompactChanged, isCompact)
  const now = useRef(room)
  const wasCompact = useRef(false)
  useEffect(() => {
    now.current = room
  })
  useEffect(() => {
    if (compact && isCovered) {
      if (wasCompact.current) now.current.goWhole()
      else now.current.uncover()
    }
    wasCompact.current = compact
  }, [compact, isCovered])
}
