import type { CallView } from '../../../shared/bridge.ts'

/** The shown contact's message is on its way: nothing is left to do here. */
export function LeavingCall({ call }: { call: CallView }) {
  return (
    <section className="ended" aria-label="The message being left">
      <div className="outcome good">
        <b>You are free</b>
        <span>“{call.drop?.recordingName}” is being left. It is in the strip below until it has been played.</span>
      </div>
    </section>
  )
}
