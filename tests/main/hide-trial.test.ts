import { describe, expect, it } from 'vitest'
import { complianceLog } from '../../main/archive/compliance-log.ts'
import { useLine } from '../../main/archive/lines.ts'
import { dialContact } from '../../main/call/dial-contact.ts'
import {
  followTrial,
  hideTrialState,
  settleTrial,
  stopTrial,
  tickTrial,
} from '../../main/line/caller-id-test/hide-trial.ts'
import { startTrial } from '../../main/line/caller-id-test/start-trial.ts'
import type { ContactId } from '../../shared/ids.ts'
import type { Line } from '../../shared/line/line.ts'
import { ok } from '../../shared/result.ts'
import { handMadeHouse, ownLine } from '../support/hand-made-house.ts'
import { addPerson, monday } from '../support/temporary-archive.ts'

const mobile = '(212) 555-0177'
const prefixed: Line = { ...ownLine, hideMethod: { kind: 'prefix', prefix: '*67' } }

function houseOn(line: Line = prefixed, policy?: Parameters<typeof handMadeHouse>[0]['policy']) {
  const made = handMadeHouse({ line, now: () => monday, ...(policy && { policy }) })
  useLine(made.house.archive, line)
  const { house, dialled } = made
  const last = () => dialled.at(-1)!
  const over = () => {
    followTrial(house, last().callId, { kind: 'ended', at: monday, by: 'rep' })
    settleTrial(house, last().callId)
  }
  return { ...made, last, over }
}

/** Both calls are made, and ticked. */
function tried({ house, over }: ReturnType<typeof houseOn>, whenHidden: 'own-number' | 'no-number'): void {
  expect(startTrial(house, mobile)).toEqual(ok())
  expect(tickTrial(house, 'own-number')).toEqual(ok())
  over()
  expect(tickTrial(house, whenHidden)).toEqual(ok())
  over()
}

describe('a trial of hiding', () => {
  it('calls the rep’s own mobile with the number shown, and once that call is off the line hidden', () => {
    const { house, dialled, hungUp, last } = houseOn()
    expect(startTrial(house, mobile)).toEqual(ok())
    expect(last()).toMatchObject({ number: '+12125550177', presentation: { target: '+12125550177', asksFor: { kind: 'shown' } } }) // prettier-ignore
    const first = last().callId
    expect(followTrial(house, first, { kind: 'rang', at: monday })).toBe(true)
    expect(hideTrialState(house).run).toMatchObject({ turn: 'shown', phase: 'calling', rang: true })
    expect(tickTrial(house, 'own-number')).toEqual(ok())
    expect(hungUp).toEqual([first])
    followTrial(house, first, { kind: 'ended', at: monday, by: 'rep' })
    expect(dialled).toHaveLength(1)
    settleTrial(house, first)
    expect(last()).toMatchObject({ presentation: { target: '*67+12125550177', asksFor: { kind: 'hidden' } } })
    expect(hideTrialState(house).run).toMatchObject({ turn: 'hidden', inWords: 'Hidden number requested: asked by *67.' }) // prettier-ignore
  })

  it('is kept with the line, and with no contact: no attempt is opened', () => {
    const made = houseOn()
    tried(made, 'no-number')
    expect(hideTrialState(made.house)).toEqual({
      run: null,
      last: { hideMethod: prefixed.hideMethod, askedBy: 'asked by *67', whenShown: 'own-number', whenHidden: 'no-number', triedAt: monday }, // prettier-ignore
    })
    expect(made.house.archive.prepare('SELECT count(*) FROM attempts').pluck().get()).toBe(0)
  })

  it('counts as long as the account and the way of hiding are what they were', () => {
    const made = houseOn()
    tried(made, 'own-number')
    const on = (line: Line) => {
      useLine(made.house.archive, line)
      return hideTrialState({ ...made.house, exchange: { lineState: () => ({ line }) } } as never).last?.whenHidden
    }
    expect(on({ ...prefixed, name: 'Renamed', mainNumber: '+12125550000' })).toBe('own-number')
    expect(on({ ...prefixed, hideMethod: { kind: 'privacy-header' } })).toBeUndefined()
    expect(on({ ...prefixed, user: 'somebody-else' })).toBeUndefined()
    expect(on(prefixed)).toBe('own-number')
  })

  it('that is stopped leaves the one before as it was', () => {
    const made = houseOn()
    tried(made, 'no-number')
    expect(startTrial(made.house, mobile)).toEqual(ok())
    stopTrial(made.house)
    expect(made.hungUp).toContain(made.last().callId)
    expect(hideTrialState(made.house)).toMatchObject({ run: null, last: { whenHidden: 'no-number' } })
  })

  it('hangs up when the mobile is answered, and asks all the same', () => {
    const { house, hungUp, last } = houseOn()
    startTrial(house, mobile)
    followTrial(house, last().callId, { kind: 'answered', at: monday })
    expect(hungUp).toEqual([last().callId])
    followTrial(house, last().callId, { kind: 'ended', at: monday, by: 'rep' })
    expect(hideTrialState(house).run).toMatchObject({ phase: 'over', reason: '' })
  })

  it('says why the hidden call was not taken', () => {
    const { house, last, over } = houseOn()
    startTrial(house, mobile)
    tickTrial(house, 'own-number')
    over()
    followTrial(house, last().callId, {
      kind: 'ended',
      at: monday,
      by: 'far-end',
      sipStatus: 433,
      trouble: { code: 'anonymity-refused', about: {} },
    })
    expect(hideTrialState(house).run).toMatchObject({ turn: 'hidden', phase: 'over', reason: 'The phone’s network takes no hidden calls.' }) // prettier-ignore
  })

  it.each([
    ['an emergency number', '911'],
    ['a number behind a code', '*672125550177'],
    ['no number', 'my mobile'],
  ])('does not call %s', (_, number) => {
    const { house, dialled } = houseOn()
    expect(startTrial(house, number)).toMatchObject({ ok: false, trouble: { code: 'number-unusable' } })
    expect(dialled).toEqual([])
  })

  it('has its hidden call in the compliance log, and how it ended', () => {
    const made = houseOn()
    const { house, last, over } = made
    const log = (kinds: ('hidden' | 'drop')[] = ['hidden']) =>
      complianceLog(house.archive, { from: null, until: null, kinds, contactId: null }, { limit: 9 }).entries
    startTrial(house, mobile)
    tickTrial(house, 'own-number')
    expect(log()).toEqual([])
    over()
    const hidden = { name: 'Your own mobile', number: '+12125550177', kinds: ['hidden'], askedBy: 'asked by *67' }
    expect(log()).toMatchObject([{ ...hidden, attemptId: null, contactId: null, startedAt: monday, outcome: null }])
    followTrial(house, last().callId, { kind: 'rang', at: monday })
    followTrial(house, last().callId, { kind: 'answered', at: monday })
    followTrial(house, last().callId, { kind: 'ended', at: monday, by: 'rep' })
    expect(log()).toMatchObject([{ ...hidden, outcome: 'answered' }])
    expect(log(['drop'])).toEqual([])
    tickTrial(house, 'no-number')
    // A trial that is stopped in its hidden call has made that call all the same.
    startTrial(house, mobile)
    tickTrial(house, 'own-number')
    over()
    stopTrial(house)
    expect(log().map(({ outcome }) => outcome)).toEqual(['cancelled', 'answered'])
  })

  it('calls no contact, so that it goes round no rule', () => {
    const { house, dialled } = houseOn()
    addPerson(house.archive, 'jane', { numbers: [{ phoneNumberId: 'n' as never, number: '+12125550177', shown: mobile, kind: 'mobile' }] }) // prettier-ignore
    expect(startTrial(house, mobile)).toMatchObject({ trouble: { code: 'trial-of-contact' } })
    expect(dialled).toEqual([])
  })

  it('is forbidden where the policy forbids hidden numbers', () => {
    const { house } = houseOn(prefixed, { organisation: 'Acme', rules: { 'hidden-number': 'forbid' } })
    expect(startTrial(house, mobile)).toMatchObject({ trouble: { code: 'call-refused' } })
  })

  it('keeps other calls waiting while the mobile rings', () => {
    const { house, over } = houseOn()
    const contactId: ContactId = addPerson(house.archive, 'jane', { numbers: [{ phoneNumberId: 'n' as never, number: '+12125550101', shown: '', kind: 'main' }] }) // prettier-ignore
    startTrial(house, mobile)
    const wish = { contactId, phoneNumberId: null, overrideReason: 'they asked' }
    expect(dialContact(house, wish)).toMatchObject({ trouble: { code: 'call-in-progress' } })
    over()
    expect(dialContact(house, wish)).toMatchObject({ ok: true })
  })
})
