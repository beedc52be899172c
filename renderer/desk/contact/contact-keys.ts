import { useEffect, useRef } from 'react'
import { meantKey } from '../controls/own-keys.ts'
import { contactKeys, isMac, viewKeys, type ActionRoom } from '../frame/actions.ts'

/**
 * The keys of contacts as a whole: with Ctrl (Cmd on a Mac) also while the rep types, `?` only when not. A file that is dropped
 * on the desk opens the import. Null: they do nothing here.
 */
export function useContactKeys(room: ActionRoom | null): void {
  const now = useRef(room)
  useEffect(() => {
    now.current = room
  })
  const isOff = room === null
  useEffect(() => {
    if (isOff) return
    const pressed = (event: KeyboardEvent) => {
      const here = now.current
      if (!here?.desk.facts || event.altKey || event.isComposing) return
      const action = (isMac() ? event.metaKey : event.ctrlKey) ? withCtrl(here, event.key) : plain(here, event)
      if (!action) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) action()
    }
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    const dropped = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      const here = now.current
      if (event.defaultPrevented || !file || !here?.desk.facts) return
      event.preventDefault()
      here.contacts.openImport()
      here.contacts.take(file)
    }
    window.addEventListener('keydown', pressed, { capture: true })
    window.addEventListener('dragover', over)
    window.addEventListener('drop', dropped)
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true })
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', dropped)
    }
  }, [isOff])
}

function withCtrl({ contacts, cadences, intents, desk }: ActionRoom, key: string): (() => void) | null {
  const card = desk.facts?.card ?? null
  if (desk.lineOpen) return null
  switch (key.toUpperCase()) {
    case contactKeys.palette:
      return () => contacts.openPalette({ kind: 'anything' })
    case contactKeys.import:
      return () => contacts.openImport()
    case contactKeys.all:
      return () => contacts.openAll()
    case contactKeys.edit:
      return card && (() => contacts.openForm(card.contactId))
    case contactKeys.company:
      return card?.company ? () => contacts.openCompany(card.contactId) : null
    case viewKeys.cadences:
      return () => cadences.openCadences()
    case viewKeys.insights:
      return () => cadences.openInsights()
    case viewKeys.daysOff:
      return () => {
        // The pause leads here too, and is left behind.
        if (desk.assistant.open) intents.openPause(false)
        cadences.openDaysOff()
      }
    case viewKeys.compact:
      return () => intents.toggleCompact()
    default:
      return null
  }
}

function plain({ contacts, desk }: ActionRoom, event: KeyboardEvent): (() => void) | null {
  const target = event.target instanceof Element ? event.target : document.body
  const settings = desk.facts?.settings
  if (!settings || meantKey(event, settings) !== contactKeys.sheet || desk.lineOpen || event.ctrlKey || event.metaKey)
    return null
  return target.closest('input, textarea, select, .modal') ? null : () => contacts.openSheet(true)
}
