import { isDigit } from '../call/in-call-desk.ts'
import { callOnDesk } from '../../../shared/call/call-on-desk.ts'
import type { DeskStore } from './desk-store.ts'
import type { Intents } from './intents.ts'
import { keyOf, meantKey } from '../controls/own-keys.ts'
import { keys, ringingShortcut, shortcut } from './shortcuts.ts'

/** So long after an Esc that closed or ended something the next one hangs nobody up. */
const NERVOUS_MS = 600

const typedInto = 'input:not([type=radio]), textarea, [contenteditable]'
const pressedByItself = 'button, a, audio, input, summary, [role=button]'

/**
 * Keys are taken before any widget sees them, or a list would read the D of "drop" as the start of a name.
 * Left alone: typing, open dialogs and popovers (in the keypad all but its own keys), held keys, modifiers, and whatever a
 * button does that has the focus: single letters, digits and signs do nothing there.
 */
export function listenToKeys(room: {
  store: DeskStore
  intents: Intents
  openStudio: () => void
  /** The studio or another view is over the desk: its own keys count, but for a call that rings. */
  isCovered: boolean
}): () => void {
  const { store, intents, openStudio, isCovered } = room
  let escapedAt = -NERVOUS_MS

  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return take(event)
    const { facts } = store.getState()
    const wasInCall = facts !== null && callOnDesk(facts.calls) !== undefined
    const isNervous = wasInCall && event.timeStamp - escapedAt < NERVOUS_MS && !isInsideSomething(event)
    if (isNervous) return leaveAlone(event)
    escapedAt = event.timeStamp
    take(event)
  }

  function take(event: KeyboardEvent) {
    const target = event.target instanceof Element ? event.target : document.body
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z'
    if (((event.ctrlKey || event.metaKey) && !isUndo) || event.altKey || event.isComposing) return
    // On many keyboards this is a letter with Ctrl and Alt, on others one with a modifier of its own.
    if (event.getModifierState('AltGraph')) return
    const isKeypad = target.closest('.keypad') !== null
    const settings = store.getState().facts?.settings
    // The keypad is the telephone's, whatever keys the desk has.
    const key = isUndo || isKeypad || !settings ? keyOf(event) : meantKey(event, settings)
    if (key === null) return
    if (target.closest(`${typedInto}, .popover:not(.keypad), .modal`)) return
    if (isKeypad && !isDigit(key)) return
    const isOnButton = target.closest(pressedByItself) !== null && !isKeypad
    if (isOnButton && !isUndo && (key.length === 1 || key === 'Enter')) return
    // The list of contacts and the numbers have arrow keys of their own.
    const isArrow = key.startsWith('Arrow')
    if (isArrow && target.closest('[role=listbox], [role=radiogroup], button')) return
    const isForStudio = !isCovered && !isUndo && key.toUpperCase() === keys.studio && store.getState().facts !== null
    const usual = isCovered ? ringingShortcut : shortcut
    const action = isForStudio ? openStudio : usual(store.getState(), intents, isUndo ? 'Backspace' : key)
    if (!action) return
    leaveAlone(event)
    if (!event.repeat || isArrow) action()
  }

  window.addEventListener('keydown', pressed, { capture: true })
  window.addEventListener('click', releaseButton, { capture: true })
  return () => {
    window.removeEventListener('keydown', pressed, { capture: true })
    window.removeEventListener('click', releaseButton, { capture: true })
  }
}

function leaveAlone(event: KeyboardEvent) {
  event.preventDefault()
  event.stopPropagation()
}

function isInsideSomething(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  return target.closest(`${typedInto}, .modal, .popover`) !== null
}

/**
 * A button of the desk that was pressed with the mouse gives the focus back, or the next letter would be the button's and do
 * nothing. The next Tab goes on from it all the same.
 */
function releaseButton(event: MouseEvent) {
  const button = event.target instanceof Element ? event.target.closest('#desk :is(button, summary)') : null
  const isByMouse = event.detail > 0 && !(event instanceof PointerEvent && event.pointerType === '')
  if (isByMouse && button instanceof HTMLElement && document.activeElement === button) button.blur()
}
