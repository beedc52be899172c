import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Outcome } from '../../../shared/call/outcome.ts'
import { outcomeOf } from '../../../shared/call/outcome.ts'
import { countedOf, draftOf } from '../outcome/assistant-desk.ts'
import type { Desk, DeskStore } from '../frame/desk-store.ts'
import type { Intents } from '../frame/intents.ts'
import { panelSubject, type Shown } from './panel-subject.ts'
import { callerIdOf, currentCheck, isRefused, reasonFor, toDial } from './to-dial.ts'

/** So long the rep has to say that they want to wait. */
const DIALS_ON_MS = 2_000

/** Nobody was reached, and there is nothing to say of it. */
const goesOn: readonly Outcome[] = ['busy', 'no-answer', 'declined', 'cancelled', 'wrong-number']

/**
 * Whom a session calls next by itself: after a drop, a call that reached nobody, or an outcome that the rep has said. Null:
 * it waits for the rep. So does whatever needs a thought: a promise, a hidden number, a rule that asks for a reason, and
 * anything that is typed or open.
 */
function nextByItself(desk: Desk): NonNullable<Desk['dialsOn']> | null {
  const { facts, assistant } = desk
  const subject = panelSubject(desk)
  if (!facts?.settings.dialsOn || facts.settings.dialOnForbiddenBy !== null) return null
  if (!assistant.session || !('call' in subject) || subject.kind === 'call') return null
  const { call, contact } = subject
  if (call.direction === 'in' || desk.waitsAfter === call.callId) return null
  if (subject.kind === 'ended' && !isSaid(call, contact)) return null
  if (isBusyElsewhere(desk) || draftOf(assistant, contact, call).text.trim() !== '') return null
  const { first } = toDial(desk)
  const row = facts.queue.items.find(({ contactId }) => contactId === first?.contactId)
  const check = currentCheck(desk)
  if (!first?.next || !row || row.section === 'promised' || !check || isRefused(desk)) return null
  if (callerIdOf(desk, first.contactId)?.kind === 'hidden') return null
  const { needsReason, call: rules } = check
  if (needsReason && !reasonFor(desk, first.contactId, first.contactId, rules.answers)) return null
  return { afterCallId: call.callId, contactId: first.contactId }
}

function isSaid(call: CallView, contact: Shown): boolean {
  const counted = countedOf(call, contact)
  const outcome = counted?.byRep ?? counted?.suggested?.outcome ?? counted?.outcome ?? outcomeOf(call)
  if (counted?.byRep) return counted.byRep !== 'not-now' && counted.byRep !== 'gatekeeper'
  return call.drop?.whole === true || goesOn.includes(outcome)
}

/** Something waits for the rep, or has their eyes. */
function isBusyElsewhere(desk: Desk): boolean {
  const { facts, assistant, inCall } = desk
  return (
    (facts?.incoming.ringing.length ?? 0) > 0 ||
    facts?.queuedDial != null ||
    desk.refusal !== null ||
    desk.reasonAsked !== null ||
    assistant.open !== null ||
    inCall.open !== null ||
    desk.lineOpen ||
    desk.settingsOpen ||
    desk.callerIdTestOpen ||
    desk.logOpen ||
    desk.listsOpen ||
    desk.sound.open ||
    desk.presses.some(({ name }) => name === 'call.dial')
  )
}

/** Calls whoever is next, two seconds after the last call has come to something, as long as nothing changes. */
export function keepDiallingOn(
  store: DeskStore,
  intents: Pick<Intents, 'dial' | 'waitForMe'>,
  isCovered: () => boolean,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  store.subscribe((desk) => {
    const next = isCovered() ? null : nextByItself(desk)
    const { dialsOn } = desk
    if (next?.contactId === dialsOn?.contactId && next?.afterCallId === dialsOn?.afterCallId) return
    clearTimeout(timer)
    store.setState({ dialsOn: next })
    if (!next) return
    timer = setTimeout(() => {
      if (store.getState().dialsOn !== next) return
      // Whoever types is not called away from it.
      const isTyping = document.activeElement?.closest('input, textarea, [contenteditable], .modal') != null
      if (isTyping || isCovered()) return intents.waitForMe()
      store.setState({ dialsOn: null })
      intents.dial(next.contactId)
    }, DIALS_ON_MS)
  })
}
