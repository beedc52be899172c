import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { ContactsIntents } from './contacts-intents.ts'
import type { ContactsDesk, ContactsStore } from './contacts-store.ts'

/** What the app gives everything about contacts as a whole. */
export interface ContactsRoom {
  readonly store: ContactsStore
  readonly intents: ContactsIntents
}

export const ContactsContext = createContext<ContactsRoom | null>(null)

function useContactsRoom(): ContactsRoom {
  const room = use(ContactsContext)
  if (!room) throw new Error('contacts without their room')
  return room
}

export function useContacts(): ContactsIntents {
  return useContactsRoom().intents
}

export function useContactsDesk(): ContactsDesk {
  return useStore(useContactsRoom().store)
}
