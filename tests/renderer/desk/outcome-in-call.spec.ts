import type { Page } from '@playwright/test'
import type { ContactAssistant } from '../../../shared/contract/assistant.ts'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import { attempt, call, card, drop, followUp, now } from '../../support/desk-samples.ts'
import { attemptId, ended, endedCard, known, promiseId } from '../../support/outcome-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

/* What the rep says of a call while it is up, and the promises that go by a key. */

test.use({ usually: { answers: { 'note.write': { ok: true, value: { noteId: 'note-9' } } } } })

/** The card while the call is up, with what was said of it so far. */
function talkingCard(said: RepOutcome | null = null, more: Partial<ContactAssistant> = {}): ContactCard {
  const before = card()
  const last = attempt(now - 21_000, null, { attemptId, answeredAt: now - 9_000, endedAt: null })
  const assistant = { ...before.assistant, ...more, said: said && { attemptId, outcome: said, before: null } }
  return { ...before, attempts: [last, ...before.attempts], assistant }
}

const talking = { calls: [call('talking')], card: talkingCard() }
const entry = (outcome: RepOutcome, more: object = {}) => ({
  name: 'outcome.say',
  input: { attemptId, outcome, note: '', notNowUntil: null, gatekeeper: null, ...more },
})
const inCall = (page: Page) => page.getByRole('region', { name: 'How it ends' })

test('a digit says how the call will be kept, another one says something else, and Backspace takes it back', async ({
  open,
}) => {
  const { page, asked, tell } = await open(talking)
  await expect(inCall(page)).toContainText('it is kept when the call ends')
  await page.keyboard.press('1')
  await expect.poll(asked).toEqual([entry('interested')])
  await tell('card', talkingCard('interested'))
  await expect(inCall(page)).toContainText('Will be kept as interested when the call ends.')
  await expect(inCall(page).getByRole('button', { name: 'Interested', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await page.keyboard.press('3')
  await tell('card', talkingCard('not-interested'))
  await expect(inCall(page)).toContainText('Will be kept as not interested')
  await page.keyboard.press('Backspace')
  await expect
    .poll(asked)
    .toEqual([entry('interested'), entry('not-interested'), { name: 'outcome.undo', input: { attemptId } }])
})

test('digits are keys of the telephone while the keypad is open, and # and * always are', async ({ open }) => {
  const { page, asked } = await open(talking)
  await page.keyboard.press('#')
  await page.keyboard.press('j')
  await page.keyboard.press('3')
  await page.keyboard.press('Escape')
  await page.keyboard.press('3')
  const { callId } = talking.calls[0]!
  await expect
    .poll(asked)
    .toEqual([
      { name: 'call.sendDigits', input: { callId, digits: '#' } },
      { name: 'call.sendDigits', input: { callId, digits: '3' } },
      entry('not-interested'),
    ])
})

test('nothing can be said of a call that has not been answered', async ({ open }) => {
  const { page, asked, tell } = await open({ ...talking, calls: [call('ringing')] })
  await expect(inCall(page)).toHaveCount(0)
  await page.keyboard.press('1')
  await tell('calls', [call('talking')])
  await page.keyboard.press('m')
  await expect.poll(async () => (await asked()).map(({ name }) => name)).toEqual(['call.mute'])
})

test.describe('a call that came in', () => {
  const came = call('talking', { direction: 'in', attemptId: null })
  const { callId } = came
  /** Jane's card while she is on the line, or after it. */
  const janeCalled = (said: RepOutcome | null, isOver = false) =>
    card('Jane Adams', {
      received: [
        {
          callId, number: '+14165550101', startedAt: now - 20_000, answeredAt: now - 9_000, endedAt: isOver ? now : null,
          outcome: isOver ? 'answered' : null, forwardedTo: null, causedBy: null, creditedFrom: null, said, quality: null,
        },
      ],
    }) // prettier-ignore
  const say = (outcome: RepOutcome, more: object = {}) => ({
    name: 'received.say',
    input: { callId, outcome, note: '', notNowUntil: null, ...more },
  })

  test('is said by the same digits as one that was made, and taken back by the same key', async ({ open }) => {
    const { page, asked, tell } = await open({ calls: [came], card: janeCalled(null) })
    await expect(inCall(page)).toContainText('it is kept when the call ends')
    await page.keyboard.press('1')
    await tell('card', janeCalled('interested'))
    await expect(inCall(page)).toContainText('Will be kept as interested when the call ends.')
    await page.keyboard.press('1')
    await tell('card', janeCalled('answered'))
    await page.keyboard.press('Backspace')
    await expect
      .poll(asked)
      .toEqual([say('interested'), say('answered'), { name: 'received.unsay', input: { callId } }])
    await tell('card', janeCalled('interested', true))
    await tell('calls', [{ ...came, phase: 'ended', endedAt: now, endedBy: 'far-end' }])
    await expect(page.getByRole('region', { name: 'The call that ended' })).toContainText('Interested')
    await expect(page.getByRole('region', { name: 'How it ended' })).toContainText('You said so.')
    expect(await seriousIn(page)).toEqual([])
  })

  test('was made by no machine: what only such a call can come to is not offered, and has no key', async ({ open }) => {
    const { page, asked } = await open({ calls: [came], card: janeCalled(null) })
    for (const name of ['No answer', 'Busy', 'Nothing left', 'Gatekeeper', 'Phone menu']) {
      await expect(inCall(page).getByRole('button', { name, exact: true })).toHaveCount(0)
    }
    for (const digit of ['5', '6', '7', '8', '0']) await page.keyboard.press(digit)
    await page.keyboard.press('9')
    await expect.poll(asked).toEqual([say('wrong-number')])
  })

  test('keeps what is typed beside it', async ({ open }) => {
    const { page, asked } = await open({ calls: [came], card: janeCalled('not-now') })
    await page.keyboard.press('2')
    await page.keyboard.type('in may')
    const notNowUntil = { by: 'text', text: 'in may' }
    const said = async () => (await asked()).filter(({ name }) => name === 'received.say').at(-1)
    await expect.poll(said).toEqual(say('not-now', { notNowUntil }))
  })
})

test('what is typed beside it is said as it is typed, and Esc leaves the field and hangs up nothing', async ({
  open,
}) => {
  const { page, asked } = await open({ ...talking, card: talkingCard('gatekeeper') })
  await page.keyboard.press('8')
  await page.keyboard.type('Maria 12')
  const gatekeeper = { said: 'Maria 12', personIn: [], directNumber: '' }
  await expect.poll(asked).toEqual([entry('gatekeeper', { gatekeeper })])
  await page.keyboard.press('Tab')
  await page.keyboard.type('tue after 4')
  await page.keyboard.press('Escape')
  const personIn = [{ weekdays: [2], from: 960, until: 1200 }]
  await expect.poll(async () => (await asked()).at(-1)).toEqual(entry('gatekeeper', { gatekeeper: { ...gatekeeper, personIn } })) // prettier-ignore
  expect((await asked()).every(({ name }) => name === 'outcome.say')).toBe(true)
})

test('the rep types on when the call ends under them: no letter is taken for a key of the desk', async ({ open }) => {
  const { page, asked, tell } = await open(talking)
  await page.keyboard.press(';')
  await page.keyboard.type('budget in')
  await tell('calls', [ended])
  await tell('card', endedCard())
  await page.keyboard.type(' January, call again')
  await expect(page.getByRole('textbox', { name: /^Note/ })).toHaveValue('budget in January, call again')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await asked()).at(-1)?.name).toBe('note.write')
  expect(new Set((await asked()).map(({ name }) => name))).toEqual(new Set(['note.write']))
})

test('typed beside “not now” when the call ends, it is said when the rep goes on, in its words if it is no time', async ({
  open,
}) => {
  const noTime = {
    ok: false,
    trouble: { code: 'time-not-understood', about: { text: 'Later', reason: 'no' } },
  } as const
  const answers = { 'outcome.say': noTime, 'promise.understand': noTime }
  const { page, asked, tell } = await open({ ...talking, card: talkingCard('not-now') }, { answers })
  await page.keyboard.press('2')
  await tell('calls', [ended])
  await tell('card', endedCard({ suggested: null, said: { attemptId, outcome: 'not-now', before: 'answered' } }))
  await page.keyboard.type('after the fair')
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman')
  const said = async () => (await asked()).filter(({ name }) => name === 'outcome.say')
  await expect
    .poll(said)
    .toEqual([
      entry('not-now', { notNowUntil: { by: 'text', text: 'after the fair' } }),
      entry('not-now', { note: 'Not now, until: after the fair' }),
    ])
})

test('what was said holds for a message that is being left, and says so', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('waiting', { drop: drop() })], card: talkingCard('gatekeeper') })
  await expect(page.getByText('Will be kept as gatekeeper when the call ends.')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect.poll(asked).toEqual([{ name: 'outcome.undo', input: { attemptId } }])
})

const long = {
  name: 'Maximiliana-Theodora von und zu Hohenstein-Waldburg-Zeil',
  company: 'Konstantinopolitanische Dampfschifffahrtsgesellschaft & Partners International Holdings',
}
for (const [what, more] of [
  ['with a long name and company', {}],
  ['with a hidden number', { presented: { asksFor: { kind: 'hidden' }, askedBy: 'asked by *67' } }],
] as const) {
  test(`who talks in a window of 800 by 600 sees every outcome, the promise and the big buttons: ${what}`, async ({
    open,
  }) => {
    const calls = [{ ...call('talking', more), ...long }]
    const contact = {
      ...talkingCard('interested', known),
      ...long,
      title: 'Vice President of Operations and Procurement',
    }
    const { page } = await open({ calls, card: contact }, { width: 800, height: 600 })
    const outcomes = inCall(page).locator('.outcome-chip')
    await expect(outcomes).toHaveCount(18)
    for (const seen of [
      ...(await outcomes.all()),
      page.getByText('kept as interested').first(),
      page.getByRole('heading', { level: 1 }),
      page.getByRole('button', { name: /^Drop “/ }),
      page.getByRole('button', { name: 'Hang up' }),
      page.getByRole('button', { name: 'Screening', exact: true }),
      page.locator('.part.promise .card'),
      page.getByRole('button', { name: /^Kept/ }),
    ]) {
      await expect(seen).toBeInViewport({ ratio: 1 })
    }
    // Whatever is typed below them, the big buttons stay.
    await page.keyboard.press(';')
    await page.keyboard.insertText('Budget is decided in January. '.repeat(20))
    await expect(page.getByRole('button', { name: /^Drop “/ })).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('button', { name: 'Hang up' })).toBeInViewport({ ratio: 1 })
  })
}

for (const [width, height] of [
  [800, 600],
  [360, 640],
] as const) {
  test(`the big button of a call with its outcomes is in sight at ${width} by ${height}, and axe finds nothing serious`, async ({
    open,
  }) => {
    const { page } = await open({ ...talking, card: talkingCard('gatekeeper', known) }, { width, height })
    await expect(page.getByRole('button', { name: /^Drop “/ })).toBeInViewport({ ratio: 1 })
    await expect(page.getByRole('button', { name: 'Hang up' })).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    expect(await seriousIn(page)).toEqual([])
  })

  test(`the big button after a call is in sight at ${width} by ${height}, whatever stands above it`, async ({
    open,
  }) => {
    const { page } = await open({ calls: [ended], card: endedCard(known) }, { width, height })
    const next = page.getByRole('button', { name: 'Call Priya Raman', exact: true })
    await expect(next).toBeInViewport({ ratio: 1 })
    await page.keyboard.press('8')
    await page.evaluate(() => document.querySelector('.person')!.scrollTo(0, 120))
    await expect(next).toBeInViewport({ ratio: 1 })
    const { x, y, width: w, height: h } = (await next.boundingBox())!
    const isOnTop = await page.evaluate(
      ([at, down]) => document.elementFromPoint(at, down)?.closest('button')?.textContent ?? '',
      [x + w / 2, y + h / 2] as const,
    )
    expect(isOnTop).toContain('Call Priya Raman')
  })
}

test.describe('a promise', () => {
  test('is kept or withdrawn by its button, by no key that a slip could press, and stands again by Backspace', async ({
    open,
  }) => {
    const { page, asked } = await open({ card: card('Jane Adams', { assistant: endedCard(known).assistant }) })
    for (const key of ['-', '=', '!', ':']) await page.keyboard.press(key)
    expect(await asked()).toEqual([])
    const toast = page.locator('.toast')
    await page.getByRole('button', { name: /^Withdraw/ }).click()
    await expect(toast).toContainText('Jane Adams')
    await expect(toast).toContainText('promise withdrawn')
    await page.keyboard.press('Backspace')
    await expect(toast).toHaveCount(0)
    await page.getByRole('button', { name: /^Kept/ }).click()
    await expect(toast).toContainText('promise kept')
    expect(await asked()).toEqual([
      { name: 'promise.withdraw', input: { promiseId } },
      { name: 'promise.reopen', input: { promiseId } },
      { name: 'promise.keep', input: { promiseId } },
    ])
  })

  test('ended after an outcome was said is taken back before it', async ({ open }) => {
    const said = { suggested: null, said: { attemptId, outcome: 'interested', before: 'answered' } } as const
    const { page, asked } = await open({ calls: [ended], card: endedCard({ ...known, ...said }) })
    await page.getByRole('button', { name: /^Withdraw/ }).click()
    await expect(page.locator('.toast')).toContainText('promise withdrawn')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await expect
      .poll(async () => (await asked()).map(({ name }) => name))
      .toEqual(['promise.withdraw', 'promise.reopen', 'outcome.undo'])
  })

  test('a letter that is next is done, or skipped, by its button', async ({ open }) => {
    const next = followUp({ kind: 'letter', name: 'Letter 2' })
    const { page, asked } = await open({ card: card('Jane Adams', { next }) })
    await page.getByRole('button', { name: /^Done/ }).click()
    await page.getByRole('button', { name: /^Skip this step/ }).click()
    const { followUpId } = next
    await expect.poll(asked).toEqual([
      { name: 'followUp.finish', input: { followUpId, done: true } },
      { name: 'followUp.finish', input: { followUpId, done: false } },
    ])
  })
})
