import type { SidebarPart } from '../../shared/contract/window-bridge.ts'

/** Where it is remembered which parts of the sidebar are folded. */
export interface KeptFolds {
  get(): SidebarPart[]
  set(folded: readonly SidebarPart[]): void
}

/** Remembered until Afterbeep is closed. */
export function foldsUntilClosed(): KeptFolds {
  let folded: readonly SidebarPart[] = []
  return { get: () => [...folded], set: (parts) => void (folded = parts) }
}
