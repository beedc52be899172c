import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** Plays a sound to the rep, and stops it again. */
export function Listen(props: {
  path: string
  listening: string | null
  /** Whose or which sound it is, for those who do not see what stands beside the button. */
  name: string
  hotkey?: string
  children: string
}) {
  const { path, listening, name, hotkey, children } = props
  const { listen } = useIntents()
  const playing = listening === path
  return (
    <Action size="small" about={name} {...(hotkey && { hotkey })} onPress={() => listen(path)}>
      <svg className="sign" viewBox="0 0 12 12" aria-hidden="true">
        <path d={playing ? 'M2.5 2.5h7v7h-7z' : 'M3 1.5 10.5 6 3 10.5z'} />
      </svg>
      {playing ? 'Stop' : children}
    </Action>
  )
}
