import { describe, expect, it } from 'vitest'
import { complianceLog } from '../../main/archive/compliance-log.ts'
import { putLineInUse } from '../../main/archive/lines.ts'
import { dialContact } from '../../main/call/dial-contact.ts'
import {
  followCallerIdTest,
  callerIdTestState,
  settleCallerIdTest,
  stopCallerIdTest,
  tickCallerIdTest,
} from '../../main/line/caller-id-test/caller-id-test.ts'
import { startCallerIdTest } from '../../main/line/caller-id-test/start-test.ts'
import type { ContactId } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { ok } from '../../shared/result.ts'
import { handMadeApp, ownLine } from '../support/hand-made-app.ts'
import { addPerson, monday } from '../support/temporary-archive.ts'

const mobile = '(212) 555-0177'
const prefixed: Line = { ...ownLine, hideMethod: { kind: 'prefix', prefix: '*67' } }

function appOn(line: Line = prefixed, policy?: Parameters<typeof handMadeApp>[0]['policy']) {
  const made = handMadeApp({ line, now: () => monday, ...(policy && { policy }) })
  putLineInUse(made.app.archive, line)
  const { app, dialled } = made
  const last = () => dialled.at(-1)!
  const over = () => {
    followCallerIdTest(app, last().callId, { kind: 'ended', at: monday, by: 'rep' })
    settleCallerIdTest(app, last().callId)
  }
  return { ...made, last, over }
}

/** Both calls are made, and ticked. */
function tried({ app, over }: ReturnType<typeof appOn>, whenHidden: 'own-number' | 'no-number'): void {
  expect(startCallerIdTest(app, mobile)).toEqual(ok())
  expect(tickCallerIdTest(app, 'own-number')).toEqual(ok())
  over()
  expect(tickCallerIdTest(app, whenHidden)).toEqual(ok())
  over()
}

describe('a caller-id test', () => {
  it('calls the rep’s own mobile with the number shown, and once that call is off the line hidden', () => {
    const { app, dialled, hungUp, last } = appOn()
    expect(startCallerIdTest(app, mobile)).toEqual(ok())
    expect(last()).toMatchObject({ number: '+12125550177', presentation: { target: '+12125550177', asksFor: { kind: 'shown' } } }) // prettier-ignore
    const first = last().callId
    expect(followCallerIdTest(app, first, { kind: 'rang', at: monday })).toBe(true)
    expect(callerIdTestState(app).run).toMatchObject({ turn: 'shown', phase: 'calling', rang: true })
    expect(tickCallerIdTest(app, 'own-number')).toEqual(ok())
    expect(hungUp).toEqual([first])
    followCallerIdTest(app, first, { kind: 'ended', at: monday, by: 'rep' })
    expect(dialled).toHaveLength(1)
    settleCallerIdTest(app, first)
    expect(last()).toMatchObject({ presentation: { target: '*67+12125550177', asksFor: { kind: 'hidden' } } })
    expect(callerIdTestState(app).run).toMatchObject({ turn: 'hidden', inWords: 'Hidden number requested: asked by *67.' }) // prettier-ignore
  })

  it('is kept with the line, and with no contact: no attempt is opened', () => {
    const made = appOn()
    tried(made, 'no-number')
    expect(callerIdTestState(made.app)).toEqual({
      run: null,
      last: { hideMethod: prefixed.hideMethod, askedBy: 'asked by *67', whenShown: 'own-number', whenHidden: 'no-number', triedAt: monday }, // prettier-ignore
    })
    expect(made.app.archive.prepare('SELECT count(*) FROM attempts').pluck().get()).toBe(0)
  })

  it('counts as long as the account and the way of hiding are what they were', () => {
    const made = appOn()
    tried(made, 'own-number')
    const on = (line: Line) => {
      putLineInUse(made.app.archive, line)
      return callerIdTestState({ ...made.app, exchange: { lineState: () => ({ line }) } } as never).last?.whenHidden
    }
    expect(on({ ...prefixed, name: 'Renamed', mainNumber: '+12125550000' })).toBe('own-number')
    expect(on({ ...prefixed, hideMethod: { kind: 'privacy-header' } })).toBeUndefined()
    expect(on({ ...prefixed, user: 'somebody-else' })).toBeUndefined()
    expect(on(prefixed)).toBe('own-number')
  })

  it('that is stopped leaves the one before as it was', () => {
    const made = appOn()
    tried(made, 'no-number')
    expect(startCallerIdTest(made.app, mobile)).toEqual(ok())
    stopCallerIdTest(made.app)
    expect(made.hungUp).toContain(made.last().callId)
    expect(callerIdTestState(made.app)).toMatchObject({ run: null, last: { whenHidden: 'no-number' } })
  })

  it('hangs up when the mobile is answered, and asks all the same', () => {
    const { app, hungUp, last } = appOn()
    startCallerIdTest(app, mobile)
    followCallerIdTest(app, last().callId, { kind: 'answered', at: monday })
    expect(hungUp).toEqual([last().callId])
    followCallerIdTest(app, last().callId, { kind: 'ended', at: monday, by: 'rep' })
    expect(callerIdTestState(app).run).toMatchObject({ phase: 'over', reason: '' })
  })

  it('says why the hidden call was not taken', () => {
    const { app, last, over } = appOn()
    startCallerIdTest(app, mobile)
    tickCallerIdTest(app, 'own-number')
    over()
    followCallerIdTest(app, last().callId, {
      kind: 'ended',
      at: monday,
      by: 'far-end',
      sipStatus: 433,
      trouble: { code: 'anonymity-refused', about: {} },
    })
    expect(callerIdTestState(app).run).toMatchObject({ turn: 'hidden', phase: 'over', reason: 'The phone’s network takes no hidden calls.' }) // prettier-ignore
  })

  it.each([
    ['an emergency number', '911'],
    ['a number behind a code', '*672125550177'],
    ['no number', 'my mobile'],
  ])('does not call %s', (_, number) => {
    const { app, dialled } = appOn()
    expect(startCallerIdTest(app, number)).toMatchObject({ ok: false, trouble: { code: 'number-unusable' } })
    expect(dialled).toEqual([])
  })

  it('has its hidden call in the compliance log, and how it ended', () => {
    const made = appOn()
    const { app, last, over } = made
    const log = (kinds: ('hidden' | 'drop')[] = ['hidden']) =>
      complianceLog(app.archive, { from: null, until: null, kinds, contactId: null }, { limit: 9 }).entries
    startCallerIdTest(app, mobile)
    tickCallerIdTest(app, 'own-number')
    expect(log()).toEqual([])
    over()
    const hidden = { name: 'Your own mobile', number: '+12125550177', kinds: ['hidden'], askedBy: 'asked by *67' }
    expect(log()).toMatchObject([{ ...hidden, attemptId: null, contactId: null, startedAt: monday, outcome: null }])
    followCallerIdTest(app, last().callId, { kind: 'rang', at: monday })
    followCallerIdTest(app, last().callId, { kind: 'answered', at: monday })
    followCallerIdTest(app, last().callId, { kind: 'ended', at: monday, by: 'rep' })
    expect(log()).toMatchObject([{ ...hidden, outcome: 'answered' }])
    expect(log(['drop'])).toEqual([])
    tickCallerIdTest(app, 'no-number')
    // A test that is stopped in its hidden call has made that call all the same.
    startCallerIdTest(app, mobile)
    tickCallerIdTest(app, 'own-number')
    over()
    stopCallerIdTest(app)
    expect(log().map(({ outcome }) => outcome)).toEqual(['cancelled', 'answered'])
  })

  it('calls no contact, so that it goes round no rule', () => {
    const { app, dialled } = appOn()
    addPerson(app.archive, 'jane', { numbers: [{ phoneNumberId: 'n' as never, number: '+12125550177', shown: mobile, kind: 'mobile' }] }) // prettier-ignore
    expect(startCallerIdTest(app, mobile)).toMatchObject({ trouble: { code: 'trial-of-contact' } })
    expect(dialled).toEqual([])
  })

  it('is forbidden where the policy forbids hidden numbers', () => {
    const { app } = appOn(prefixed, { organisation: 'Acme', rules: { 'hidden-number': 'forbid' } })
    expect(startCallerIdTest(app, mobile)).toMatchObject({ trouble: { code: 'call-refused' } })
  })

  it('keeps other calls waiting while the mobile rings', () => {
    const { app, over } = appOn()
    const contactId: ContactId = addPerson(app.archive, 'jane', { numbers: [{ phoneNumberId: 'n' as never, number: '+12125550101', shown: '', kind: 'main' }] }) // prettier-ignore
    startCallerIdTest(app, mobile)
    const request = { contactId, phoneNumberId: null, overrideReason: 'they asked' }
    expect(dialContact(app, request)).toMatchObject({ trouble: { code: 'call-in-progress' } })
    over()
    expect(dialContact(app, request)).toMatchObject({ ok: true })
  })
})
