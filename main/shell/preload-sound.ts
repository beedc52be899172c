import { contextBridge, ipcRenderer } from 'electron'
import type { CommandName, SoundBridge } from '../../shared/contract/bridge.ts'
import type { Result } from '../../shared/result.ts'

type Handler = (input: never) => Promise<Result<unknown>>

let handlers: Partial<Record<CommandName, Handler>> = {}

ipcRenderer.on('command', (_event, message: { id: number; name: CommandName; input: never }) => {
  const { id, name, input } = message
  void answerTo(name, input).then((result) => ipcRenderer.send('answer', { id, result }))
})

async function answerTo(name: CommandName, input: never): Promise<Result<unknown>> {
  const handler = handlers[name]
  try {
    if (handler) return await handler(input)
    return { ok: false, trouble: { code: 'bad-request', about: { reason: `nobody takes ${name}` } } }
  } catch (error) {
    return { ok: false, trouble: { code: 'bad-request', about: { reason: `${name}: ${String(error)}` } } }
  }
}

const bridge: SoundBridge = {
  tell: (name, event) => ipcRenderer.send('sound-event', { name, event }),
  handle: (given) => {
    handlers = given
  },
}

contextBridge.exposeInMainWorld('afterbeep', bridge)
