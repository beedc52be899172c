import type { Page } from '@playwright/test'
import { failed } from '../../../shared/result.ts'
import type { DeskPreview } from '../../support/desk-preview.ts'
import { call, card, contactId, desk, items, now } from '../../support/desk-samples.ts'
import { attemptId, ended, endedCard, known, promiseId } from '../../support/outcome-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const understood = {
  ok: true,
  value: { dueAt: now, dueUntil: now + 1, inWords: 'Thursday 26 November, 15:00 to 15:30' },
} as const
const made = { ok: true, value: { ...understood.value, promiseId } } as const
/** What was shown is what is promised: not the words, which another minute would read as another time. */
const shown = { by: 'window', dueAt: now, dueUntil: now + 1 } as const
const answers = {
  'promise.understand': understood,
  'promise.make': made,
  'note.write': { ok: true, value: { noteId: 'note-9' } },
} as const

test.use({ usually: { answers } })

const entry = (outcome: string) => ({
  name: 'outcome.say',
  input: { attemptId, outcome, note: '', notNowUntil: null, gatekeeper: null },
})
const chip = (page: Page, name: string) => page.getByLabel('How it ended').getByRole('button', { name, exact: true })
const recordedAs = (outcome: 'gatekeeper' | 'not-now' | 'interested') =>
  endedCard({ suggested: null, said: { attemptId, outcome, before: 'answered' } })

test.describe('after a call', () => {
  test('what its actions suggest is chosen, and one key says something else', async ({ open }) => {
    const { page, asked } = await open({ calls: [ended], card: endedCard() })
    await expect(chip(page, 'Gatekeeper')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByText('A main number, and the talk took 9 s.')).toBeVisible()
    await page.keyboard.press('3')
    await expect.poll(asked).toEqual([entry('not-interested')])
  })

  test('the suggestion is taken when the rep goes on, without a dialog', async ({ open }) => {
    const { page, asked } = await open({ calls: [ended], card: endedCard() })
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman')
    const gatekeeper = { said: '', personIn: [], directNumber: '' }
    const taken = entry('gatekeeper')
    expect((await asked())[0]).toEqual({ ...taken, input: { ...taken.input, gatekeeper } })
    await expect(page.getByLabel('Said last')).toContainText('gatekeeper')
    await page.keyboard.press('Control+z')
    await expect.poll(asked).toContainEqual({ name: 'outcome.undo', input: { attemptId } })
    await expect(page.getByLabel('Said last')).toBeHidden()
  })

  test('nothing is said for the rep where the call counts as what is suggested, or they have said it', async ({
    open,
  }) => {
    const suggested = { attemptId, outcome: 'answered', why: 'They talked with you for 9 s.' } as const
    const { page, asked, tell } = await open({ calls: [ended], card: endedCard({ suggested }) })
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman')
    await tell('card', recordedAs('interested'))
    expect((await asked()).map(({ name }) => name)).toEqual(['contact.show'])
  })

  test('a key that is pressed again takes the next of its own', async ({ open }) => {
    const suggested = { attemptId, outcome: 'voicemail-cut-off', why: 'The far end hung up during it.' } as const
    const { page, asked, tell } = await open({ calls: [ended], card: endedCard({ suggested }) })
    await page.keyboard.press('5')
    await tell(
      'card',
      endedCard({ suggested: null, said: { attemptId, outcome: 'voicemail-nothing-left', before: 'answered' } }),
    )
    await expect(chip(page, 'Nothing left')).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('5')
    await expect.poll(asked).toEqual([entry('voicemail-nothing-left'), entry('voicemail-dropped')])
  })

  test('a key that is pressed twice before main has answered says the second of its own', async ({ open }) => {
    const suggested = { attemptId, outcome: 'busy', why: 'The line was busy.' } as const
    const { page, asked } = await open({ calls: [ended], card: endedCard({ suggested }) })
    await page.keyboard.press('7')
    await page.keyboard.press('7')
    await expect.poll(asked).toEqual([entry('busy'), entry('failed')])
  })

  test('a key whose outcome could not be kept says it again', async ({ open }) => {
    const refused = { 'outcome.say': failed('archive-failed') }
    const { page, asked } = await open({ calls: [ended], card: endedCard({ suggested: null }) }, { answers: refused })
    await page.keyboard.press('7')
    await expect(page.getByLabel('How it ended').getByRole('alert')).toBeVisible()
    await page.keyboard.press('7')
    await expect.poll(asked).toEqual([entry('busy'), entry('busy')])
  })

  test('Backspace takes back what was said, and not while the rep types', async ({ open }) => {
    const { page, asked } = await open({ calls: [ended], card: recordedAs('interested') })
    await page.keyboard.press(';')
    await page.keyboard.type('x')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Escape')
    expect(await asked()).toEqual([])
    await page.keyboard.press('Backspace')
    await expect.poll(asked).toEqual([{ name: 'outcome.undo', input: { attemptId } }])
  })

  test('“not now” holds at once; its key again leads to until when, and that is read back before it is kept', async ({
    open,
  }) => {
    const { page, asked } = await open({ calls: [ended], card: recordedAs('not-now') })
    await page.keyboard.press('2')
    await page.keyboard.type('thu 3pm')
    await expect(page.getByText('Thursday 26 November, 15:00 to 15:30')).toBeVisible()
    await page.keyboard.press('Enter')
    const said = entry('not-now')
    await expect
      .poll(async () => (await asked()).filter(({ name }) => name !== 'promise.understand'))
      .toEqual([{ ...said, input: { ...said.input, notNowUntil: shown } }])
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman')
  })

  test('what a receptionist says becomes windows and a number; what is no time is kept in its words', async ({
    open,
  }) => {
    const { page, asked } = await open({ calls: [ended], card: recordedAs('gatekeeper') })
    await page.keyboard.press('8')
    await page.keyboard.type('Maria')
    await page.keyboard.press('Tab')
    await page.keyboard.type('tue thu after 4')
    await expect(page.getByText('Tue, Thu, 16:00 to 20:00')).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.type('416 555 0161')
    await page.keyboard.press('Enter')
    await page.keyboard.press('8')
    await page.keyboard.press('Tab')
    await page.keyboard.type('when he likes')
    await expect(page.getByText('Kept in these words:')).toBeVisible()
    await page.keyboard.press('Enter')
    const personIn = [{ weekdays: [2, 4], from: 960, until: 1200 }]
    await expect
      .poll(asked)
      .toMatchObject([
        { input: { outcome: 'gatekeeper', gatekeeper: { said: 'Maria', personIn, directNumber: '416 555 0161' } } },
        { input: { gatekeeper: { said: 'Maria · when he likes', personIn: [], directNumber: '416 555 0161' } } },
      ])
  })

  test('a direct number that is none is refused beside the outcome', async ({ open }) => {
    const refused = { ok: false, trouble: { code: 'number-unusable', about: { number: '12' } } } as const
    const { page } = await open({ calls: [ended], card: endedCard() }, { answers: { 'outcome.say': refused } })
    await page.keyboard.press('8')
    await expect(page.getByLabel('How it ended').getByRole('alert')).toContainText('12')
  })
})

test.describe('a promise', () => {
  const promising = (when: object, more: object = {}) => ({
    name: 'promise.make',
    input: { contactId: contactId('Jane Adams'), attemptId, kind: 'call', words: '', when, ...more },
  })
  const makings = async (asked: DeskPreview['asked']) => (await asked()).filter(({ name }) => name === 'promise.make')

  test('is its key and Enter in a call, and the call goes on', async ({ open }) => {
    const { page, asked } = await open({ calls: [call('talking')] })
    await page.keyboard.press('.')
    await expect(page.getByText('Thursday 26 November, 15:00 to 15:30')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await makings(asked)).toEqual([promising(shown)])
    await page.keyboard.press('m')
    await expect.poll(asked).toContainEqual({ name: 'call.mute', input: { callId: ended.callId, muted: true } })
  })

  test('is for another day by the key again, or for any time in words', async ({ open }) => {
    const { page, asked } = await open({ calls: [ended], card: endedCard() })
    await page.keyboard.press('.')
    await page.keyboard.press('.')
    await expect(page.getByRole('radio', { name: 'Next week' })).toBeChecked()
    await page.keyboard.type('thu 3 p.m.')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    expect(await makings(asked)).toEqual([promising(shown)])
    // The next key goes on: the focus is on no button.
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await asked()).map(({ name }) => name)).toContain('call.dial')
  })

  test('that is not understood says why, and is not made', async ({ open }) => {
    const reason = { text: 'someday', reason: '“someday” says nothing of a time' }
    const refused = { ok: false, trouble: { code: 'time-not-understood', about: reason } } as const
    const { page, asked } = await open({ calls: [call('talking')] }, { answers: { 'promise.understand': refused } })
    await page.keyboard.press('.')
    await page.keyboard.type('someday')
    await expect(page.getByText('“someday” is no time')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Promise', exact: true }).last()).toBeDisabled()
    expect(await makings(asked)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
    expect((await asked()).some(({ name }) => name === 'call.hangUp')).toBe(false)
  })

  test('is on the card with how late it is, until it is kept or withdrawn', async ({ open }) => {
    const { page, asked } = await open({ card: card('Jane Adams', { assistant: endedCard(known).assistant }) })
    const sidebar = page.getByLabel('The contact')
    await expect(sidebar.getByText('2 days late')).toBeVisible()
    await sidebar.getByRole('button', { name: /^Kept/ }).click()
    await sidebar.getByRole('button', { name: /^Withdraw/ }).click()
    await expect.poll(asked).toEqual([
      { name: 'promise.keep', input: { promiseId } },
      { name: 'promise.withdraw', input: { promiseId } },
    ])
  })
})

test.describe('a note', () => {
  const written = async (asked: DeskPreview['asked']) =>
    (await asked()).flatMap((each) => (each.name === 'note.write' ? [each.input] : []))

  test('is kept as it is typed, goes on where it was, and no key of it is one of the desk', async ({ open }) => {
    const { page, asked } = await open({ calls: [call('talking')], card: endedCard() })
    await page.keyboard.press(';')
    await page.keyboard.type('d3 met')
    await expect(page.getByText('kept', { exact: true })).toBeVisible()
    await page.keyboard.type(' Maria')
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await written(asked)).at(-1)?.text).toBe('d3 met Maria')
    const of = { contactId: contactId('Jane Adams'), attemptId }
    expect((await written(asked))[0]).toMatchObject({ ...of, noteId: null })
    expect((await written(asked)).at(-1)).toEqual({ ...of, noteId: 'note-9', text: 'd3 met Maria' })
    expect((await asked()).every(({ name }) => name === 'note.write')).toBe(true)
  })

  test('stands when the call ends under it, and when the rep has been elsewhere', async ({ open }) => {
    const { page, asked, tell } = await open({ calls: [call('talking')], card: endedCard() })
    await page.keyboard.press(';')
    await page.keyboard.type('budget in Jan')
    await tell('calls', [ended])
    const note = page.getByRole('textbox', { name: /^Note/ })
    await expect(note).toHaveValue('budget in Jan')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman')
    await expect(note).toHaveValue('')
    await expect.poll(async () => (await written(asked)).at(-1)?.text).toBe('budget in Jan')
  })

  test('is written at once when the window goes away', async ({ open }) => {
    const { page } = await open()
    await page.keyboard.press(';')
    const atOnce = await page.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>('.note-field textarea')!
      // As React hears of what is typed.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!.set!.call(field, 'one last word')
      field.dispatchEvent(new Event('input', { bubbles: true }))
      window.dispatchEvent(new Event('pagehide'))
      return (window as unknown as { preview: { asked: { name: string; input: { text?: string } }[] } }).preview.asked
    })
    expect(atOnce).toMatchObject([{ name: 'note.write', input: { text: 'one last word' } }])
  })

  test('that could not be written says so and is tried again with the next letter', async ({ open }) => {
    const full = { ok: false, trouble: { code: 'archive-full', about: {} } } as const
    const { page, asked } = await open({}, { answers: { 'note.write': full } })
    await page.keyboard.press(';')
    await page.keyboard.type('a')
    await expect(page.getByText('not kept yet')).toBeVisible()
    await expect(page.locator('.notices').getByRole('alert')).toBeVisible()
    await page.keyboard.type('b')
    await expect.poll(async () => (await written(asked)).map(({ text }) => text)).toEqual(['a', 'ab'])
  })
})

test.describe('the day', () => {
  const day = (page: Page) => page.getByRole('region', { name: 'Today' })

  test('a session begins with whoever is next, counts its calls, and goes on by Enter', async ({ open }) => {
    const { page, asked, tell } = await open()
    await page.keyboard.press('>')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman')
    await expect(day(page)).toContainText('Session: 0 calls, 0 reached')
    const { queue } = desk()
    await tell('queue', { ...queue, today: { ...queue.today, tries: 20, reached: 4 } })
    await expect(day(page)).toContainText('Session: 2 calls, 1 reached')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await asked()).map(({ name }) => name)).toEqual(['contact.show', 'call.dial'])
    await page.keyboard.press('>')
    await expect(day(page)).not.toContainText('Session')
  })

  test('a callback that was asked for comes after promises and before windows', async ({ open }) => {
    const rows = items.filter(({ section }) => section !== 'promised')
    const asks = { ...items[5]!, section: 'callback' as const }
    const { page } = await open({ queue: { ...desk().queue, items: [...rows.slice(0, 4), asks] } })
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(asks.name)
  })

  test('all cadences rest until Monday by its key and Enter, until a day in words, and go on again', async ({
    open,
  }) => {
    const { page, asked, tell } = await open()
    await page.keyboard.press('<')
    await expect(page.getByRole('button', { name: 'Pause until Monday' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.keyboard.press('<')
    await page.keyboard.type('dec 3')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toBeHidden()
    await tell('queue', { ...desk().queue, pausedUntil: now + 6 * 86_400_000 })
    await expect(day(page)).toContainText('All cadences rest until Mon 30 Nov')
    await page.keyboard.press('<')
    await expect.poll(asked).toEqual([
      { name: 'cadence.pauseAll', input: { until: { by: 'key', key: 'next-week' } } },
      { name: 'cadence.pauseAll', input: { until: { by: 'text', text: 'dec 3' } } },
      { name: 'cadence.resumeAll', input: {} },
    ])
  })
})

const long = 'Wilhelmina Featherstonehaugh-Cholmondeley van der Linden III '.repeat(4).slice(0, 200)
const wordy = endedCard({
  ...known,
  notes: known.notes!.map((note) => ({ ...note, text: long })),
  promises: known.promises!.map((promise) => ({ ...promise, words: long })),
  gatekeeper: known.gatekeeper!.map((fact) => ({ ...fact, said: long, directNumber: long.replaceAll(' ', '') })),
  said: { attemptId, outcome: 'gatekeeper', before: 'answered' },
})
for (const [width, height] of [
  [800, 600],
  [1280, 800],
] as const) {
  test(`nothing is wider than the window at ${width} by ${height} with 200 letters in everything`, async ({ open }) => {
    const { page } = await open(
      { calls: [{ ...ended, name: long }], card: { ...wordy, name: long } },
      { width, height },
    )
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, textarea, p, b, li')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.unseen'))
        .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`),
    )
    expect(tooWide).toEqual([])
  })
}

for (const dark of [false, true]) {
  test(`axe finds nothing serious after a call, in a promise and in a pause, ${dark ? 'dark' : 'light'}`, async ({
    open,
  }) => {
    const { page, tell } = await open({ calls: [ended], card: endedCard(known) }, { dark })
    expect(await seriousIn(page)).toEqual([])
    await tell('card', wordy)
    await page.keyboard.press('8')
    await page.keyboard.type('Maria')
    expect(await seriousIn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('.')
    await page.keyboard.type('thu')
    expect(await seriousIn(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('>')
    await page.keyboard.press('<')
    expect(await seriousIn(page)).toEqual([])
  })
}
