import { expect, test } from 'vitest'
import { emptyAssistant, emptyDetail, type Detail } from '../../../../renderer/desk/outcome/assistant-desk.ts'
import { callForOutcome, outcomeEntryOf, outcomeToUndo } from '../../../../renderer/desk/outcome/outcome-entry.ts'
import { closedDesk } from '../../../../renderer/desk/frame/desk-store.ts'
import { panelSubject } from '../../../../renderer/desk/call/panel-subject.ts'
import type { RepOutcome } from '../../../../shared/call/outcome.ts'
import type { AttemptId } from '../../../../shared/ids.ts'
import { assistant, attempt, call, card, desk, leaving } from '../../../support/desk-samples.ts'

const attemptId = 'attempt-jane-adams' as AttemptId
const entry = (outcome: RepOutcome, detail: Partial<Detail> = {}) =>
  outcomeEntryOf(attemptId, outcome, { ...emptyDetail, ...detail })
const read = { dueAt: 100, dueUntil: 200, inWords: 'Thursday' } as never

test('what was typed beside an outcome is said with that outcome, and with no other', () => {
  const typed = { until: ' thu 3pm ', said: 'Ask for Sam', personIn: 'Tue 9-11', directNumber: ' 555 ' }
  expect(entry('interested', typed)).toEqual({
    attemptId,
    outcome: 'interested',
    note: '',
    notNowUntil: null,
    gatekeeper: null,
  })
  expect(entry('not-now', typed)).toMatchObject({ notNowUntil: { by: 'text', text: 'thu 3pm' }, gatekeeper: null })
  expect(entry('not-now', typed)).not.toHaveProperty('appointmentAt')
  expect(entry('appointment', typed)).toMatchObject({
    appointmentAt: { by: 'text', text: 'thu 3pm' },
    notNowUntil: null,
  })
  expect(entry('gatekeeper', typed)).toMatchObject({
    notNowUntil: null,
    gatekeeper: { said: 'Ask for Sam', directNumber: '555' },
  })
})

test('nothing typed is nothing said', () => {
  expect(entry('not-now', { until: '  ' }).notNowUntil).toBeNull()
  expect(entry('appointment', { until: '' })).not.toHaveProperty('appointmentAt')
  expect(entry('gatekeeper').gatekeeper).toEqual({ said: '', personIn: [], directNumber: '' })
})

test('the window that was shown is the one that is kept; what was not understood goes in its words', () => {
  expect(entry('not-now', { until: 'thu', read }).notNowUntil).toEqual({ by: 'window', dueAt: 100, dueUntil: 200 })
  const refused = { code: 'when-unreadable', about: {} } as never
  expect(entry('not-now', { until: ' thursdayish ', read: refused }).notNowUntil).toEqual({
    by: 'text',
    text: 'thursdayish',
  })
})

test('when the person is in becomes windows, and stays in the words where it is not understood', () => {
  const { gatekeeper } = entry('gatekeeper', { said: 'Reception', personIn: 'Tue and Thu 9 to 11' })
  expect(gatekeeper!.personIn).toEqual([{ weekdays: [2, 4], from: 540, until: 660 }])
  expect(gatekeeper!.said).toBe('Reception')
  const unread = entry('gatekeeper', { said: 'Reception', personIn: 'whenever the moon is full' }).gatekeeper!
  expect(unread.personIn).toEqual([])
  expect(unread.said).toBe('Reception · whenever the moon is full')
})

const judged = (facts: Parameters<typeof desk>[0]) =>
  callForOutcome(panelSubject({ ...closedDesk, facts: desk(facts) }))

test('an outcome is said of a call from its answer on, and of one that ended without', () => {
  expect(judged({})).toBeNull()
  expect(judged({ calls: [call('ringing')] })).toBeNull()
  const known = card('Jane Adams', { attempts: [attempt(1, null, { attemptId })] })
  expect(judged({ calls: [call('talking')], card: known })?.counted.of.id).toBe(attemptId)
  expect(judged({ calls: [call('ended', { answeredAt: null })], card: known })?.counted.of.id).toBe(attemptId)
  expect(
    judged({ calls: [leaving('Jane Adams', 'ringing')].map((one) => ({ ...one, answeredAt: null })), card: known }),
  ).toBeNull()
})

test('what is taken back is what was said of the call in the middle, else what was said last', () => {
  const last = {
    of: { direction: 'out', id: 'attempt-before' as AttemptId },
    name: 'Priya Raman',
    outcome: 'busy',
  } as const
  const known = (said: RepOutcome | null) =>
    card('Jane Adams', {
      attempts: [attempt(1, 'answered', { attemptId })],
      assistant: assistant({ said: said && ({ attemptId, outcome: said } as never) }),
    })
  const undone = (said: RepOutcome | null, lastOutcome: typeof last | null) => {
    const subject = panelSubject({ ...closedDesk, facts: desk({ calls: [call('ended')], card: known(said) }) })
    return outcomeToUndo({ ...emptyAssistant, lastOutcome }, subject)?.id ?? null
  }
  expect(undone(null, null)).toBeNull()
  expect(undone(null, last)).toBe('attempt-before')
  expect(undone('interested', last)).toBe(attemptId)
})
