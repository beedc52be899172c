import type { CallView } from '../../../shared/contract/bridge.ts'
import { call, checksOf, contactId, desk, items, leaving } from '../../support/desk-samples.ts'
import { attemptId, ended, endedCard } from '../../support/outcome-samples.ts'
import { expect, test } from './desk-test.ts'

/* In a session the desk dials on: a drop costs one key, a busy line none. */

test.use({ usually: { answers: { 'note.write': { ok: true, value: { noteId: 'note-9' } } } } })

const queue = { ...desk().queue, items: items.filter(({ section }) => section !== 'promised') }
const busy = call('ended', { answeredAt: null, sipStatus: 486, endedBy: 'far-end' })
const luis = { name: 'call.dial', input: { contactId: contactId('Luis Ferreira') } }
const dialled = async (asked: () => Promise<readonly { name: string }[]>) =>
  (await asked()).filter(({ name }) => name === 'call.dial')

for (const [what, calls] of [
  ['a busy line', [busy]],
  ['a drop', [leaving('Jane Adams', 'waiting')]],
] as [string, CallView[]][]) {
  test(`after ${what} a session calls the next one two seconds later, and says so`, async ({ open }) => {
    const { page, asked, tell } = await open({ queue })
    await page.keyboard.press('>')
    await tell('calls', calls)
    await expect(page.getByText('in two seconds, by itself')).toBeVisible()
    await expect.poll(() => dialled(asked)).toMatchObject([luis])
  })
}

test('Esc waits, and no session dials nothing', async ({ open }) => {
  const { page, asked, tell } = await open({ queue, calls: [busy] })
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 2_300)))
  expect(await dialled(asked)).toEqual([])
  await page.keyboard.press('>')
  await tell('calls', [busy])
  await expect(page.getByText('in two seconds, by itself')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('in two seconds, by itself')).toHaveCount(0)
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 2_300)))
  expect(await dialled(asked)).toEqual([])
})

test('an outcome that is said goes on, and a note that is typed waits for the rep', async ({ open }) => {
  const { page, asked, tell } = await open({ queue, calls: [ended], card: endedCard() })
  await page.keyboard.press('>')
  await page.keyboard.press('3')
  const said = { suggested: null, said: { attemptId, outcome: 'not-interested', before: 'answered' } } as const
  await page.keyboard.press(';')
  await page.keyboard.type('call in spring')
  await tell('card', endedCard(said))
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 2_300)))
  expect(await dialled(asked)).toEqual([])
})

test('a promise that is next waits for the rep', async ({ open }) => {
  const { page, asked, tell } = await open({ calls: [busy] })
  await page.keyboard.press('>')
  await tell('calls', [busy])
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 2_300)))
  expect(await dialled(asked)).toEqual([])
})

for (const [what, checks] of [
  ['a hidden number', checksOf({}, 'hidden')],
  ['a rule that asks for a reason', checksOf({ needsReason: true })],
] as const) {
  test(`${what} waits for the rep`, async ({ open }) => {
    const { page, asked, tell } = await open({ queue }, { checks })
    await page.keyboard.press('>')
    await tell('calls', [busy])
    await page.evaluate(() => new Promise((passed) => setTimeout(passed, 2_300)))
    expect(await dialled(asked)).toEqual([])
  })
}
