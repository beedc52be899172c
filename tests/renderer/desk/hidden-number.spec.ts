import type { CallView } from '../../../shared/contract/bridge.ts'
import type { ComplianceEntry } from '../../../shared/contract/compliance-log.ts'
import { attemptIdSchema } from '../../../shared/ids.ts'
import type { RuleAnswer } from '../../../shared/contract/rule-answer.ts'
import type { PreviewOptions } from '../../support/desk-preview.ts'
import { call, card, checksOf, contactId, mainLine, now, recordings } from '../../support/desk-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const jane = { contactId: contactId('Jane Adams'), phoneNumberId: null }
const hours: RuleAnswer = {
  rule: 'calling-hours',
  verdict: 'warn',
  reason: 'Calls to Canada are for 9:00 to 21:30 on weekdays. It is Tuesday, 7:41 there.',
  source: 'CRTC, https://crtc.gc.ca/eng/phone/telemarketing/',
  readOn: '2026-11-22',
  instead: 'Call from 9:00, their time.',
  locked: false,
}
const warned = checksOf({ call: { verdict: 'warn', answers: [hours] }, needsReason: true })
const hidden = { presented: { asksFor: { kind: 'hidden' }, askedBy: 'asked by *67' } } as const
const line = (more: Partial<NonNullable<typeof mainLine.line>>) => ({
  ...mainLine,
  line: { ...mainLine.line!, ...more },
})

test('one key asks for a hidden number, says so before the call, and the call asks for it', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('i')
  await expect(page.getByText('Hidden number requested: asked by *67.')).toBeVisible()
  await expect(page.getByText('Their phone may still show it.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show my number' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect.poll(asked).toEqual([{ name: 'call.dial', input: { ...jane, callerId: { kind: 'hidden' } } }])
})

test('a cadence that hides the number has it hidden, says who asks for that, and one key shows it', async ({
  open,
}) => {
  const theirs = card('Jane Adams', { next: { ...card().next!, hidden: true } })
  const { page, asked } = await open({ card: theirs }, { checks: checksOf({}, 'hidden') })
  await expect(page.getByText('Commercial asks for it.')).toBeVisible()
  await page.keyboard.press('i')
  await expect(page.getByText('Your number is shown.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect.poll(asked).toEqual([{ name: 'call.dial', input: { ...jane, callerId: { kind: 'shown' } } }])
})

test('the line’s main number can be shown instead', async ({ open }) => {
  const { page, asked } = await open({ line: line({ mainNumber: '+14165550100' }) })
  await page.getByRole('button', { name: 'Show +14165550100' }).click()
  await page.keyboard.press('Enter')
  const callerId = { kind: 'number', number: '+14165550100' }
  await expect.poll(asked).toEqual([{ name: 'call.dial', input: { ...jane, callerId } }])
})

test('a line that cannot hide its number says so, and the key does nothing', async ({ open }) => {
  const { page } = await open({ line: line({ hideMethod: { kind: 'none' } }) })
  await expect(page.getByText('Hiding it is not possible on this line')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Hide my number' })).toHaveCount(0)
  await page.keyboard.press('i')
  await expect(page.getByText('Your number is shown.')).toBeVisible()
})

test('during the call it stays in sight that a hidden number was requested', async ({ open }) => {
  const { page, tell } = await open({ calls: [call('dialling', hidden)] })
  await expect(page.getByText('Hidden number requested: asked by *67.')).toBeVisible()
  await tell('calls', [call('talking', hidden)])
  await expect(page.getByText('Hidden number requested: asked by *67.')).toBeInViewport()
})

test('a warning is told with its source, and Enter calls once the reason is typed', async ({ open }) => {
  const { page, asked } = await open({}, { checks: warned })
  await page.locator('.rules > summary').click()
  await expect(page.getByText('Calls to Canada are for 9:00 to 21:30')).toBeVisible()
  await expect(page.getByText('CRTC, https://crtc.gc.ca/eng/phone/telemarketing/, read 2026-11-22')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Why go on?')).toBeFocused()
  expect(await asked()).toEqual([])
  await page.keyboard.type('They asked me to call early')
  await page.keyboard.press('Enter')
  const input = { ...jane, callerId: { kind: 'shown' }, overrideReason: 'They asked me to call early' }
  await expect.poll(asked).toEqual([{ name: 'call.dial', input }])
})

test('a refusal says who refuses, and no key makes the call', async ({ open }) => {
  const refusal: RuleAnswer = { ...hours, verdict: 'refuse', locked: true }
  const { page, asked } = await open({}, { checks: checksOf({ call: { verdict: 'refuse', answers: [refusal] } }) })
  await expect(page.getByText('set by your organisation')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Call Jane Adams' })).toBeDisabled()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('m')
  expect(await asked()).toEqual([])
})

test('a recording that a rule warns of waits for the reason', async ({ open }) => {
  const consent: RuleAnswer = {
    ...hours,
    rule: 'recorded-message',
    reason: 'This may be a mobile in the United States.',
  }
  const talking = call('talking', { dropCheck: { verdict: 'warn', answers: [consent], needsReason: true } })
  const { page, asked } = await open({ calls: [talking] })
  await page.keyboard.press('d')
  await expect(page.getByLabel('Why go on?')).toBeFocused()
  await page.keyboard.type('She agreed by mail')
  await page.keyboard.press('Enter')
  const { callId } = talking
  const input = { callId, recordingId: recordings[0]!.recordingId, overrideReason: 'She agreed by mail' }
  await expect.poll(asked).toEqual([{ name: 'call.drop', input }])
})

test('a drop that a rule warns of costs one key more, and none once the reason is remembered for the contact', async ({
  open,
}) => {
  const consent: RuleAnswer = {
    ...hours,
    rule: 'recorded-message',
    reason: 'This may be a mobile in the United States.',
  }
  const dropCheck: CallView['dropCheck'] = { verdict: 'warn', answers: [consent], needsReason: true }
  const talking = call('talking', { dropCheck })
  const { page, asked, tell } = await open({ calls: [talking] })
  const input = { callId: talking.callId, recordingId: recordings[0]!.recordingId }
  await page.keyboard.press('d')
  await page.keyboard.press('2')
  await expect
    .poll(asked)
    .toEqual([{ name: 'call.drop', input: { ...input, overrideReason: 'A business line, not a mobile' } }])
  // The next call to them asks again, and is told to remember it.
  const second = call('talking', { dropCheck, callId: 'call-2' as never })
  await tell('calls', [second])
  await page.keyboard.press('d')
  await page.getByText('Always for Jane Adams').click()
  await page.getByRole('button', { name: 'They agreed to recordings' }).click()
  const words = { text: 'They agreed to recordings', rules: ['recorded-message'] }
  const remembered = { name: 'draft.keep', input: { room: 'reason', about: jane.contactId, words } }
  await expect.poll(asked).toContainEqual(remembered)
  const third = call('talking', { dropCheck, callId: 'call-3' as never })
  await tell('calls', [third])
  await page.keyboard.press('d')
  await expect
    .poll(async () => (await asked()).at(-1))
    .toEqual({
      name: 'call.drop',
      input: { ...input, callId: 'call-3', overrideReason: 'They agreed to recordings' },
    })
  // What is remembered for one rule says nothing to another.
  const hoursToo = { ...dropCheck, answers: [consent, hours] }
  await tell('calls', [call('talking', { dropCheck: hoursToo, callId: 'call-4' as never })])
  await page.keyboard.press('d')
  await expect(page.getByLabel('Why go on?')).toBeFocused()
})

test('who takes no hidden calls is called again with the number shown, by one key and never by itself', async ({
  open,
}) => {
  const trouble = { code: 'anonymity-refused', about: { name: 'Jane Adams' } } as const
  const refused = call('ended', {
    ...hidden,
    answeredAt: null,
    rangAt: null,
    endedBy: 'far-end',
    sipStatus: 433,
    trouble,
  })
  const { page, asked } = await open({ calls: [refused] })
  await expect(page.getByText('Jane Adams takes no hidden calls.')).toBeVisible()
  expect(await asked()).toEqual([])
  await page.keyboard.press('w')
  await expect.poll(asked).toEqual([{ name: 'call.dial', input: { ...jane, callerId: { kind: 'shown' } } }])
})

test('a person is put on the do-not-call list once it is asked, and taken off with one press', async ({ open }) => {
  const { page, asked, tell } = await open()
  await page.getByRole('button', { name: 'Person', exact: true }).click()
  await page.getByRole('button', { name: 'Never call', exact: true }).click()
  const entry = {
    entryId: 'entry-1',
    kind: 'person',
    subject: 'Jane Adams',
    addedAt: now,
    why: '',
    source: 'rep',
  } as const
  await tell('card', card('Jane Adams', { doNotCall: [entry] }))
  await expect(page.getByText('Jane Adams is on your do-not-call list since Today.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo (Jane Adams)' }).click()
  await expect.poll(asked).toEqual([
    { name: 'doNotCall.add', input: { ...jane, kind: 'person' } },
    { name: 'doNotCall.undo', input: { entryId: 'entry-1' } },
  ])
})

test('who asks in a call not to be called is listed with one press after it', async ({ open }) => {
  const ended = call('ended')
  const { page, asked } = await open({ calls: [ended] })
  await page.getByRole('button', { name: 'They asked not to be called' }).click()
  await expect.poll(asked).toEqual([{ name: 'doNotCall.asked', input: { callId: ended.callId } }])
})

test('consent and the place of a contact are corrected on the card', async ({ open }) => {
  const { page, asked } = await open()
  await page.getByText('yes', { exact: true }).click()
  await page.getByRole('button', { name: 'Correct where they are' }).click()
  await page.getByLabel('Time zone').fill('Mars/Olympus')
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  await page.getByLabel('Time zone').fill('America/New_York')
  await page.getByLabel('Region').fill('us-fl')
  await page.keyboard.press('Enter')
  const { contactId: whom } = jane
  await expect.poll(asked).toEqual([
    { name: 'contact.correct', input: { contactId: whom, region: '', timeZone: 'America/Toronto', consent: 'yes' } },
    {
      name: 'contact.correct',
      input: { contactId: whom, region: 'US-FL', timeZone: 'America/New_York', consent: 'unknown' },
    },
  ])
})

const entry: ComplianceEntry = {
  attemptId: attemptIdSchema.parse('attempt-1'),
  startedAt: now - 3_600_000,
  contactId: jane.contactId,
  name: 'Jane Adams',
  company: 'Northwind Traders',
  number: '+14163453453',
  kinds: ['hidden', 'override'],
  callerId: 'hidden',
  askedBy: 'asked by *67',
  overrideReason: 'They asked me to call early',
  overriddenRules: [{ rule: 'calling-hours', reason: hours.reason, source: hours.source }],
  recordingName: null,
  outcome: 'no-answer',
}
const answers: PreviewOptions['answers'] = {
  'complianceLog.show': { ok: true, value: { entries: [entry], more: false } },
  'complianceLog.export': { ok: true, value: { path: '/tmp/log.csv', rows: 1 } },
}

test('the compliance log is opened by a key, filtered, exported, and left with Escape', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('talking')] }, { answers })
  await page.keyboard.press('g')
  await expect(page.getByText('This is information, not legal advice.')).toBeVisible()
  await expect(page.getByText('Went on: “They asked me to call early”')).toBeVisible()
  await page.getByRole('button', { name: 'Drops' }).click()
  await page.getByLabel('From').fill('2026-11-01')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  await expect(page.getByText('1 row written to /tmp/log.csv')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Hang up' })).toBeVisible()
  const all = { from: null, until: null, kinds: ['hidden', 'override', 'drop'], contactId: null }
  const fewer = { ...all, kinds: ['hidden', 'override'] }
  const since = { ...fewer, from: Date.UTC(2026, 10, 1, 4) }
  expect(await asked()).toEqual([
    { name: 'complianceLog.show', input: all },
    { name: 'complianceLog.show', input: fewer },
    { name: 'complianceLog.show', input: since },
    { name: 'complianceLog.export', input: since },
  ])
})

for (const dark of [false, true]) {
  test(`axe finds nothing serious about hidden numbers, warnings and the log, ${dark ? 'dark' : 'light'}`, async ({
    open,
  }) => {
    const { page } = await open({}, { dark, answers, checks: warned })
    expect(await seriousIn(page)).toEqual([])
    await page.keyboard.press('i')
    await page.getByRole('button', { name: 'Correct where they are' }).click()
    expect(await seriousIn(page)).toEqual([])
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: 'Compliance log' }).click()
    await expect(page.getByText('1 call', { exact: true })).toBeVisible()
    expect(await seriousIn(page)).toEqual([])
  })
}
