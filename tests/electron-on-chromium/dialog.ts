import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { isHeadless } from './chromium.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { BrowserWindow } from './window.ts'

type Options = Electron.MessageBoxOptions
type Answer = Electron.MessageBoxReturnValue

/**
 * On a screen the page itself asks, so there are two answers at most; without one the cautious answer is given, or with
 * AFTERBEEP_ANSWER=yes the other one.
 */
async function showMessageBox(...given: [unknown, Options] | [Options]): Promise<Answer> {
  const { message, detail = '', buttons = ['OK'], cancelId = 0 } = given.at(-1) as Options
  const window = given.length === 2 ? (given[0] as BrowserWindow) : BrowserWindow.getAllWindows()[0]
  if (buttons.length > 2) throw new Error('dialog.showMessageBox with more than two buttons is not imitated')
  const proceed = buttons.findIndex((_, index) => index !== cancelId)
  if (isHeadless || !window || proceed < 0) {
    process.stderr.write(`${message}\n${detail}\n`)
    const isYes = process.env['AFTERBEEP_ANSWER'] === 'yes' && proceed >= 0
    return { response: isYes ? proceed : cancelId, checkboxChecked: false }
  }
  const question = JSON.stringify(`${message}\n${detail}\n\n${buttons[proceed]}?`)
  const isYes = await window.webContents.askRep(`confirm(${question})`)
  return { response: isYes === true ? proceed : cancelId, checkboxChecked: false }
}

/** The page asks for the path; a test answers it as it answers any dialog of a page. */
async function showSaveDialog(
  ...given: [unknown, Electron.SaveDialogOptions] | [Electron.SaveDialogOptions]
): Promise<Electron.SaveDialogReturnValue> {
  const { defaultPath: wanted = '' } = given.at(-1) as Electron.SaveDialogOptions
  // A name without a folder is among the downloads since Electron 42.
  const defaultPath = wanted === '' || isAbsolute(wanted) ? wanted : join(homedir(), 'Downloads', wanted)
  const window = given.length === 2 ? (given[0] as BrowserWindow) : BrowserWindow.getAllWindows()[0]
  const path: unknown = await window?.webContents.askRep(`prompt('Save as', ${JSON.stringify(defaultPath)})`)
  return typeof path === 'string' && path !== ''
    ? { canceled: false, filePath: path }
    : { canceled: true, filePath: '' }
}

/** The same for a file that is there. */
async function showOpenDialog(
  ...given: [unknown, Electron.OpenDialogOptions] | [Electron.OpenDialogOptions]
): Promise<Electron.OpenDialogReturnValue> {
  const window = given.length === 2 ? (given[0] as BrowserWindow) : BrowserWindow.getAllWindows()[0]
  const path: unknown = await window?.webContents.askRep(`prompt('Open')`)
  return typeof path === 'string' && path !== ''
    ? { canceled: false, filePaths: [path] }
    : { canceled: true, filePaths: [] }
}

export const dialog = refuseUnknown('dialog', {
  /** The one that may be shown before the app is ready. */
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}\n${content}\n`),
  showMessageBox,
  showOpenDialog,
  showSaveDialog,
} satisfies Partial<Electron.Dialog>)
