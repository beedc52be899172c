import { failed, ok, type Result } from '../../shared/result.ts'
import { isImportBusy, moveImport, type ImportMove } from '../../shared/import/import-move.ts'
import type { Imports } from './imports.ts'

/** What the rep asks for has its step, or not: something else runs, or there is nothing that it could be about. */
export function mayMove({ step }: Imports, move: ImportMove): Result<null> {
  if (moveImport(step, move)) return ok()
  return failed(isImportBusy(step) ? 'import-busy' : 'not-found')
}

export function go(imports: Imports, move: ImportMove): void {
  const next = moveImport(imports.step, move)
  if (!next) throw new Error(`an import that is ${imports.step} cannot ${move}`)
  imports.step = next
}

export function begin(imports: Imports, move: 'check' | 'write' | 'undo' | 'takeBack'): void {
  go(imports, move)
  imports.cancelled = false
  imports.progress = { done: 0, of: imports.file?.rows.length ?? 0 }
  imports.result = null
  imports.changed()
}

export function backToColumns(imports: Imports, move: 'map' | 'stop'): void {
  go(imports, move)
  imports.checked = null
  imports.progress = null
  imports.choices.clear()
  imports.changed()
}

export function forgetRows(imports: Imports): void {
  imports.checked = null
  imports.choices.clear()
}

export function forgetFile(imports: Imports): void {
  forgetRows(imports)
  imports.file = null
  imports.fields = []
  imports.progress = null
}
