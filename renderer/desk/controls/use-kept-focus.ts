import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * A button that went away with its scene takes the focus with it: it waits at the heading, before the new buttons. A field
 * that is in the new scene as well (the note, when the call ends under it) keeps it, and the rep types on. Such fields
 * name themselves in `data-kept`. Answers what notes where the focus is.
 */
export function useKeptFocus(scene: string, heading: RefObject<HTMLElement | null>) {
  const typing = useRef<Field | null>(null)
  // Before the next key comes, which would be a shortcut.
  useLayoutEffect(() => {
    if (!scene || document.activeElement !== document.body) return
    const was = typing.current
    const fields = document.querySelectorAll<Field>('.call-panel [data-kept]')
    const same = was && [...fields].find(({ dataset }) => dataset['kept'] === was.dataset['kept'])
    if (!same) return heading.current?.focus({ preventScroll: true })
    same.focus({ preventScroll: true })
    same.setSelectionRange(was.selectionStart, was.selectionEnd)
  }, [scene, heading])
  return {
    onFocus({ target }: FocusEvent) {
      typing.current = target instanceof HTMLElement && target.dataset['kept'] ? (target as Field) : null
    },
    // React tells nobody of a focus that goes with its element.
    onBlur: () => void (typing.current = null),
  }
}
