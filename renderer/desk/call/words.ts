import type { CallView } from '../../../shared/contract/bridge.ts'
import type { RuleId } from '../../../shared/contract/rule-answer.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import { outcomeInWords, outcomeOf } from '../../../shared/call/outcome.ts'
import { receivedInWords, receivedOutcomeOf } from '../../../shared/call/received-outcome.ts'
import { isPersonWaiting } from './panel-subject.ts'
import { clock, duration, recordingLength } from '../controls/times.ts'

/** How far a call is being sent on, as its far end tells. */
function transferInWords({ to, progress }: NonNullable<CallView['transfer']>): string {
  const how = { asked: 'asked for', trying: 'on its way', ringing: 'ringing', done: 'they talk' }[progress]
  return `Transferring to ${to}: ${how}`
}

/** What an answered call is in beside its talk; `now` where it is told since when they wait. */
function waitInWords(call: CallView, now?: number): string | null {
  if (call.transfer) return transferInWords(call.transfer)
  if (call.mergedWith) return 'In a conference'
  if (call.holding && !call.held) return 'Holding …'
  if (!call.holding && call.held) return 'Resuming …'
  if (!call.held) return null
  return now === undefined || call.heldAt === null ? 'On hold' : `On hold since ${duration(now - call.heldAt)}`
}

/** The state of a call in the rep's words. */
export function stateInWords(call: CallView, now?: number): string {
  const waits = call.phase === 'talking' ? waitInWords(call, now) : null
  if (waits) return waits
  switch (call.phase) {
    case 'incoming':
      return 'Calling you'
    case 'dialling':
      return 'Dialling'
    case 'ringing':
      return 'Ringing'
    case 'talking':
      if (call.holding || call.held) return call.held ? 'On hold' : 'Putting on hold'
      if (call.screener) return 'Answered by a screening assistant'
      if (call.dropOffAt !== null) return 'Somebody answered: the drop is off'
      if (call.beep) return 'Beep heard'
      if (call.drop) return 'Answered, listening who it is'
      return isTalk(call) ? 'Talking' : 'Answered, listening for the beep'
    case 'waiting':
      if (call.drop?.handBack) return 'Who is there?'
      return call.screener ? 'Answered by a screening assistant' : 'Waiting for the beep'
    case 'playing':
      return 'Message playing'
    case 'draining':
      return 'Message played, hanging up'
    case 'ended':
      return call.direction === 'in' ? receivedInWords(receivedOutcomeOf(call)) : outcomeInWords(outcomeOf(call))
    default:
      return call.phase satisfies never
  }
}

/** Does the rep talk with somebody? They called, or were heard to answer: until then it may be a machine. */
function isTalk({ direction, personAnsweredAt, conversationAt, mergedWith }: CallView): boolean {
  return direction === 'in' || personAnsweredAt !== null || conversationAt !== null || mergedWith !== null
}

/** Where a message that is being left stands. */
export function messageInWords(call: CallView): string {
  const { drop } = call
  if (!drop) return ''
  if (call.phase === 'dialling' || call.phase === 'ringing') return 'still ringing'
  if (call.phase === 'waiting' && call.screener) return 'screening assistant asks'
  if (isPersonWaiting(call)) return 'somebody answered'
  if (call.phase === 'waiting') return call.greetingEndedAt === null ? 'waiting for the beep' : 'greeting over'
  if (call.phase === 'draining') return 'hanging up'
  return `${duration(drop.playedMs)} of ${recordingLength(drop.durationMs)}`
}

/** When a message that is dropped now would start. */
export function startInWords(call: CallView): string {
  if (call.screener) return 'a screening assistant asks: starts when you press again'
  if (call.conversationAt !== null) return 'you talked with somebody: starts at a beep only'
  const isGreetingHeard = call.speechHeardAt !== null || call.greetingEndedAt !== null || call.beep !== null
  if (isGreetingHeard) return 'starts at the beep, and frees you at once'
  return call.freesAtOnce ? 'frees you at once, and asks you in doubt' : 'you stay on until a voicemail is certain'
}

/** How the ended call went, beyond its outcome: what was left, how long it lasted, who ended it. */
export function endInWords(call: CallView): string {
  const { drop, answeredAt, endedAt, dialledAt, rangAt } = call
  const parts: string[] = []
  if (call.received?.forwardedTo != null) parts.push(`forwarded to ${call.received.forwardedTo}`)
  if (call.trouble?.code === 'line-one-call') parts.push('the line was in another call')
  if (drop) {
    const length = recordingLength(drop.durationMs)
    const played = drop.whole ? length : `${duration(drop.playedMs)} of ${length}`
    parts.push(drop.startedAt === null ? `“${drop.recordingName}” did not start` : `“${drop.recordingName}”, ${played}`)
    if (drop.startReason === 'beep') parts.push('started at the beep')
    if (drop.startReason === 'silence') parts.push('started in the silence after the greeting')
    if (drop.startReason === 'pressed') parts.push('started by hand')
  } else if (answeredAt !== null && endedAt !== null) {
    parts.push(`${duration(endedAt - answeredAt)} on the line`)
  } else if (rangAt !== null && endedAt !== null) {
    parts.push(`rang for ${duration(endedAt - rangAt)}`)
  } else if (endedAt !== null && endedAt - dialledAt >= 1000 && !call.trouble) {
    parts.push(`over after ${duration(endedAt - dialledAt)}`)
  }
  if (!drop && answeredAt !== null) {
    if (call.transfer?.progress === 'done') parts.push(`transferred to ${call.transfer.to}`)
    else if (call.endedBy === 'rep') parts.push('you hung up')
    if (call.endedBy === 'far-end') parts.push('they hung up')
    if (call.endedBy === 'network') parts.push('the connection was lost')
  }
  return parts.join(' · ')
}

/** Registration in a few words; the whole sentence of a trouble is in the notice below the header. */
export function lineInWords({ line, state, registeredUntil, retryAt, trouble }: LineState, now: number): string {
  if (!line) return 'No line in use'
  if (state === 'registered') {
    return registeredUntil !== null && registeredUntil < now
      ? `registration lapsed at ${clock(registeredUntil)}`
      : 'ready'
  }
  if (state === 'connecting') return trouble ? 'connecting again' : 'connecting'
  if (state === 'off') return 'off'
  if (retryAt === null || retryAt <= now) return 'not registered'
  const wait = Math.ceil((retryAt - now) / 1000)
  return `not registered · tries again ${wait <= 90 ? `in ${wait} s` : `at ${clock(retryAt)}`}`
}

/** SIP never tells the caller what the callee saw. */
export const HIDDEN_CAVEAT = 'Their phone may still show it.'

/** What a call has asked to be shown: the words of shared/line/presentation.ts. */
export function presentedInWords({ presented: { asksFor, askedBy } }: Pick<CallView, 'presented'>): string {
  const how = askedBy ? `: ${askedBy}` : ''
  if (asksFor.kind === 'hidden') return `Hidden number requested${how}.`
  if (asksFor.kind === 'number') return `${asksFor.number} requested to be shown${how}.`
  return `Your number is shown${how}.`
}

const rules: Record<RuleId, string> = {
  'do-not-call': 'Do not call.',
  'national-list': 'National do-not-call list.',
  'calling-hours': 'Calling hours.',
  attempts: 'Calls in a day.',
  'hidden-number': 'Hidden numbers.',
  'recorded-message': 'Recorded messages.',
}

export function ruleInWords(rule: RuleId): string {
  return rules[rule]
}
