import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'

/** What of a right click decides its menu. */
export type RightClick = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'dictionarySuggestions'> & {
  readonly editFlags: Pick<ContextMenuParams['editFlags'], 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'>
}

/** More suggestions than this are guesses. */
const SUGGESTIONS = 5

/**
 * The menu of a right click: Electron shows none of its own. In a field what can be done with its text, elsewhere copying
 * what is selected; null: there is nothing to offer.
 * @param replace puts a suggestion in the place of the word that is written wrongly.
 */
export function contextMenu(clicked: RightClick, replace: (word: string) => void): MenuItemConstructorOptions[] | null {
  const { isEditable, selectionText, editFlags, dictionarySuggestions } = clicked
  if (!isEditable) return selectionText.trim() === '' ? null : [{ role: 'copy' }]
  const suggestions = dictionarySuggestions
    .slice(0, SUGGESTIONS)
    .map((word): MenuItemConstructorOptions => ({ label: word, click: () => replace(word) }))
  return [
    ...suggestions,
    ...(suggestions.length > 0 ? [{ type: 'separator' as const }] : []),
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}
