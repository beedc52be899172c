import { outcomeInWords } from '../../../shared/call/outcome.ts'
import type { Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { outcomeToUndo } from './outcome-entry.ts'
import type { PanelSubject } from '../call/panel-subject.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** What was said or ended last, and how it is taken back. It stands over the list on the left, and moves nothing. */
export function UndoToast({ desk, subject }: { desk: Desk; subject: PanelSubject }) {
  const { undo } = useIntents()
  const elsewhere = outcomeElsewhere(desk, subject)
  if (!elsewhere) return null
  return (
    <aside className="toast" aria-label="Said last">
      <p>
        <span title={elsewhere.name}>
          <b>
            <bdi>{elsewhere.name}</bdi>
          </b>
        </span>
        <span className="toast-what">: {elsewhere.what}</span>
        <Action tone="link" size="small" hotkey={keys.undo} about={elsewhere.name} onPress={undo}>
          Undo
        </Action>
      </p>
    </aside>
  )
}

/** What the rep said or ended last, where it is not in the middle of the desk. */
function outcomeElsewhere(
  { assistant }: Desk,
  subject: PanelSubject,
): { readonly name: string; readonly what: string } | null {
  const { lastCadence, lastEnded, lastMade, lastOutcome } = assistant
  if (lastMade) return { name: lastMade.name, what: `promised, ${lastMade.inWords}` }
  if (lastCadence) return { name: lastCadence.name, what: lastCadence.inWords }
  if (lastEnded) return { name: lastEnded.name, what: `promise ${lastEnded.was}` }
  if (!lastOutcome || outcomeToUndo(assistant, subject)?.id !== lastOutcome.of.id) return null
  const isInMiddle =
    'call' in subject && [subject.call.attemptId, subject.call.callId].some((id) => id === lastOutcome.of.id)
  return isInMiddle ? null : { name: lastOutcome.name, what: outcomeInWords(lastOutcome.outcome).toLowerCase() }
}
