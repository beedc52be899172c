import type { Trouble } from '../../../shared/contract/trouble.ts'
import { remedyFor, sentenceFor } from '../../../shared/trouble-sentences.ts'
import { keys } from './shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from './intents-context.ts'

/** A trouble in its sentence, with its remedy where there is one. */
export function TroubleNote(props: {
  trouble: Trouble
  tone: 'bad' | 'warn'
  remedy?: boolean
  onDismiss?: () => void
}) {
  const { trouble, tone, remedy = true, onDismiss } = props
  const { openLine, trustClock } = useIntents()
  return (
    <div className={`note ${tone}`} role="alert">
      <p>{sentenceFor(trouble)}</p>
      {remedy && remedyFor(trouble) === 'open-line' && (
        <Action size="small" hotkey={keys.line} onPress={() => openLine(true)}>
          Open the line
        </Action>
      )}
      {remedy && remedyFor(trouble) === 'trust-clock' && (
        <Action size="small" onPress={trustClock}>
          The clock is right
        </Action>
      )}
      {onDismiss && (
        <Action size="small" onPress={onDismiss}>
          Dismiss
        </Action>
      )}
    </div>
  )
}
