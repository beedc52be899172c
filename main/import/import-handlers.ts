import type { RequestName, Handlers } from '../../shared/contract/bridge.ts'
import type { importRequests } from '../../shared/contract/import-bridge.ts'
import { ok } from '../../shared/result.ts'
import type { AppContext } from '../app-context.ts'
import { exportArchive, exportContacts } from './export-archive.ts'
import { gatherSupport, saveSupport } from './support-bundle.ts'
import { importState } from './imports.ts'
import { saveSetAside, startImport, undoImport } from './make-import.ts'
import { backToMapping, cancelImport, checkFile, choose, leaveFile, mapColumns, takeFile } from './prepare-import.ts'

type ImportRequest = RequestName & keyof typeof importRequests

/** The lines of handlers.ts that bring contacts in and out. */
export function importHandlers(app: AppContext): Pick<Handlers, ImportRequest> {
  return {
    'import.open': () => ok(importState(app.imports)),
    'import.take': (request) => takeFile(app, request),
    'import.map': (request) => mapColumns(app, request),
    'import.check': () => checkFile(app),
    'import.choose': (request) => choose(app, request),
    'import.start': (request) => startImport(app, request),
    'import.cancel': () => cancelImport(app),
    'import.back': () => backToMapping(app),
    'import.leave': () => leaveFile(app),
    'import.undo': ({ importId }) => undoImport(app, importId),
    'import.saveSetAside': ({ importId }) => saveSetAside(app, importId),
    'archive.export': (request) => exportArchive(app, request),
    'support.gather': () => gatherSupport(app),
    'support.save': (request) => saveSupport(app, request),
    'contacts.exportMany': (request) => exportContacts(app, request),
  }
}
