import { createContext, use } from 'react'
import type { StudioIntents } from './studio-intents.ts'
import type { StudioStore, TakeLevelStore } from './studio-store.ts'

/** What the app gives the studio. */
export interface StudioRoom {
  readonly store: StudioStore
  readonly levels: TakeLevelStore
  readonly intents: StudioIntents
}

export const StudioContext = createContext<StudioRoom | null>(null)

export function useStudioRoom(): StudioRoom {
  const room = use(StudioContext)
  if (!room) throw new Error('a studio without its room')
  return room
}

export function useStudio(): StudioIntents {
  return useStudioRoom().intents
}
