import type { Desk } from '../frame/desk-store.ts'
import type { OnStage } from './on-stage.ts'
import { currentCheck, isRefused } from './to-dial.ts'
import { TroubleNote } from '../controls/trouble-note.tsx'

/** Does the last refusal belong to a button in the middle of the desk? */
export function isRefusedOnStage({ refusal }: Desk, stage: OnStage): boolean {
  if (!refusal) return false
  if (refusal.name === 'call.dial') return stage.kind !== 'nobody'
  return 'call' in stage && stage.kind !== 'leaving' && refusal.about === stage.call.callId
}

function isToldByRules(desk: Desk): boolean {
  const code = desk.refusal?.trouble.code
  if (code === 'call-warned') return currentCheck(desk)?.needsReason === true
  return code === 'call-refused' && isRefused(desk)
}

/** The sentence of a refused press, under its button. A trouble that the ended call tells already is not told twice. */
export function Refusal({ desk, stage }: { desk: Desk; stage: OnStage }) {
  if (!desk.refusal || !isRefusedOnStage(desk, stage)) return null
  if (stage.kind === 'ended' && stage.call.trouble?.code === desk.refusal.trouble.code) return null
  // What stands against it is told in full beside the button.
  if (isToldByRules(desk)) return null
  return <TroubleNote trouble={desk.refusal.trouble} tone="warn" />
}
