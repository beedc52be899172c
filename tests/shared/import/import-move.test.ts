import { expect, test } from 'vitest'
import { isImportBusy, moveImport, type ImportMove, type ImportStep } from '../../../shared/import/import-move.ts'

const steps: readonly ImportStep[] = ['empty', 'columns', 'checking', 'checked', 'writing', 'done', 'undoing']
/** Where each move leads from these steps, in their order; '' where it is not one of theirs. */
const table: readonly (readonly [ImportMove, ...(ImportStep | '')[]])[] = [
  ['take', 'columns', 'columns', '', 'columns', '', 'columns', ''],
  ['map', '', 'columns', '', 'columns', '', 'columns', ''],
  ['check', '', 'checking', '', 'checking', '', 'checking', ''],
  ['checked', '', '', 'checked', '', '', '', ''],
  ['stop', '', '', 'columns', '', '', '', ''],
  ['write', '', '', '', 'writing', '', '', ''],
  ['refuse', '', '', '', '', 'checked', '', ''],
  ['written', '', '', '', '', 'done', '', ''],
  ['takeBack', '', '', '', '', 'undoing', '', ''],
  ['undo', 'undoing', 'undoing', '', 'undoing', '', 'undoing', ''],
  ['recheck', '', '', '', '', '', '', 'checked'],
  ['undone', '', '', '', '', '', '', 'empty'],
  ['leave', 'empty', 'empty', '', 'empty', '', 'empty', ''],
]

test.each(table.map(([move, ...to]) => ({ move, to })))(
  '“$move” leads where it is drawn, and nowhere else',
  ({ move, to }) => {
    expect(steps.map((step) => moveImport(step, move) ?? '')).toEqual(to)
  },
)

test('while an import is read, written or taken back no file is taken and no other import begun', () => {
  expect(steps.filter(isImportBusy)).toEqual(['checking', 'writing', 'undoing'])
  for (const step of steps.filter(isImportBusy)) {
    for (const move of ['take', 'map', 'check', 'write', 'undo', 'leave'] as const)
      expect(moveImport(step, move)).toBeNull()
  }
})
