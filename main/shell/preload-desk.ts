import { contextBridge, ipcRenderer } from 'electron'
import type { DeskBridge, DeskEventName } from '../../shared/contract/bridge.ts'

type Listener = (state: never) => void

const listeners = new Map<DeskEventName, Set<Listener>>()

ipcRenderer.on('desk-event', (_event, message: { name: DeskEventName; event: never }) => {
  for (const listener of listeners.get(message.name) ?? []) listener(message.event)
})

const bridge: DeskBridge = {
  request: (name, input) => ipcRenderer.invoke('request', { name, input }),
  on: (name, listener) => {
    const ofName = listeners.get(name) ?? new Set<Listener>()
    listeners.set(name, ofName.add(listener))
    return () => {
      ofName.delete(listener)
    }
  },
}

contextBridge.exposeInMainWorld('afterbeep', bridge)
