import { numberOfAddress } from '../../shared/call/caller.ts'
import type { CountryCode } from 'libphonenumber-js/max'
import type { CallerIdRequest, Presentation } from '../../shared/contract/caller-id.ts'
import { presentation, presentationInWords, type PresentationRefusal } from '../../shared/line/presentation.ts'
import type { Call } from '../../shared/contract/call.ts'
import { isDialled } from '../../shared/call/new-call.ts'
import type { CallCheck } from '../../shared/contract/call-check.ts'
import { callRules, dropRules, type CallingFacts } from '../../shared/compliance/calling-rules.ts'
import type { PhoneNumber } from '../../shared/contract/contact.ts'
import type { ContactId, PhoneNumberId } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { whyGuessed } from '../../shared/number/why-guessed.ts'
import { localDay } from '../../shared/time/local-time.ts'
import { holidayOn } from '../cadence/public-holidays.ts'
import { placeOf } from '../../shared/number/number-place.ts'
import { readPhoneNumber, sameNumbers } from '../../shared/number/phone-number.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import type { RuleAnswer } from '../../shared/contract/rule-answer.ts'
import { verdictOf } from '../../shared/compliance/verdict.ts'
import type { Override } from '../archive/attempts.ts'
import { contactFacts, contactNumbers } from '../archive/contacts.ts'
import { foldedPerson } from '../../shared/contact/folded-names.ts'
import { doNotCallElsewhere, doNotCallEntry } from '../archive/do-not-call.ts'
import { nextFollowUpOf } from '../archive/follow-ups.ts'
import { guard } from '../archive/open.ts'
import { overrideReason as readOverrideReason } from '../archive/overrides.ts'
import { recentCalls } from '../archive/recent-calls.ts'
import type { AppContext } from '../app-context.ts'
import type { CallView } from '../../shared/contract/bridge.ts'

const DAY_MS = 86_400_000

/** What the rules are asked with: what is known, and when it is. */
export type Rulebook = Pick<AppContext, 'archive' | 'nationalLists' | 'policy' | 'region' | 'now'>

export interface CallRequest {
  readonly contactId: ContactId
  /** null: the first one. */
  readonly phoneNumberId: PhoneNumberId | null
  /** Left out: as the cadence and the line would have it. */
  readonly callerId?: CallerIdRequest | undefined
}

/** A check, and what the call would be made with. */
export interface CheckedCall {
  readonly check: CallCheck
  readonly number: PhoneNumber
  readonly presented: Presentation | PresentationRefusal
}

/** Asks the rules before a call, and before a drop in it. Fails with `not-found` and `archive-*`. */
export function checkCall(rulebook: Rulebook, line: Line, request: CallRequest): Result<CheckedCall> {
  const { archive } = rulebook
  const read = guard((): Result<CheckedCall> => {
    const numbers = contactNumbers(archive, request.contactId)
    const number = request.phoneNumberId ? numbers.find((n) => n.phoneNumberId === request.phoneNumberId) : numbers[0]
    if (!number) return failed('not-found')
    const suggested = suggestedFor(rulebook, line, request.contactId)
    const callerId = request.callerId ?? suggested
    const presented = presentation(line, callerId, number.number)
    const facts = factsOf(rulebook, line, { contactId: request.contactId, number, presented })
    if (!facts) return failed('not-found')
    const call = asked(callRules(facts))
    const drop = asked(dropRules(facts))
    const isPossible = !('refused' in presented)
    const check: CallCheck = {
      number: number.number,
      suggested,
      callerId,
      target: isPossible ? presented.target : '',
      inWords: isPossible ? presentationInWords(presented) : presented.reason,
      impossible: isPossible ? null : { reason: presented.reason, instead: presented.instead },
      emergency: facts.emergency,
      call,
      drop,
      // On the practice line nobody is called: it shows the warnings and goes on.
      needsReason: call.verdict === 'warn' && line.kind !== 'practice',
    }
    return ok({ check, number, presented })
  })
  return read.ok ? read.value : read
}

/** The same for the desk, on the line in use. Fails with `line-none` as well. */
export function checkOnLine(app: AppContext, request: CallRequest): Result<CallCheck> {
  const { line } = app.exchange.lineState()
  if (!line) return failed('line-none')
  const checked = checkCall(app, line, request)
  return checked.ok ? ok(checked.value.check) : checked
}

/** What the rules say to leaving a recording in a call that is up. */
export function checkDrop(
  rulebook: Rulebook,
  line: Line,
  { contactId, number: dialled }: { contactId: ContactId; number: string },
): Result<CallCheck['drop']> {
  return guard(() => {
    const number = contactNumbers(rulebook.archive, contactId).find((one) => one.number === dialled)
    const presented = presentation(line, { kind: 'shown' }, dialled)
    const facts = factsOf(rulebook, line, {
      contactId,
      number: number ?? { number: dialled, kind: 'other' },
      presented,
    })
    return asked(facts ? dropRules(facts) : [])
  })
}

function asked(answers: RuleAnswer[]): CallCheck['call'] {
  return { verdict: verdictOf(answers), answers }
}

/** What the cadence asks for in the next call, else the line's; never one that the line cannot do. */
function suggestedFor({ archive }: Rulebook, line: Line, contactId: ContactId): CallerIdRequest {
  const wantsHidden = line.hideByDefault || nextFollowUpOf(archive, contactId)?.hidden === true
  return wantsHidden && line.hideMethod.kind !== 'none' ? { kind: 'hidden' } : { kind: 'shown' }
}

interface Dialling {
  readonly contactId: ContactId
  readonly number: Pick<PhoneNumber, 'number' | 'kind'>
  readonly presented: Presentation | PresentationRefusal
}

function factsOf(rulebook: Rulebook, line: Line, { contactId, number, presented }: Dialling): CallingFacts | null {
  const { archive, nationalLists, policy } = rulebook
  const contact = contactFacts(archive, contactId)
  if (!contact) return null
  const now = rulebook.now()
  // Of emergency numbers the line alone is asked: where it does not say its region, those of every region are.
  const region = line.region || rulebook.region
  // Lists have E.164; a number may have been written without its country.
  const e164 = inFull(number.number, region)
  const list = nationalLists.find(e164)
  const ways = sameNumbers(e164)
  const entry = ways
    .map((each) => doNotCallEntry(archive, { contactId, number: each, company: contact.company }))
    .find((found) => found !== null)
  // Imported once more, they are another contact and the same person.
  const elsewhere = doNotCallElsewhere(archive, { contactId, numbers: ways })
  const isSamePerson = elsewhere !== null && elsewhere.folded === foldedPerson(contact.name)
  const calleeRegion = contact.region || placeOf(e164).region
  const known = contactNumbers(archive, contactId).map((each) => each.number)
  return {
    now,
    number: e164,
    kind: number.kind,
    timeZone: contact.timeZone,
    placeUnknown: whyGuessed({ ...contact, numbers: [e164, ...known], otherwise: region }),
    holiday: holidayOn(calleeRegion, localDay(now, contact.timeZone)),
    calleeRegion,
    callerRegion: region,
    hidden: !('refused' in presented) && presented.asksFor.kind === 'hidden',
    mainNumber: line.mainNumber,
    emergency: !('refused' in presented) && presented.emergency,
    listed: {
      local: entry ?? (isSamePerson ? elsewhere!.entry : null),
      elsewhere: isSamePerson ? null : (elsewhere?.entry ?? null),
      national: list.ok ? list.value : 'unreadable',
    },
    recent: recentCalls(archive, { contactId, number: number.number, since: now - DAY_MS }),
    consent: contact.consent,
    policy,
  }
}

function inFull(number: string, region: string): string {
  const address = numberOfAddress(number)
  if (address) return address
  if (/^\+[1-9]\d{6,14}$/.test(number)) return number
  return readPhoneNumber(number, (region || undefined) as CountryCode | undefined)?.number ?? number
}

const nothing: CallView['dropCheck'] = { verdict: 'allowed', answers: [], needsReason: false }

/** What the desk says of a drop before it is pressed: on a call that can still be dropped into, else nothing. */
export function dropCheckOf(app: AppContext, call: Call): CallView['dropCheck'] {
  const { line } = app.exchange.lineState()
  const isPossible = call.drop === null && ['dialling', 'ringing', 'talking'].includes(call.phase)
  if (!line || !isPossible || !isDialled(call)) return nothing
  const checked = checkDrop(app, line, call)
  // An archive that cannot be read is told of where it is written; the drop itself is checked again.
  if (!checked.ok) return nothing
  const given = guard(() => readOverrideReason(app.archive, call.attemptId))
  const isGiven = given.ok && given.value !== null
  const { verdict, answers } = checked.value
  return { verdict, answers, needsReason: verdict === 'warn' && line.kind !== 'practice' && !isGiven }
}

/** `call-refused`, or `call-warned` where a reason is asked for and none is given; null: nothing is in the way. */
export function blockedCall(
  { call, needsReason }: CallCheck,
  overrideReason: string | undefined,
): Result<never> | null {
  if (call.verdict === 'refuse') return failed('call-refused', aboutOf(call.answers, 'refuse'))
  return needsReason && !reasonIn(overrideReason) ? failed('call-warned', aboutOf(call.answers, 'warn')) : null
}

/** The same for a recording: `drop-refused`, `drop-warned`. */
export function blockedDrop(
  { verdict, answers }: CallCheck['drop'],
  { needsReason, overrideReason }: { needsReason: boolean; overrideReason: string | undefined },
): Result<never> | null {
  if (verdict === 'refuse') return failed('drop-refused', aboutOf(answers, 'refuse'))
  const isHeld = verdict === 'warn' && needsReason && !reasonIn(overrideReason)
  return isHeld ? failed('drop-warned', aboutOf(answers, 'warn')) : null
}

/** What is kept with the attempt of a rep who goes on against warnings, and says why. */
export function overrideOf(answers: readonly RuleAnswer[], overrideReason: string | undefined): Override | null {
  const reason = reasonIn(overrideReason)
  const rules = answers
    .filter(({ verdict }) => verdict === 'warn')
    .map((answer) => ({ rule: answer.rule, reason: answer.reason, source: answer.source }))
  return reason && rules.length > 0 ? { reason, rules } : null
}

function reasonIn(overrideReason: string | undefined): string {
  return overrideReason?.trim() ?? ''
}

function aboutOf(answers: readonly RuleAnswer[], verdict: RuleAnswer['verdict']) {
  const those = answers.filter((answer) => answer.verdict === verdict)
  const joined = (of: (answer: RuleAnswer) => string) => [...new Set(those.map(of))].filter(Boolean).join(' ')
  return {
    // It stands in the middle of a sentence.
    reason: joined(({ reason }) => reason).replace(/\.$/, ''),
    source: those.map(({ source }) => source).join('; '),
    instead: joined(({ instead }) => instead),
  }
}
