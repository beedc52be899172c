import { useState } from 'react'
import { Action } from './action.tsx'

/** An action that opens a way the rep had closed: the first press says what it means, the second does it. */
export function SureAction(props: {
  /** "Remove" */
  name: string
  /** "Its numbers may be called again." */
  means: string
  /** "Remove it" */
  surely: string
  about: string
  pressed: boolean
  onPress: () => void
}) {
  const { name, means, surely, about, pressed, onPress } = props
  const [asked, setAsked] = useState(false)
  if (!asked) {
    return (
      <Action size="small" about={about} pressed={pressed} onPress={() => setAsked(true)}>
        <bdi>{name}</bdi>
      </Action>
    )
  }
  return (
    <span className="lists-sure">
      {means}
      <Action size="small" tone="danger" about={about} pressed={pressed} onPress={onPress}>
        {surely}
      </Action>
      <Action size="small" about={about} onPress={() => setAsked(false)}>
        Keep it
      </Action>
    </span>
  )
}
