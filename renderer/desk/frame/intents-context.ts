import { createContext, use } from 'react'
import type { Intents } from './intents.ts'

export const IntentsContext = createContext<Intents | null>(null)

export function useIntents(): Intents {
  const intents = use(IntentsContext)
  if (!intents) throw new Error('a view outside the desk')
  return intents
}
