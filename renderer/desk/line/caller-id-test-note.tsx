import type { CallerIdTest } from '../../../shared/contract/caller-id-test.ts'
import { isExposed, callerIdTestInWords } from './caller-id-test-words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** What is known of the line's way of hiding, and the way to know more. */
export function CallerIdTestNote({ test, inUse }: { test: CallerIdTest | null; inUse: boolean }) {
  const { openCallerIdTest } = useIntents()
  if (!inUse) return <p className="field-hint">Save it first; then call your own mobile to see what it shows.</p>
  return (
    <div className={isExposed(test) ? 'caller-id-test-note bad' : 'caller-id-test-note'}>
      <p>
        {test ? callerIdTestInWords(test) : 'Not tested on this line yet: only your own mobile can tell what it shows.'}
      </p>
      <Action size="small" onPress={() => openCallerIdTest(true)}>
        Test on my mobile
      </Action>
    </div>
  )
}
