import type { Promised } from '../../../shared/contract/assistant.ts'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { AttemptId, CallId, PromiseId } from '../../../shared/ids.ts'
import type { RingingCall } from '../../../shared/contract/received-call.ts'
import { ok } from '../../../shared/result.ts'
import { attempt, call, contactId, followUp, leaving, now } from '../../support/desk-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

function ringing(more: Partial<RingingCall> = {}): RingingCall {
  return {
    callId: 'in-1' as CallId,
    contactId: contactId('Luis Ferreira'),
    name: 'Luis Ferreira',
    company: 'Ferreira Logistics',
    number: '+1 312 555 0102',
    callerName: null,
    otherwise: null,
    timeZone: 'America/Chicago',
    place: 'Chicago',
    stranger: false,
    startedAt: now - 4_000,
    line: 'Practice line',
    lastAttempt: attempt(now - 20 * 3_600_000, 'voicemail-dropped', { recordingName: 'Roundtable invite' }),
    promised: null,
    next: followUp({ promise: true, why: ['Promised for Tuesday 24 November.'] }),
    doNotCall: false,
    ...more,
  }
}

const promised: Promised = {
  promiseId: 'promise-1' as PromiseId, kind: 'email', words: 'send the audit checklist', madeAt: now - 5 * 86_400_000,
  dueAt: now - 2 * 86_400_000, dueUntil: now - 2 * 86_400_000, late: 'Late by 2 days.', goes: null,
} // prettier-ignore

const quiet = { ringing: [], doNotDisturb: false, answering: { autoAnswer: false, forwardTo: '' } }

function calledBy(callers: RingingCall[], forwardTo = ''): Pick<DeskState, 'incoming'> {
  return { incoming: { ...quiet, ringing: callers, answering: { autoAnswer: false, forwardTo } } }
}

test('before it is answered the rep sees who calls, their clock, the last try and what was promised', async ({
  open,
}) => {
  const { page } = await open(calledBy([ringing()]))
  const banner = page.getByRole('region', { name: 'Incoming call' })
  await expect(banner).toContainText('Luis Ferreira')
  await expect(banner).toContainText('Ferreira Logistics')
  await expect(banner).toContainText('+1 312 555 0102')
  await expect(banner).toContainText('13:41 there, Chicago')
  await expect(banner).toContainText('Your last try: message left, yesterday 18:41 (“Roundtable invite”)')
  await expect(banner).toContainText('You promised: call')
  expect(await axeFinds(page)).toEqual([])
})

test.describe('what an unbelieved header says of them is told beside what they say', () => {
  for (const [by, words] of [
    ['asserted', 'A header that your line does not believe says: “Your Bank” +1 800 555 0199'],
    ['caller', 'They themselves say: “Your Bank” +1 800 555 0199'],
  ] as const) {
    test(by, async ({ open }) => {
      const otherwise = { number: '+1 800 555 0199', name: 'Your Bank', by }
      const { page } = await open(calledBy([ringing({ otherwise })]))
      const banner = page.getByRole('region', { name: 'Incoming call' })
      await expect(banner).toContainText(words)
      await expect(banner).toContainText('+1 312 555 0102')
      await expect(banner.locator('bdi', { hasText: 'Your Bank' })).toBeVisible()
    })
  }
})

test('what was promised to them is said in the words that were noted, late or not, beside the last try', async ({
  open,
}) => {
  const { page } = await open(calledBy([ringing({ promised })]))
  const where = page.locator('.ringing-where')
  await expect(where).toContainText('You promised: “send the audit checklist”, 2 days late')
  await expect(where).toContainText('Your last try: message left, yesterday 18:41')
  // In a line each, whatever is in it.
  const { height } = (await where.boundingBox())!
  expect(height).toBeLessThan(48)
})

for (const [view, key, title] of [
  ['the studio', 's', 'Studio'],
  ['the compliance log', 'g', 'Compliance log'],
] as const) {
  test(`a call that rings stands over ${view}, beside its title, and moves nothing of it`, async ({ open }) => {
    const studio = { recordings: [], series: [], cadences: [], take: null, unsaved: [], trouble: null }
    const { page, tell } = await open({}, { answers: { 'studio.open': ok(studio) } })
    await page.keyboard.press(key)
    const heading = page.getByRole('heading', { name: title, exact: true })
    await heading.waitFor()
    const before = (await heading.boundingBox())!
    await tell('incoming', calledBy([ringing()]).incoming)
    const card = (await page.getByRole('region', { name: 'Incoming call' }).boundingBox())!
    expect(await heading.boundingBox()).toEqual(before)
    const right = await heading.evaluate((element) => {
      const words = document.createRange()
      words.selectNodeContents(element)
      return words.getBoundingClientRect().right
    })
    expect(right).toBeLessThan(card.x)
  })
}

test('Y answers, B declines, F sends on to the number that is kept', async ({ open }) => {
  const { page, asked, tell } = await open(calledBy([ringing()], '+1 416 555 0199'))
  await page.keyboard.press('y')
  await tell('calls', [])
  await page.keyboard.press('b')
  await tell('calls', [])
  await page.keyboard.press('f')
  await expect.poll(asked).toEqual([
    { name: 'call.answer', input: { callId: 'in-1' } },
    { name: 'call.decline', input: { callId: 'in-1' } },
    { name: 'call.forward', input: { callId: 'in-1', number: '+1 416 555 0199' } },
  ])
})

test('F asks where to where no number is kept', async ({ open }) => {
  const { page, asked } = await open(calledBy([ringing()]))
  await page.keyboard.press('f')
  await expect(page.getByLabel('Send them on to')).toBeFocused()
  await page.keyboard.type('416 555 0100 y')
  await page.keyboard.press('Enter')
  await expect.poll(asked).toEqual([{ name: 'call.forward', input: { callId: 'in-1', number: '416 555 0100 y' } }])
})

test('a call that comes takes no focus from a rep who types, and no key', async ({ open }) => {
  const { page, asked, tell } = await open(calledBy([]))
  await page.keyboard.press('l')
  await page.getByRole('button', { name: 'Add a line' }).click()
  const field = page.getByRole('dialog').getByRole('textbox').first()
  await field.focus()
  await tell('incoming', { ...quiet, ringing: [ringing()] })
  await page.keyboard.type('yb')
  await expect(field).toHaveValue(/yb$/)
  await expect(field).toBeFocused()
  expect(await asked()).toEqual([])
})

test('Z says that nobody is to disturb, and says so', async ({ open }) => {
  const { page, asked, tell } = await open(calledBy([]))
  await page.keyboard.press('z')
  await expect.poll(asked).toEqual([{ name: 'doNotDisturb.set', input: { on: true } }])
  await tell('incoming', { ...quiet, doNotDisturb: true })
  await expect(page.getByRole('button', { name: /Do not disturb/ })).toHaveAttribute('aria-pressed', 'true')
})

const received = {
  direction: 'in',
  attemptId: null,
  received: { callerName: '', causedBy: null, forwardedTo: null },
} as const

test('a call that came in has nothing to drop and nothing to resume, and says how it ended', async ({ open }) => {
  const { page, asked, tell } = await open({ ...calledBy([]), calls: [call('talking', received)] })
  await expect(page.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible()
  await expect(page.locator('.actions').getByRole('button')).toHaveText([/^Hang up/])
  await page.keyboard.press('d')
  await tell('calls', [call('ended', { ...received, answeredAt: null, endedBy: 'far-end' })])
  await expect(page.getByText('Missed call', { exact: true })).toBeVisible()
  expect(await asked()).toEqual([])
})

test('of several calls the others are named, and one key turns to them', async ({ open }) => {
  const waiting = call('talking', { ...received, name: 'Luis Ferreira', holding: true, held: true })
  const { page, asked } = await open({ ...calledBy([]), calls: [call('talking'), waiting] })
  const beside = page.getByRole('region', { name: 'Also in a call: Luis Ferreira' })
  await expect(beside).toContainText('On hold')
  await page.keyboard.press('k')
  await expect.poll(asked).toEqual([{ name: 'call.hold', input: { callId: waiting.callId, held: false } }])
})

const long = 'Maximiliana Konstantinopolskaya-Featherstonehaugh of the North'

for (const [name, options] of [
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 1280, height: 800, dark: true }],
  ['small', { width: 800, height: 600 }],
] as const) {
  test(`three calls at once, with long names, fit the ${name} desk`, async ({ open }) => {
    const rings = [
      ringing({
        name: long,
        company: `${long} Logistics`,
        callerName: 'Ferreira Logistics, main desk',
        promised: { ...promised, words: `send ${long} the audit checklist` },
      }),
      ringing({ callId: 'in-2' as CallId, name: 'Number withheld', number: null, stranger: true }),
    ]
    const calls = [
      call('talking'),
      call('talking', { ...received, name: long, holding: true, held: true }),
      leaving('Hannah Weiss', 'playing', 4_000),
    ]
    const { page } = await open({ ...calledBy(rings, '+1 416 555 0199'), calls }, options)
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeVisible()
    if (process.env['SHOTS']) await page.screenshot({ path: `out/tests/incoming-${name}.png` })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
}

const mayAnswer = ['Ann Lee', 'Bob Ray', 'Cy Fox'].map((name, at) => ({
  contactId: contactId(name),
  name,
  company: 'Brightwater',
  attemptId: `attempt-${at}` as AttemptId,
  triedAt: now - (at + 20) * 3_600_000,
  leftMessage: at < 2,
  by: 'company' as const,
}))

test('a call from the company of those who were left messages says so, and one key says who it was', async ({
  open,
}) => {
  const callId = 'in-9' as CallId
  const calls = (who: string) => [
    call('talking', {
      ...received,
      callId,
      received: { ...received.received, mayAnswer },
      contactId: contactId(who),
      name: who,
    }),
  ]
  const { page, asked, tell } = await open({ ...calledBy([]), calls: calls('Brightwater') })
  const whose = page.getByRole('region', { name: 'Whose callback it is' })
  await expect(whose).toContainText('From Brightwater: two you left messages for. Who is it?')
  await page.keyboard.press('=')
  await expect.poll(asked).toEqual([{ name: 'received.credit', input: { callId, contactId: contactId('Ann Lee') } }])
  await tell('calls', calls('Ann Lee'))
  await expect(whose).toContainText('Kept as a call of Ann Lee')
  await whose.getByRole('button', { name: 'None of them' }).click()
  await expect
    .poll(async () => (await asked()).at(-1))
    .toEqual({ name: 'received.credit', input: { callId, contactId: null } })
})
