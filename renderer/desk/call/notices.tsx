import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { Desk } from '../frame/desk-store.ts'
import type { PanelSubject } from './panel-subject.ts'
import { useIntents } from '../frame/intents-context.ts'
import { isRefusedInPanel } from './refusal.tsx'
import { TroubleNote } from '../frame/trouble-note.tsx'

/** What is wrong with the line, with Afterbeep, or with the last thing asked, where no button is near it. */
export function Notices({ desk, facts, subject }: { desk: Desk; facts: DeskState; subject: PanelSubject }) {
  const { dismissNotice, dismissRefusal } = useIntents()
  const { line, notice } = facts
  // A line that is being opened says its trouble in its own dialog.
  const refusal = desk.lineOpen || desk.callerIdTestOpen || isRefusedInPanel(desk, subject) ? null : desk.refusal
  const lineTrouble = desk.lineOpen ? null : line.trouble
  if (!notice && !lineTrouble && !refusal) return null
  return (
    <div className="notices">
      {lineTrouble && <TroubleNote trouble={lineTrouble} tone="bad" />}
      {notice && notice.code !== lineTrouble?.code && (
        <TroubleNote trouble={notice} tone="warn" onDismiss={dismissNotice} />
      )}
      {refusal && refusal.trouble.code !== lineTrouble?.code && (
        <TroubleNote trouble={refusal.trouble} tone="warn" onDismiss={dismissRefusal} />
      )}
    </div>
  )
}
