import type { ArchiveRefusal } from './archive-refusal.ts'
import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron'

/** What of Electron's dialogs is used. */
export type Dialogs = Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog'>

/** What national do-not-call lists come as. */
const listFiles = [
  { name: 'Lists', extensions: ['csv', 'txt', 'tsv'] },
  { name: 'All files', extensions: ['*'] },
]

/** What the system asks the rep, in front of the desk where there is one. */
export interface Asking {
  /** Where a file of this name should go; null: nowhere. */
  chooseFile(suggestedName: string): Promise<string | null>
  /** A file of theirs; null: none. */
  pickFile(): Promise<string | null>
  /** The archive did not open: true: do what the second button says. */
  mayMend(refusal: ArchiveRefusal): Promise<boolean>
  /** A call is up: true: end it and quit. */
  mayQuit(): Promise<boolean>
}

export function openDialogs(dialogs: Dialogs, desk: () => BrowserWindow | null): Asking {
  return {
    async chooseFile(suggestedName) {
      const options = { defaultPath: suggestedName }
      const window = desk()
      const { canceled, filePath } = await (window
        ? dialogs.showSaveDialog(window, options)
        : dialogs.showSaveDialog(options))
      return canceled ? null : filePath
    },
    async pickFile() {
      const options: OpenDialogOptions = { properties: ['openFile'], filters: listFiles }
      const window = desk()
      const { canceled, filePaths } = await (window
        ? dialogs.showOpenDialog(window, options)
        : dialogs.showOpenDialog(options))
      return canceled ? null : (filePaths[0] ?? null)
    },
    async mayMend({ message, detail, offer }) {
      const buttons = ['Quit', ...(offer ? [offer.button] : [])]
      const { response } = await dialogs.showMessageBox({
        type: 'error',
        message,
        detail,
        buttons,
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      return response === 1
    },
    async mayQuit() {
      const question = {
        type: 'question' as const,
        message: 'A call is still up, or a message is still being left.',
        detail: 'Quitting now ends it. What has happened so far is kept.',
        buttons: ['Stay', 'End it and quit'],
        defaultId: 0,
        cancelId: 0,
      }
      const window = desk()
      const { response } = await (window ? dialogs.showMessageBox(window, question) : dialogs.showMessageBox(question))
      return response === 1
    },
  }
}
