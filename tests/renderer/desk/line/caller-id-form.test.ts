import { describe, expect, it } from 'vitest'
import {
  callerIdFormOf,
  callerIdInput,
  errorsInCallerId,
  presetOf,
  type CallerIdForm,
} from '../../../../renderer/desk/line/caller-id-form.ts'
import { currentCheck, nextCallerId, shownCheckInput } from '../../../../renderer/desk/call/to-dial.ts'
import { closedDesk, type Desk } from '../../../../renderer/desk/frame/desk-store.ts'
import { dayField, withDays, withKinds } from '../../../../renderer/desk/compliance/log.ts'
import { hidePresets } from '../../../../shared/line/hide-presets.ts'
import { lineSchema } from '../../../../shared/contract/line.ts'
import { card, checksOf, desk, mainLine, now } from '../../../support/desk-samples.ts'

const none = callerIdFormOf(null)

describe('how a line hides its number', () => {
  it('every preset makes a line that can be saved', () => {
    for (const { prefix, region } of hidePresets) {
      const form: CallerIdForm = { ...none, kind: 'prefix', prefix, region }
      expect(errorsInCallerId(form)).toEqual({})
      const line = { ...mainLine.line!, ...callerIdInput(form) }
      expect(lineSchema.parse(line)).toEqual(line)
    }
  })
  it('tells the preset of the line’s own region where a code has several', () => {
    expect(presetOf({ ...none, prefix: '*67', region: 'ca' })?.place).toBe('Canada')
    expect(presetOf({ ...none, prefix: '*99' })).toBeNull()
  })
  it('asks for a code that can be dialled, a number, and a country', () => {
    const form: CallerIdForm = { ...none, kind: 'prefix', prefix: 'abc', mainNumber: 'me', region: 'Canada' }
    expect(Object.keys(errorsInCallerId(form))).toEqual(['prefix', 'mainNumber', 'region'])
  })
  it('a line that cannot hide its number does not do so by default', () => {
    expect(callerIdInput({ ...none, hideByDefault: true })).toMatchObject({ hideMethod: { kind: 'none' }, hideByDefault: false }) // prettier-ignore
  })
})

describe('what the big button would show', () => {
  const facts = desk({ card: card() })
  const open: Desk = { ...closedDesk, facts }
  const input = shownCheckInput(open)!
  const checks = checksOf({}, 'hidden')

  it('is what cadence and line suggest, until the rep says otherwise', () => {
    const checked = { ...open, checked: { input, check: checks.suggested } }
    expect(nextCallerId(checked)).toEqual({ kind: 'shown' })
    const shown = { ...checked, callerIds: { [input.contactId]: { kind: 'shown' } } } as Desk
    expect(nextCallerId(shown)).toEqual({ kind: 'hidden' })
  })
  it('an answer about another input is no answer', () => {
    const checked = {
      ...open,
      checked: { input: { ...input, callerId: { kind: 'hidden' } }, check: checks.hidden },
    } as Desk
    expect(currentCheck(checked)).toBeNull()
  })
})

describe('the filter of the compliance log', () => {
  const { logFilter } = closedDesk

  it('without any kind shows all of them', () => {
    expect(withKinds(logFilter, []).kinds).toEqual(['hidden', 'override', 'drop'])
    expect(withKinds(logFilter, ['drop']).kinds).toEqual(['drop'])
  })
  it('takes the last day whole, and writes both days back as they were typed', () => {
    const { from, until } = withDays(logFilter, '2026-03-08', '2026-03-08')
    expect(until! - from!).toBeGreaterThanOrEqual(23 * 3_600_000)
    expect([dayField(from), dayField(until, 1)]).toEqual(['2026-03-08', '2026-03-08'])
    expect(withDays(logFilter, '', 'soon')).toMatchObject({ from: null, until: null })
    expect(dayField(now)).toMatch(/^2026-11-2\d$/)
  })
})
