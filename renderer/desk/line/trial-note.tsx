import type { HideTrial } from '../../../shared/line/caller-id-test.ts'
import { isExposed, trialInWords } from './caller-id-test-words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** What is known of the line's way of hiding, and the way to know more. */
export function TrialNote({ trial, inUse }: { trial: HideTrial | null; inUse: boolean }) {
  const { openTrial } = useIntents()
  if (!inUse) return <p className="field-hint">Save it first; then call your own mobile to see what it shows.</p>
  return (
    <div className={isExposed(trial) ? 'trial-note bad' : 'trial-note'}>
      <p>{trial ? trialInWords(trial) : 'Not tried on this line yet: only your own mobile can tell what it shows.'}</p>
      <Action size="small" onPress={() => openTrial(true)}>
        Call my mobile twice
      </Action>
    </div>
  )
}
