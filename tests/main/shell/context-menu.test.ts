import { expect, test } from 'vitest'
import { contextMenu, type RightClick } from '../../../main/shell/context-menu.ts'

const can = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true }
const field: RightClick = { isEditable: true, selectionText: '', dictionarySuggestions: [], editFlags: can }

const rows = (clicked: RightClick) =>
  contextMenu(clicked, () => {})?.map(({ role, type, label }) => role ?? type ?? label) ?? null

test('a field offers cut, copy, paste and all of it, each where it can be done', () => {
  expect(rows(field)).toEqual(['cut', 'copy', 'paste', 'separator', 'selectAll'])
  const empty = { ...field, editFlags: { ...can, canCut: false, canCopy: false } }
  expect(contextMenu(empty, () => {})!.map(({ enabled }) => enabled)).toEqual([false, false, true, undefined, true])
})

test('elsewhere what is selected can be copied, and where nothing is there is no menu', () => {
  expect(rows({ ...field, isEditable: false, selectionText: '+1 212 555 0177' })).toEqual(['copy'])
  expect(rows({ ...field, isEditable: false, selectionText: ' \n' })).toBeNull()
})

test('a word that is written wrongly is replaced by the suggestion that is chosen', () => {
  const chosen: string[] = []
  const menu = contextMenu({ ...field, dictionarySuggestions: ['call', 'cell', 'c', 'd', 'e', 'f'] }, (word) =>
    chosen.push(word),
  )!
  expect(menu.slice(0, 6).map(({ label, type }) => label ?? type)).toEqual(['call', 'cell', 'c', 'd', 'e', 'separator'])
  menu[1]!.click!(undefined as never, undefined, undefined as never)
  expect(chosen).toEqual(['cell'])
})
