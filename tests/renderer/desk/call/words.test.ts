import { describe, expect, it } from 'vitest'
import { dueInWords, dueTag, duration, recordingLength, timeWindow } from '../../../../renderer/desk/controls/times.ts'
import {
  endInWords,
  lineInWords,
  messageInWords,
  startInWords,
  stateInWords,
} from '../../../../renderer/desk/call/words.ts'
import { call, drop, leaving, mainLine, now } from '../../../support/desk-samples.ts'

const { callId } = call('talking')
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

describe('a call in words', () => {
  it.each([
    ['Dialling', call('dialling')],
    ['Ringing', call('ringing')],
    ['Answered, listening for the beep', call('talking')],
    ['Talking', call('talking', { conversationAt: now })],
    ['Talking', call('talking', { personAnsweredAt: now })],
    ['Talking', call('talking', { direction: 'in' })],
    ['Beep heard', call('talking', { beep: { frequencyHz: 1000, durationMs: 400, endedAt: now } })],
    ['Answered by a screening assistant', call('talking', { screener: { askedAt: now, announcementId: callId } })],
    ['Screening assistant', call('ended', { screener: { askedAt: now, announcementId: callId } })],
    ['Busy', call('ended', { answeredAt: null, sipStatus: 486 })],
  ])('%s', (words, view) => expect(stateInWords(view)).toBe(words))

  it.each([
    ['still ringing', leaving('Jane', 'ringing')],
    ['waiting for the beep', leaving('Jane', 'waiting')],
    ['somebody answered', { ...leaving('Luis', 'waiting'), personAnsweredAt: now, greetingEndedAt: now }],
    ['screening assistant asks', { ...leaving('Luis', 'waiting'), screener: { askedAt: now, announcementId: callId } }],
    ['0:03 of 0:11', leaving('Jane', 'playing', 3_400)],
    ['hanging up', leaving('Jane', 'draining', 11_200)],
  ])('its message: %s', (words, view) => expect(messageInWords(view)).toBe(words))

  it('says on the drop whether it frees the rep at once, or once a voicemail is certain', () => {
    expect(startInWords(call('ringing'))).toBe('you stay on until a voicemail is certain')
    expect(startInWords(call('talking', { personAnsweredAt: now }))).toBe('you stay on until a voicemail is certain')
    expect(startInWords(call('ringing', { freesAtOnce: true }))).toBe('frees you at once, and asks you in doubt')
    for (const heard of [{ speechHeardAt: now }, { greetingEndedAt: now }])
      expect(startInWords(call('talking', heard))).toBe('starts at the beep, and frees you at once')
    expect(startInWords(call('talking', { personAnsweredAt: now, conversationAt: now }))).toBe(
      'you talked with somebody: starts at a beep only',
    )
  })

  it('says on the drop that nothing starts by itself into a screener', () => {
    expect(startInWords(call('talking', { screener: { askedAt: now, announcementId: callId } }))).toBe(
      'a screening assistant asks: starts when you press again',
    )
  })

  it('says what was left, and what started it', () => {
    const whole = drop({ startedAt: now, startReason: 'beep', playedMs: 11_200, whole: true })
    expect(endInWords(call('ended', { drop: whole }))).toBe('“Roundtable invite”, 0:11 · started at the beep')
    const cut = drop({ startedAt: now, startReason: 'silence', playedMs: 8_300 })
    expect(endInWords(call('ended', { drop: cut }))).toContain('0:08 of 0:11')
    expect(endInWords(call('ended', { drop: drop() }))).toBe('“Roundtable invite” did not start')
  })
  it('says that it was the line that was busy', () => {
    const trouble = { code: 'line-one-call', about: { name: 'Jane Adams' } } as const
    const refused = call('ended', { answeredAt: null, rangAt: null, sipStatus: 486, trouble })
    expect(stateInWords(refused)).toBe('Failed')
    expect(endInWords(refused)).toBe('the line was in another call')
  })
  it('says how long they talked, and who hung up', () => {
    const talked = call('ended', { answeredAt: now - 132_000, endedBy: 'far-end' })
    expect(endInWords(talked)).toBe('2:12 on the line · they hung up')
  })
  it('says nothing of a call that was over at once', () => {
    const over = (ms: number) =>
      call('ended', { answeredAt: null, rangAt: null, sipStatus: 486, endedAt: now - 21_000 + ms })
    expect(endInWords(over(300))).toBe('')
    expect(endInWords(over(4_000))).toBe('over after 0:04')
  })
})

describe('the line in words', () => {
  it('never claims a registration that has lapsed', () => {
    expect(lineInWords(mainLine, now)).toBe('ready')
    expect(lineInWords(mainLine, now + hour)).toMatch(/^registration lapsed at/)
  })
  it('says when it tries again', () => {
    const lost = { ...mainLine, state: 'trouble', registeredUntil: null, retryAt: now + 40_000 } as const
    expect(lineInWords(lost, now)).toBe('not registered · tries again in 40 s')
    expect(lineInWords({ ...lost, retryAt: null }, now)).toBe('not registered')
  })
})

describe('when something is due', () => {
  it.each([
    ['2 days late', now - 2 * day],
    ['3 h late', now - 3 * hour],
    ['25 min late', now - 25 * minute],
    ['1 min late', now - 1],
  ])('%s', (text, dueUntil) => {
    // Far from midnight in the zone that the tests happen to run in.
    const noon = new Date(now).setHours(12, 0, 0, 0)
    const shift = noon - now
    expect(dueTag(now + shift, dueUntil + shift - hour, dueUntil + shift)).toEqual({ text, late: true })
  })
  it('is not late inside its window', () => expect(dueTag(now, now - hour, now + hour).late).toBe(false))
  it('leaves the choice of the day, and of the hour, where the window has days', () => {
    const start = Date.UTC(2026, 10, 23, 12)
    const end = Date.UTC(2026, 10, 29, 12)
    expect(dueInWords(start, start, end)).toBe('any time until Sun 29 Nov')
    expect(dueInWords(start - 5 * minute, start, end)).toMatch(/^from today, \d\d:\d\d, until Sun 29 Nov$/)
    expect(dueInWords(start - hour, start, start + hour)).toMatch(/^today, \d\d:\d\d to \d\d:\d\d$/)
  })
  it('names the other day when the window passes midnight', () => {
    const evening = Date.UTC(2026, 10, 26, 23)
    expect(timeWindow(evening, evening + 2 * hour, 'UTC')).toBe('23:00 to Fri 27 Nov, 01:00')
    expect(timeWindow(evening - 6 * hour, evening - 5 * hour, 'America/Toronto')).toBe('12:00 to 13:00')
  })
})

it('writes durations as a clock does', () => {
  expect([0, 9_999, 75_000, 3_723_000].map(duration)).toEqual(['0:00', '0:09', '1:15', '1:02:03'])
  expect(recordingLength(11_700)).toBe('0:12')
  expect(recordingLength(200)).toBe('0:01')
})
