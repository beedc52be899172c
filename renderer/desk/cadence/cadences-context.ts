import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { CadencesIntents } from './cadences-intents.ts'
import type { CadencesDesk, CadencesStore } from './cadences-store.ts'

/** What the app gives everything about cadences as data. */
export interface CadencesRoom {
  readonly store: CadencesStore
  readonly intents: CadencesIntents
}

export const CadencesContext = createContext<CadencesRoom | null>(null)

function useCadencesRoom(): CadencesRoom {
  const room = use(CadencesContext)
  if (!room) throw new Error('cadences without their room')
  return room
}

export function useCadences(): CadencesIntents {
  return useCadencesRoom().intents
}

export function useCadencesDesk(): CadencesDesk {
  return useStore(useCadencesRoom().store)
}
