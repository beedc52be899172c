import { now } from '../../support/desk-samples.ts'
import { attemptId, ended, endedCard } from '../../support/outcome-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

/* After a talk in which nothing was promised the desk offers a promise: one key, and taken back by one. */

const hour = 3_600_000
const week = {
  dueAt: now,
  dueUntil: now + 72 * hour,
  inWords: 'Tuesday 24 November, 14:41, to Friday 27 November, 17:00',
}
const made = { ...week, promiseId: 'promise-9' }
const answers = {
  'promise.understand': { ok: true, value: week },
  'promise.make': { ok: true, value: made },
  'promise.withdraw': { ok: true, value: null },
  'cadence.list': { ok: true, value: { cadences: [], series: [], defaultCadenceId: null } },
} as const
test.use({ usually: { answers } })

const talked = { calls: [ended], card: endedCard({ mayPromise: { attemptId } }) }

test('a promise for this week is offered with its time, made by one key, and taken back by one', async ({ open }) => {
  const { page, asked } = await open(talked)
  const offer = page.getByLabel('Nothing is promised yet')
  await expect(offer).toContainText(week.inWords)
  await expect(offer.getByRole('button', { name: 'Promise a call this week' })).toBeVisible()
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('e')
  await expect(page.getByLabel('Said last')).toContainText(`promised, ${week.inWords}`)
  await page.keyboard.press('Backspace')
  const { contactId } = talked.calls[0]!
  const { dueAt, dueUntil } = week
  const deeds = async () => (await asked()).filter(({ name }) => /^promise\.(make|withdraw)$/.test(name))
  await expect.poll(deeds).toEqual([
    { name: 'promise.make', input: { contactId, attemptId, kind: 'call', words: '', when: { by: 'window', dueAt, dueUntil } } },
    { name: 'promise.withdraw', input: { promiseId: 'promise-9' } },
  ]) // prettier-ignore
})

test('nothing is offered where something was promised, or nobody spoke', async ({ open }) => {
  const { page, asked } = await open({ ...talked, card: endedCard({ mayPromise: null }) })
  await expect(page.getByLabel('Nothing is promised yet')).toHaveCount(0)
  await page.keyboard.press('e')
  expect((await asked()).map(({ name }) => name)).not.toContain('promise.make')
})

test('after every call the cadence is one key away', async ({ open }) => {
  const { page } = await open(talked)
  await expect(page.locator('.call-panel').getByRole('button', { name: 'Stop, rest until, won, lost' })).toBeVisible()
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog', { name: /^Cadence of/ })).toBeVisible()
})
