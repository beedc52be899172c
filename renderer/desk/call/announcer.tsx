import type { DeskState } from '../../../shared/contract/bridge.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import { callForOutcome } from '../outcome/outcome-entry.ts'
import { nextInWords } from '../outcome/next-step.tsx'
import type { PanelSubject } from './panel-subject.ts'
import { beingLeft } from './panel-subject.ts'
import { messageInWords, stateInWords } from './words.ts'

/**
 * Says to a screen reader how the call moves, what it will be kept as, and what comes next; who calls is said at once. What
 * counts every second is left out.
 */
export function Announcer({ facts, subject }: { facts: DeskState; subject: PanelSubject }) {
  const byRep = callForOutcome(subject)?.counted.byRep
  const next = subject.kind === 'ended' ? subject.contact.card?.next : null
  const parts = [
    'call' in subject && subject.kind !== 'leaving' && `${subject.contact.name}: ${stateInWords(subject.call)}`,
    subject.kind === 'call' && subject.call.muted && 'you are muted',
    subject.kind === 'leaving' && 'The message is queued, you are free',
    byRep && `Kept as ${outcomeInWords(byRep).toLowerCase()}`,
    next && `Next: ${nextInWords(next, facts.now)}`,
    ...beingLeft(facts).map(
      (call) => `Message to ${call.name}: ${call.phase === 'playing' ? 'playing' : messageInWords(call)}`,
    ),
  ]
  return (
    <>
      <output className="unseen" aria-live="polite">
        {parts.filter(Boolean).join('. ')}
      </output>
      {facts.incoming.ringing.length > 0 && (
        <div className="unseen" role="alert">
          {facts.incoming.ringing.map(({ name }) => `${name} is calling`).join('. ')}
        </div>
      )}
    </>
  )
}
