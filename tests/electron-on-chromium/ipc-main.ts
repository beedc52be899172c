import { emitterFor } from './emitter.ts'

type InvokeHandler = (event: object, ...given: unknown[]) => unknown

const handlers = new Map<string, InvokeHandler>()

class IpcMain
  extends emitterFor<Electron.IpcMain>('ipcMain')
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  handle(channel: string, handler: (event: Electron.IpcMainInvokeEvent, ...given: never[]) => unknown): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler as InvokeHandler)
  }

  handleOnce(channel: string, handler: (event: Electron.IpcMainInvokeEvent, ...given: never[]) => unknown): void {
    this.handle(channel, (event, ...given) => {
      this.removeHandler(channel)
      return handler(event, ...given)
    })
  }

  removeHandler(channel: string): void {
    handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

/** What ipcRenderer.invoke is answered: a value, or Electron's sentence about the error. */
export async function answerInvoke(
  channel: string,
  event: object,
  given: readonly unknown[],
): Promise<{ value: unknown } | { error: string }> {
  try {
    const handler = handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return { value: await handler(event, ...given) }
  } catch (error) {
    return { error: `Error invoking remote method '${channel}': ${String(error)}` }
  }
}
