import type { CallerIdRequest } from '../../../shared/contract/caller-id.ts'
import type { RuleAnswer } from '../../../shared/contract/rule-answer.ts'
import type { ReasonWords } from '../../../shared/contract/drafts.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { countedOf, countsAs } from '../outcome/assistant-desk.ts'
import type { Checked, CheckInput, Desk } from '../frame/desk-store.ts'
import { isToBeRepeated, nextContact, panelSubject } from './panel-subject.ts'

export interface DialChoice {
  readonly contactId: ContactId
  readonly name: string
  /** Somebody else than the contact that is shown. */
  readonly next: boolean
}

interface ToDial {
  /** Whom the big button calls. */
  readonly first: DialChoice | null
  /** Whom the second one calls again. */
  readonly again: DialChoice | null
  /** Whose hidden call is over, and who can be called again with the number shown: some take no hidden calls, and say so or not. */
  readonly shown: DialChoice | null
}

/** Whom the rep can call from here when they are in no call. */
export function toDial(desk: Desk): ToDial {
  const subject = panelSubject(desk)
  // Whoever waits for the line is next, until the rep says no.
  if (desk.facts?.queuedDial) return { first: null, again: null, shown: null }
  if (!desk.facts || subject.kind === 'call' || subject.kind === 'nobody')
    return { first: null, again: null, shown: null }
  const next = nextContact(desk.facts, subject.contact.contactId)
  const follow = next && { contactId: next.contactId, name: next.name, next: true }
  const same = { contactId: subject.contact.contactId, name: subject.contact.name, next: false }
  if (subject.kind === 'leaving') return { first: follow, again: null, shown: null }
  // The same call once more would be refused once more.
  if (subject.kind === 'ended' && subject.call.trouble?.code === 'anonymity-refused') {
    return { first: follow, again: null, shown: same }
  }
  const shown = subject.kind === 'ended' && subject.call.presented.asksFor.kind === 'hidden' ? same : null
  // Whoever was clicked is who is called, whatever came of the call before.
  if (desk.chosenToCall === same.contactId) return { first: same, again: null, shown }
  const outcome = subject.kind === 'ended' ? countsAs(countedOf(subject.call, subject.contact)) : null
  if (subject.kind === 'ended' && !isToBeRepeated(subject.call, outcome) && follow) {
    return { first: follow, again: same, shown }
  }
  return { first: same, again: null, shown }
}

/** What main is to be asked about: the call of the big button. */
export function shownCheckInput(desk: Desk): CheckInput | null {
  const { first } = toDial(desk)
  if (!first || !desk.facts?.line.line) return null
  const { contactId, next } = first
  const isShown = !next && desk.facts.card?.contactId === contactId
  return checkInput(desk, contactId, isShown ? desk.phoneNumberId : null)
}

export function checkInput(desk: Desk, contactId: ContactId, phoneNumberId: CheckInput['phoneNumberId']): CheckInput {
  const callerId = desk.callerIds[contactId]
  return { contactId, phoneNumberId, ...(callerId && { callerId }) }
}

/** The check of exactly the call that the big button makes; an answer to an older question is none. */
export function currentCheck(desk: Desk): Checked['check'] | null {
  const input = shownCheckInput(desk)
  return input && desk.checked && isSameCheckInput(desk.checked.input, input) ? desk.checked.check : null
}

export function isSameCheckInput(a: CheckInput, b: CheckInput): boolean {
  return a.contactId === b.contactId && a.phoneNumberId === b.phoneNumberId && isSameCallerId(a.callerId, b.callerId)
}

function isSameCallerId(a: CallerIdRequest | undefined, b: CallerIdRequest | undefined): boolean {
  const numberOf = (input: CallerIdRequest | undefined) => (input?.kind === 'number' ? input.number : null)
  return a?.kind === b?.kind && numberOf(a) === numberOf(b)
}

/** What a call from here would show, as far as it is known: as the rep chose, else as cadence and line suggest. */
export function callerIdOf(desk: Desk, contactId: ContactId): CallerIdRequest | null {
  return desk.callerIds[contactId] ?? currentCheck(desk)?.callerId ?? null
}

/** What the key for hiding turns it into: hidden where it is not, else shown; null where hiding is not possible. */
export function nextCallerId(desk: Desk): CallerIdRequest | null {
  const { first } = toDial(desk)
  const line = desk.facts?.line.line
  if (!first || !line || line.hideMethod.kind === 'none' || currentCheck(desk)?.emergency) return null
  return callerIdOf(desk, first.contactId)?.kind === 'hidden' ? { kind: 'shown' } : { kind: 'hidden' }
}

/** Why the big button does nothing now: the rules refuse the call, or the line cannot make it like this. */
export function isRefused(desk: Desk): boolean {
  const check = currentCheck(desk)
  return check !== null && (check.call.verdict === 'refuse' || check.impossible !== null)
}

/**
 * Why the rep goes on against what these rules warn of: typed for this call, else remembered for the contact, else for their
 * cadence. What is remembered goes for the rules that it was given for, and for no other.
 */
export function reasonFor(
  { reason, reasons, facts }: Desk,
  about: string,
  whom: ContactId,
  answers: readonly RuleAnswer[],
): string | null {
  if (reason.about === about && reason.text.trim() !== '') return reason.text.trim()
  const cadenceId = facts?.card?.contactId === whom ? facts.card.assistant.enrolment?.cadenceId : undefined
  const warned = answers.filter(({ verdict }) => verdict === 'warn').map(({ rule }) => rule)
  const fits = (known: ReasonWords | undefined) =>
    known && warned.every((rule) => known.rules.includes(rule)) && known.text
  return fits(reasons[whom]) || (cadenceId && fits(reasons[cadenceId])) || null
}
