import { useIntents } from '../frame/intents-context.ts'

/** The one sound that the desk makes itself: a preview. Everything in a call is made by the sound room. */
export function Preview({ path }: { path: string | null }) {
  const { listen, cannotListen } = useIntents()
  if (!path) return null
  return (
    // Our own recordings carry their words as `script` beside them; a voicemail heard back has none.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <audio
      key={path}
      src={path}
      autoPlay
      onEnded={() => listen(path)}
      onError={() => cannotListen(path.startsWith('/heard/') ? 'what they heard' : 'preview')}
    />
  )
}
