import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useShownCap } from './own-keys.ts'

/** A button of the desk: what it does, and its key. */
export function Action(props: {
  children: ReactNode
  /** Whom or what it is about, for those who do not see what stands beside it. */
  about?: string
  /** A line below the name: a description of the button, not part of its name. */
  detail?: string
  hotkey?: string
  tone?: 'plain' | 'primary' | 'danger' | 'warn' | 'link' | 'quiet'
  size?: 'small' | 'normal' | 'big'
  /** The press is on its way to main. */
  pressed?: boolean
  disabled?: boolean
  submits?: boolean
  onPress?: () => void
}) {
  const { children, about, detail, hotkey, tone = 'plain', size = 'normal', pressed, disabled, submits } = props
  const detailId = useId()
  const button = useRef<HTMLButtonElement>(null)
  const cap = useShownCap(hotkey ?? '')
  // React Aria lets this attribute not through.
  useEffect(() => {
    if (cap) button.current?.setAttribute('aria-keyshortcuts', shortcutOf(cap))
    else button.current?.removeAttribute('aria-keyshortcuts')
  }, [cap])
  return (
    <Button
      ref={button}
      className={`action ${tone} ${size}`}
      data-busy={pressed || undefined}
      type={submits ? 'submit' : 'button'}
      {...(detail && { 'aria-describedby': detailId })}
      {...(disabled && { isDisabled: true })}
      {...(props.onPress && { onPress: props.onPress })}
    >
      <span className="action-text">
        {children}
        {about && <span className="unseen">({about})</span>}
        {detail && (
          <small id={detailId} aria-hidden="true">
            {detail}
          </small>
        )}
      </span>
      {hotkey && <Key>{hotkey}</Key>}
    </Button>
  )
}

/** A cap in the words of WAI-ARIA: "Ctrl+K" is Control+K, "⇧ Enter" is Shift+Enter. */
function shortcutOf(cap: string): string {
  return cap.replace('Ctrl', 'Control').replace('⌘', 'Meta+').replace('⇧ ', 'Shift+').replace(/^Esc$/, 'Escape')
}

/** A key on its button. Screen readers hear the button's name without it. */
export function Key({ children }: { children: string }) {
  const cap = useShownCap(children)
  return cap && <kbd aria-hidden="true">{cap}</kbd>
}
