import { createContext, use } from 'react'
import type { DeskSettings } from '../../../shared/contract/settings-bridge.ts'

/*
 * The rep's own keys. Every table of the desk names a key by the cap that it has without them; here a pressed key is turned into
 * that name, and that name into the cap that a button shows.
 */

/** As far as keys go. */
export type KeySettings = Pick<DeskSettings, 'singleKeys' | 'ownKeys'>

export const KeysContext = createContext<KeySettings>({ singleKeys: true, ownKeys: {} })

/**
 * What a key means here. A digit is known by its place in the row or on the number pad: on some keyboards (AZERTY) the bare
 * row is signs, and the digits are with Shift.
 */
export function keyOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]
  // The two other keys of the telephone are signs in the row of digits.
  if (digit && !shiftKey && key !== '*' && key !== '#') return digit
  // Where the keyboard writes other letters than Latin ones, its keys have those beside them.
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  return letter && /^[^\p{Script=Latin}]$/u.test(key) && /^\p{L}$/u.test(key) ? letter.toLowerCase() : key
}

/** The key that is meant by one that is pressed without Ctrl; null: it means nothing on this desk. */
export function meantKey(
  pressed: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>,
  { singleKeys, ownKeys }: KeySettings,
): string | null {
  const key = keyOf(pressed)
  if ([...key].length !== 1) return key
  if (!singleKeys) return null
  const cap = key.toUpperCase()
  const usual = Object.entries(ownKeys).find(([, own]) => own === cap)?.[0]
  if (usual !== undefined) return usual
  // What has a key of its own has left this one.
  return ownKeys[cap] === undefined ? key : null
}

/** The cap that a button shows; null: none, the key is switched off. Caps of several keys are shown as they are. */
function shownCap(cap: string, { singleKeys, ownKeys }: KeySettings): string | null {
  const isBare = cap.split(/[\s–]+/).every((part) => [...part].length === 1)
  if (isBare && !singleKeys) return null
  return ownKeys[cap] ?? cap
}

export function useShownCap(cap: string): string | null {
  return shownCap(cap, use(KeysContext))
}

/** Do letters, digits and signs do something by themselves? For dialogs, whose keys are their own. */
export function useSingleKeys(): boolean {
  return use(KeysContext).singleKeys
}
