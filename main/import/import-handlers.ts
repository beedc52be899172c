import type { RequestName } from '../../shared/contract/bridge.ts'
import type { importRequests } from '../../shared/contract/import-bridge.ts'
import { ok } from '../../shared/result.ts'
import type { Handlers } from '../handlers.ts'
import type { House } from '../app-context.ts'
import { exportArchive } from './export-archive.ts'
import { importState } from './imports.ts'
import {
  backToMapping, cancelImport, checkFile, choose, leaveFile, mapColumns, saveSetAside, startImport, takeFile, undoImport,
} from './make-import.ts' // prettier-ignore

type ImportRequest = RequestName & keyof typeof importRequests

/** The lines of handlers.ts that bring contacts in and out. */
export function importHandlers(house: House): Pick<Handlers, ImportRequest> {
  return {
    'import.open': () => ok(importState(house.imports)),
    'import.take': (wish) => takeFile(house, wish),
    'import.map': (wish) => mapColumns(house, wish),
    'import.check': () => checkFile(house),
    'import.choose': (wish) => choose(house, wish),
    'import.start': (wish) => startImport(house, wish),
    'import.cancel': () => cancelImport(house),
    'import.back': () => backToMapping(house),
    'import.leave': () => leaveFile(house),
    'import.undo': ({ importId }) => undoImport(house, importId),
    'import.saveSetAside': ({ importId }) => saveSetAside(house, importId),
    'archive.export': (wish) => exportArchive(house, wish),
  }
}
