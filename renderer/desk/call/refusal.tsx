import type { Desk } from '../frame/desk-store.ts'
import type { PanelSubject } from './panel-subject.ts'
import { currentCheck, isRefused } from './to-dial.ts'
import { TroubleNote } from '../frame/trouble-note.tsx'

/** Does the last refusal belong to a button in the middle of the desk? */
export function isRefusedInPanel({ refusal }: Desk, subject: PanelSubject): boolean {
  if (!refusal) return false
  if (refusal.name === 'call.dial') return subject.kind !== 'nobody'
  return 'call' in subject && subject.kind !== 'leaving' && refusal.about === subject.call.callId
}

function isToldByRules(desk: Desk): boolean {
  const code = desk.refusal?.trouble.code
  if (code === 'call-warned') return currentCheck(desk)?.needsReason === true
  return code === 'call-refused' && isRefused(desk)
}

/** The sentence of a refused press, under its button. A trouble that the ended call tells already is not told twice. */
export function Refusal({ desk, subject }: { desk: Desk; subject: PanelSubject }) {
  if (!desk.refusal || !isRefusedInPanel(desk, subject)) return null
  if (subject.kind === 'ended' && subject.call.trouble?.code === desk.refusal.trouble.code) return null
  // What stands against it is told in full beside the button.
  if (isToldByRules(desk)) return null
  return <TroubleNote trouble={desk.refusal.trouble} tone="warn" />
}
