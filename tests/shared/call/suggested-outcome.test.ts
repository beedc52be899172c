import { expect, it } from 'vitest'
import { suggestedOutcome, type EndedCallFacts } from '../../../shared/call/suggested-outcome.ts'

const rang: EndedCallFacts = {
  rangAt: 1_000, answeredAt: null, endedAt: 31_000, endedBy: 'far-end', sipStatus: 480, beep: null,
  greetingEndedAt: null, personAnsweredAt: null, conversationAt: null, screener: null, drop: null, trouble: null,
  numberKind: 'direct',
} // prettier-ignore
const answered = { ...rang, sipStatus: null, answeredAt: 5_000, endedBy: 'rep' as const }
const beep = { frequencyHz: 1000, durationMs: 400, endedAt: 12_000 }

it.each<[string, EndedCallFacts, string, string]>([
  ['rang out', rang, 'no-answer', 'It rang for 30 s.'],
  ['busy', { ...rang, sipStatus: 486 }, 'busy', 'The line was busy.'],
  ['no such number', { ...rang, sipStatus: 404, rangAt: null }, 'wrong-number', 'There is no such number.'], // prettier-ignore
  ['declined', { ...rang, sipStatus: 603 }, 'declined', 'They declined the call.'],
  ['a beep', { ...answered, beep }, 'voicemail-nothing-left', 'A beep was heard, and no message was left.'],
  ['a greeting and nobody', { ...answered, greetingEndedAt: 9_000 }, 'voicemail-nothing-left', 'A greeting was heard, and nobody answered the rep.'], // prettier-ignore
  ['a short talk on a main number', { ...answered, numberKind: 'main', personAnsweredAt: 6_000 }, 'gatekeeper', 'A main number, and the talk took 26 s.'], // prettier-ignore
  ['a talk', { ...answered, conversationAt: 9_000 }, 'answered', 'They talked with you for 26 s.'],
  ['nothing known', answered, 'answered', 'The call was answered and lasted 26 s.'],
  ['a failure', { ...rang, sipStatus: 503, rangAt: null }, 'failed', 'The call failed.'],
])('%s suggests one outcome and says why', (_, call, outcome, why) => {
  expect(suggestedOutcome(call)).toEqual({ outcome, why })
})
