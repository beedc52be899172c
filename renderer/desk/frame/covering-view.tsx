import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { duration } from '../controls/times.ts'
import { stateInWords } from '../call/words.ts'
import { useContactsDesk } from '../contact/contacts-context.ts'
import { TroubleNote } from './trouble-note.tsx'

/** What covers the desk for a while: its title, the call that goes on under it, and the way back, which Escape goes too. */
export function CoveringView(props: {
  className: string
  title: string
  call: CallView | null
  now: number
  refusal: Trouble | null
  onBack: () => void
  onDismiss: () => void
  children: ReactNode
}) {
  const { className, title, call, now, refusal, onBack, onDismiss, children } = props
  const { palette, sheetOpen, supportOpen } = useContactsDesk()
  const isCovered = palette !== null || sheetOpen || supportOpen
  const heading = useRef<HTMLHeadingElement>(null)
  // What had the focus is covered: it waits at the title, before what there is to do here.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isCovered && !event.isComposing) onBack()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [onBack, isCovered])
  return (
    <main className={`log contacts ${className}`.trim()}>
      <header className="log-head">
        <h1 ref={heading} tabIndex={-1} title={title}>
          {title}
        </h1>
        {call && (
          <p className="studio-call">
            <b>{stateInWords(call)}</b>{' '}
            <span title={call.name}>
              <bdi>{call.name}</bdi>
            </span>
            <time className="timer">{duration(now - (call.answeredAt ?? call.dialledAt))}</time>
          </p>
        )}
        <Button className="close" onPress={onBack}>
          {call ? 'Back to the call' : 'Back'} <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </header>
      {refusal && <TroubleNote trouble={refusal} tone="bad" remedy={false} onDismiss={onDismiss} />}
      {children}
    </main>
  )
}
