import type { CallView } from '../../../shared/contract/bridge.ts'
import { countedOf } from '../outcome/assistant-desk.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { Shown } from './panel-subject.ts'
import { UndoOutcome, WillBeKept } from './outcomes.tsx'

/** The shown contact's message is on its way: nothing is left to do here. What was outcome of the call holds all the same. */
export function LeavingCall({ desk, call, contact }: { desk: Desk; call: CallView; contact: Shown }) {
  const outcome = countedOf(call, contact)?.byRep
  return (
    <>
      <section className="ended" aria-label="The message being left">
        <div className="outcome good">
          <b>Message queued. Call the next one.</b>
          <span>“{call.drop?.recordingName}” is being left. It stands below until it has been played.</span>
        </div>
      </section>
      {outcome && (
        <p className="outcome-why">
          <WillBeKept outcome={outcome} />
          <UndoOutcome desk={desk} />
        </p>
      )}
    </>
  )
}
