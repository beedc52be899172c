import { DateTime, IANAZone } from 'luxon'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptLimits } from '../../../shared/cadence/attempt-limits.ts'
import { callingHours, nextCallingTime } from '../../../shared/compliance/calling-hours.ts'
import { callingPolicySchema, type CallingPolicy } from '../../../shared/contract/calling-policy.ts'
import { strictestPolicy, tightened } from '../../../shared/compliance/apply-policy.ts'
import { callRules, dropRules, type CallingFacts } from '../../../shared/compliance/calling-rules.ts'
import type { DoNotCallEntry } from '../../../shared/contract/do-not-call-entry.ts'
import { hiddenNumber } from '../../../shared/compliance/hidden-number.ts'
import { northAmericanAreas } from '../../../shared/number/north-american-areas.ts'
import { placeOf } from '../../../shared/number/number-place.ts'
import { recordedMessage } from '../../../shared/compliance/recorded-message.ts'
import type { RuleAnswer } from '../../../shared/contract/rule-answer.ts'
import { ruleIds } from '../../../shared/compliance/verdict.ts'
import { allowed, verdictOf, warned } from '../../../shared/compliance/verdict.ts'

const moment = (wall: string, zone: string) => DateTime.fromISO(wall, { zone }).toMillis()

/** Monday, 23 November 2026, 10:00 in Toronto: nothing is in the way. */
const facts: CallingFacts = {
  now: moment('2026-11-23T10:00', 'America/Toronto'),
  number: '+14165550101',
  kind: 'direct',
  placeUnknown: '',
  holiday: '',
  timeZone: 'America/Toronto',
  calleeRegion: 'CA-ON',
  callerRegion: 'CA',
  hidden: false,
  mainNumber: '',
  emergency: false,
  listed: { local: null, national: null },
  recent: { toContact: 0, toNumber: 0 },
  consent: 'unknown',
  policy: null,
}

const verdicts = (answers: readonly RuleAnswer[]) =>
  Object.fromEntries(answers.filter(({ verdict }) => verdict !== 'allowed').map(({ rule, verdict }) => [rule, verdict]))

describe('where a number belongs', () => {
  it.each([
    ['+14165550101', 'CA-ON', ['America/Toronto']],
    ['+13055550101', 'US-FL', ['America/New_York']],
    ['+18505550101', 'US-FL', ['America/Chicago', 'America/New_York']],
    ['+14055550101', 'US-OK', ['America/Chicago']],
    ['+12065550101', 'US-WA', ['America/Los_Angeles']],
    ['+12135550101', 'US-CA', ['America/Los_Angeles']],
    ['+12125550101', 'US-NY', ['America/New_York']],
    ['+12025550101', 'US-DC', ['America/New_York']],
    ['+16025550101', 'US-AZ', ['America/Phoenix']],
    ['+13065550101', 'CA-SK', ['America/Regina']],
    ['+12425550101', 'BS', []],
    ['+442079460000', 'GB', ['Europe/London']],
    ['+4930123456', 'DE', ['Europe/Berlin']],
    ['+33142345678', 'FR', ['Europe/Paris']],
    ['+61291234567', 'AU', ['Australia/Sydney']],
    ['+61412345678', 'AU', []],
    ['+18005550101', '', []],
    ['1001', '', []],
    ['4165550101', '', []],
    ['', '', []],
  ])('%s: %j', (number, region, timeZones) => {
    expect(placeOf(number)).toEqual({ region, timeZones })
  })

  it('every area code is listed once, with zones that exist', () => {
    const codes = northAmericanAreas.flatMap(([, , listed]) => listed.split(' '))
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThan(400)
    for (const [region, zones] of northAmericanAreas) {
      expect(region).toMatch(/^(US-[A-Z]{2}|CA(-[A-Z]{2})?)$/)
      for (const zone of zones.split(' ')) expect(IANAZone.isValidZone(zone)).toBe(true)
    }
    const states = new Set(northAmericanAreas.map(([region]) => region).filter((region) => region.startsWith('US-')))
    expect(states.size).toBe(51)
  })
})

describe('calling hours', () => {
  const newYork = 'America/New_York'
  const paris = 'Europe/Paris'
  const sydney = 'Australia/Sydney'
  it.each([
    ['US-NY', newYork, '2026-11-23T07:59', 'warn'],
    ['US-NY', newYork, '2026-11-23T08:00', 'allowed'],
    ['US-NY', newYork, '2026-11-23T20:59', 'allowed'],
    ['US-NY', newYork, '2026-11-23T21:00', 'warn'],
    ['US-NY', newYork, '2026-11-22T12:00', 'allowed'],
    ['US-FL', newYork, '2026-11-23T19:59', 'allowed'],
    ['US-FL', newYork, '2026-11-23T20:00', 'warn'],
    ['US-OK', 'America/Chicago', '2026-11-23T20:30', 'warn'],
    ['US-WA', 'America/Los_Angeles', '2026-11-23T20:30', 'warn'],
    ['CA-ON', 'America/Toronto', '2026-11-23T08:59', 'warn'],
    ['CA-ON', 'America/Toronto', '2026-11-23T21:29', 'allowed'],
    ['CA-ON', 'America/Toronto', '2026-11-23T21:30', 'warn'],
    ['CA-ON', 'America/Toronto', '2026-11-21T09:59', 'warn'],
    ['CA-ON', 'America/Toronto', '2026-11-21T10:00', 'allowed'],
    ['CA-ON', 'America/Toronto', '2026-11-22T18:00', 'warn'],
    ['AU', sydney, '2026-11-23T19:59', 'allowed'],
    ['AU', sydney, '2026-11-21T16:59', 'allowed'],
    ['AU', sydney, '2026-11-21T17:00', 'warn'],
    ['AU', sydney, '2026-11-22T12:00', 'warn'],
    ['FR', paris, '2026-11-23T09:59', 'warn'],
    ['FR', paris, '2026-11-23T12:59', 'allowed'],
    ['FR', paris, '2026-11-23T13:30', 'warn'],
    ['FR', paris, '2026-11-23T14:00', 'allowed'],
    ['FR', paris, '2026-11-21T11:00', 'warn'],
    ['GB', 'Europe/London', '2026-11-22T03:00', 'allowed'],
    ['', 'Europe/London', '2026-11-22T03:00', 'allowed'],
  ])('in %j (%s) at %s: %s', (region, zone, wall, verdict) => {
    expect(callingHours(region, zone, moment(wall, zone)).verdict).toBe(verdict)
  })

  it('are those of the contact’s clock, wherever the number comes from', () => {
    const now = moment('2026-11-23T20:30', 'America/New_York')
    expect(callingHours('US-FL', 'America/New_York', now).verdict).toBe('warn')
    expect(callingHours('US-FL', 'America/Chicago', now).verdict).toBe('allowed')
  })

  it.each([
    // The night of 8 March 2026 has no 2:30 in New York; the evening before and the morning after have their hours.
    ['the last minute before the clocks go forward', '2026-03-07T20:59', 'allowed'],
    ['the first minute after it', '2026-03-08T07:59', 'warn'],
    ['the first lawful one', '2026-03-08T08:00', 'allowed'],
    ['the morning on which the clocks go back', '2026-11-01T07:59', 'warn'],
    ['its first lawful minute', '2026-11-01T08:00', 'allowed'],
    ['its last', '2026-11-01T20:59', 'allowed'],
    ['its end', '2026-11-01T21:00', 'warn'],
  ])('%s', (_, wall, verdict) => {
    expect(callingHours('US-NY', newYork, moment(wall, newYork)).verdict).toBe(verdict)
  })

  it.each([
    ['US-NY', newYork, '2026-01-05T12:30Z', '2026-07-06T12:30Z', ['warn', 'allowed']],
    // There is no daylight saving in Arizona and Saskatchewan.
    ['US-AZ', 'America/Phoenix', '2026-01-05T14:30Z', '2026-07-06T14:30Z', ['warn', 'warn']],
    ['CA-SK', 'America/Regina', '2026-01-06T03:20Z', '2026-07-07T03:20Z', ['allowed', 'allowed']],
    ['CA-ON', 'America/Toronto', '2026-03-06T13:30Z', '2026-03-09T13:30Z', ['warn', 'allowed']],
    ['FR', paris, '2026-03-27T08:30Z', '2026-03-30T08:30Z', ['warn', 'allowed']],
    ['FR', paris, '2026-10-23T08:30Z', '2026-10-26T08:30Z', ['allowed', 'warn']],
    // The other half of the world: its clocks go forward in October.
    ['AU', sydney, '2026-10-01T22:30Z', '2026-10-05T22:30Z', ['warn', 'allowed']],
    ['AU', 'Australia/Brisbane', '2026-10-01T22:30Z', '2026-10-05T22:30Z', ['warn', 'warn']],
  ])('in %s (%s) the same UTC minute at %s and %s: %j', (region, zone, before, after, both) => {
    const verdictAt = (at: string) => callingHours(region, zone, Date.parse(at)).verdict
    expect([verdictAt(before), verdictAt(after)]).toEqual(both)
  })

  it('say when to call instead', () => {
    const at = (region: string, zone: string, wall: string) => callingHours(region, zone, moment(wall, zone)).instead
    expect(at('US-NY', newYork, '2026-11-23T07:10')).toBe('Call from 8:00, their time.')
    expect(at('US-NY', newYork, '2026-11-23T21:10')).toBe('Call from 8:00 tomorrow, their time.')
    expect(at('FR', paris, '2026-11-23T13:10')).toBe('Call from 14:00, their time.')
    expect(at('FR', paris, '2026-11-20T20:10')).toBe('Call from 10:00 on Monday, their time.')
    expect(at('AU', sydney, '2026-11-21T18:00')).toBe('Call from 9:00 on Monday, their time.')
  })

  it('open again at a moment that is lawful, in every region, on every night of the year', () => {
    const places = [
      ['US-NY', newYork],
      ['US-FL', 'America/Chicago'],
      ['CA-NL', 'America/St_Johns'],
      ['AU', 'Australia/Lord_Howe'],
      ['FR', paris],
    ] as const
    const january = Date.UTC(2026, 0, 1)
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 0, max: 365 * 24 * 60 }), ([region, zone], minute) => {
        const now = january + minute * 60_000
        const next = nextCallingTime(region, zone, now)
        const { verdict } = callingHours(region, zone, now)
        expect(next === null).toBe(verdict === 'allowed')
        if (next === null) return
        expect(next).toBeGreaterThan(now)
        expect(callingHours(region, zone, next).verdict).toBe('allowed')
        expect(callingHours(region, zone, next - 60_000).verdict).toBe('warn')
      }),
    )
  })
})

describe('attempts', () => {
  it.each([
    [{ toContact: 2, toNumber: 2 }, { region: 'CA-ON', kind: 'direct' }, 'allowed'],
    [{ toContact: 3, toNumber: 0 }, { region: 'CA-ON', kind: 'direct' }, 'warn'],
    [{ toContact: 0, toNumber: 3 }, { region: 'CA-ON', kind: 'direct' }, 'warn'],
    [{ toContact: 0, toNumber: 9 }, { region: 'CA-ON', kind: 'main' }, 'allowed'],
    [{ toContact: 1, toNumber: 1 }, { region: 'GB', kind: 'mobile', most: 1 }, 'warn'],
  ] as const)('%j to %j: %s', (recent, about, verdict) => {
    expect(attemptLimits(recent, about).verdict).toBe(verdict)
  })
  it('name the law where there is one, and nobody but Afterbeep where there is none', () => {
    const recent = { toContact: 3, toNumber: 3 }
    expect(attemptLimits(recent, { region: 'US-FL', kind: 'direct' }).source).toMatch(/Fla. Stat./)
    expect(attemptLimits(recent, { region: 'US-NY', kind: 'direct' }).source).toBe('Afterbeep’s own advice')
  })
})

describe('a hidden number', () => {
  const rule = (callerRegion: string, calleeRegion: string, mainNumber = '') =>
    hiddenNumber(true, { callerRegion, calleeRegion, mainNumber })
  it.each([
    ['US', 'US-NY', /64\.1601\(e\)/],
    ['', 'GB', /PECR/],
    ['', 'CA-QC', /CRTC/],
    ['', 'AU', /2017/],
    ['', 'DE', /15\(2\)/],
    ['DE', '', /15\(2\)/],
  ])('from %j to %j is warned of, with the source', (caller, callee, source) => {
    const answers = rule(caller, callee)
    expect(verdicts(answers)).toEqual({ 'hidden-number': 'warn' })
    expect(answers[0]!.source).toMatch(source)
  })
  it('across a border is under the rules of both countries', () => {
    expect(rule('DE', 'US-NY').map(({ reason }) => reason.split(':')[0])).toEqual(['The United States', 'Germany'])
  })
  it('offers the main number where the line has one', () => {
    expect(rule('US', 'US-NY', '+1 212 555 0000')[0]!.instead).toBe('Show +1 212 555 0000 instead.')
    expect(rule('US', 'US-NY')[0]!.instead).toMatch(/main number/)
  })
  it.each([
    ['FR', 'FR'],
    ['', ''],
    ['JP', 'KR'],
  ])('from %j to %j has no rule that was found, and that is what is said', (caller, callee) => {
    const [answer] = rule(caller, callee)
    expect(answer!.verdict).toBe('allowed')
    expect(answer!.reason).toMatch(/^No rule about hidden numbers was found/)
  })
  it('that is shown is under no rule', () => {
    expect(verdictOf(hiddenNumber(false, { callerRegion: 'US', calleeRegion: 'US-NY', mainNumber: '' }))).toBe(
      'allowed',
    )
  })
})

describe('a recorded message', () => {
  it.each([
    ['unknown', 'mobile', 'US-NY', 'warn'],
    ['unknown', 'direct', 'US-NY', 'warn'],
    ['unknown', 'other', 'US-TX', 'warn'],
    ['unknown', 'main', 'US-NY', 'allowed'],
    ['yes', 'mobile', 'US-NY', 'allowed'],
    ['no', 'main', 'US-NY', 'refuse'],
    ['no', 'mobile', 'DE', 'refuse'],
    ['unknown', 'mobile', 'GB', 'allowed'],
    ['unknown', 'mobile', 'CA-ON', 'allowed'],
  ] as const)('with consent %s, on a %s number in %s: %s', (consent, kind, region, verdict) => {
    expect(recordedMessage(consent, { number: '+12125550101', kind, region }).verdict).toBe(verdict)
  })
  it('may be left on a toll-free number: nobody carries one about', () => {
    const about = { number: '+18005550101', kind: 'other', region: 'US' } as const
    expect(recordedMessage('unknown', about).verdict).toBe('allowed')
  })
})

describe('all rules together', () => {
  const entry: DoNotCallEntry = {
    entryId: 'entry',
    kind: 'person',
    subject: 'Jane Adams',
    addedAt: Date.UTC(2026, 10, 2),
    why: 'asked on the phone',
    source: 'rep',
  }
  it('let an ordinary call pass, and every answer says why and where it is from', () => {
    const answers = [...callRules(facts), ...dropRules(facts)]
    expect(verdictOf(answers)).toBe('allowed')
    expect(answers.map(({ rule }) => rule)).toEqual([
      'do-not-call',
      'calling-hours',
      'attempts',
      'hidden-number',
      'recorded-message',
    ])
    for (const { reason, source } of answers) expect([reason, source].every(Boolean)).toBe(true)
  })
  it('refuse whoever is on the do-not-call list, local or national', () => {
    const local = callRules({ ...facts, listed: { local: entry, national: null } })
    expect(verdicts(local)).toEqual({ 'do-not-call': 'refuse' })
    expect(local[0]!.reason).toBe(
      'The person Jane Adams is on your do-not-call list since 2026-11-02: asked on the phone.',
    )
    const national = { name: 'US registry', importedAt: Date.UTC(2026, 10, 1) }
    expect(verdicts(callRules({ ...facts, listed: { local: null, national } }))).toEqual({ 'national-list': 'refuse' })
  })
  it('never stand before an emergency call, whatever the policy', () => {
    const listed = { local: entry, national: { name: 'all', importedAt: 0 } }
    const emergency = { ...facts, emergency: true, listed, consent: 'no', policy: strictestPolicy } as const
    expect([...callRules(emergency), ...dropRules(emergency)]).toEqual([])
  })
})

describe('the policy of an organisation', () => {
  const policy: CallingPolicy = {
    organisation: 'Acme',
    rules: { 'calling-hours': 'refuse', 'hidden-number': 'forbid', 'recorded-message': 'forbid' },
  }
  const late = { ...facts, now: moment('2026-11-23T22:00', 'America/Toronto') }

  it('makes of a warning a refusal, and locks it', () => {
    expect(verdicts(callRules(late))).toEqual({ 'calling-hours': 'warn' })
    const answers = callRules({ ...late, policy })
    expect(verdicts(answers)).toEqual({ 'calling-hours': 'refuse' })
    const refused = answers.find(({ rule }) => rule === 'calling-hours')!
    expect([refused.locked, refused.reason]).toEqual([true, expect.stringMatching(/Refused by the policy of Acme\.$/)])
  })
  it('leaves alone what it does not name, and what is allowed', () => {
    expect(verdictOf(callRules({ ...facts, policy }))).toBe('allowed')
    expect(verdicts(callRules({ ...facts, policy, recent: { toContact: 5, toNumber: 5 } }))).toEqual({
      attempts: 'warn',
    })
  })
  it('forbids hidden numbers and recorded messages where no law does', () => {
    const france = { ...facts, calleeRegion: 'FR', callerRegion: 'FR', timeZone: 'Europe/Paris', policy }
    expect(verdicts(callRules({ ...france, hidden: true }))).toEqual({ 'hidden-number': 'refuse' })
    expect(verdicts(callRules(france))).toEqual({})
    expect(verdicts(dropRules({ ...france, consent: 'yes' }))).toEqual({ 'recorded-message': 'refuse' })
  })
  it.each(ruleIds)('makes a warning of %s a locked refusal, and of what is allowed nothing', (rule) => {
    const strict = { organisation: 'Acme', rules: { [rule]: 'refuse' } } as CallingPolicy
    const asked = { hidden: true, drop: true }
    const warning = warned(rule, { reason: 'It warns.', source: 'A source', instead: '' })
    expect(tightened(strict, warning, asked)).toMatchObject({ verdict: 'refuse', locked: true })
    const fine = allowed(rule, 'Nothing is in the way.', 'None')
    expect(tightened(strict, fine, asked)).toBe(fine)
    const refusal = { ...warning, verdict: 'refuse' } as const
    expect(tightened(strict, refusal, asked)).toBe(refusal)
  })
  it('may allow fewer calls a day, and no more', () => {
    const once = { ...facts, recent: { toContact: 1, toNumber: 1 } }
    expect(verdicts(callRules(once))).toEqual({})
    expect(verdicts(callRules({ ...once, policy: { organisation: 'Acme', rules: {}, mostCallsADay: 1 } }))).toEqual({
      attempts: 'warn',
    })
    expect(callingPolicySchema.safeParse({ organisation: 'Acme', mostCallsADay: 99 }).success).toBe(false)
  })
  it.each([
    ['a rule nobody knows', { organisation: 'Acme', rules: { weather: 'refuse' } }],
    ['a rule made weaker', { organisation: 'Acme', rules: { 'do-not-call': 'allowed' } }],
    ['no organisation', { rules: {} }],
    ['anything else in it', { organisation: 'Acme', allow: true }],
  ])('with %s is not one', (_, wrong) => {
    expect(callingPolicySchema.safeParse(wrong).success).toBe(false)
  })
  it('never makes an answer milder', () => {
    const rank = { allowed: 0, warn: 1, refuse: 2 }
    const word = fc.constantFrom(undefined, 'refuse', 'forbid')
    fc.assert(
      fc.property(word, word, word, fc.boolean(), fc.nat(5), (hours, attempts, hide, hidden, calls) => {
        const rules = Object.fromEntries(
          Object.entries({ 'calling-hours': hours, attempts, 'hidden-number': hide }).filter(([, given]) => given),
        )
        const asked = { ...late, hidden, recent: { toContact: calls, toNumber: 0 } }
        const before = callRules(asked)
        const after = callRules({ ...asked, policy: callingPolicySchema.parse({ organisation: 'Acme', rules }) })
        expect(after).toHaveLength(before.length)
        for (const [index, answer] of after.entries()) {
          expect(rank[answer.verdict]).toBeGreaterThanOrEqual(rank[before[index]!.verdict])
          expect(answer.locked).toBe(answer.verdict === 'refuse' && before[index]!.verdict !== 'refuse')
        }
      }),
    )
  })
})
