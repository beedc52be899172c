import { assistant, call, followUp, now } from '../../support/desk-samples.ts'
import { talkingCard, usMobile } from '../../support/desk-scenes.ts'
import { checksOf } from '../../support/desk-samples.ts'
import { known } from '../../support/outcome-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

/* The sidebar of a call: in the order of need, nothing cut, and each part folds. */

const hour = 3_600_000
const script = 'I got your name from {referrer}: you look after freight at {company}.\nAsk about {their last audit}.'
const everything = assistant({
  ...known,
  promises: [{ ...known.promises![0]!, goes: { made: 3, today: 2, nextAt: now + hour } }],
  asked: { why: 'Not now, they said on Tuesday 17 November: call then.', dueAt: now + 26 * hour, dueUntil: now + 27 * hour }, // prettier-ignore
  step: { kind: 'call' as const, name: 'Call 8', script, message: null },
})
const talking = (more: Parameters<typeof talkingCard>[0] = {}) => ({
  calls: [call('talking')],
  card: talkingCard({ assistant: everything, referrer: 'Ann Bell', ...more }),
})

test('the parts stand in the order of need, and the promise and what comes next are in sight at 1280 by 720', async ({
  open,
}) => {
  const { page } = await open(talking({ next: followUp() }), { width: 1280, height: 720 })
  const titles = await page.locator('.part > summary h2 bdi').allTextContents()
  expect(titles).toEqual([
    'Promise', 'Asked for', 'Gatekeeper', 'Last notes', 'Next, and why', 'Tries', 'Script: Call 8', 'Attempts', 'About them',
  ]) // prettier-ignore
  for (const what of ['.part.promise .card', '.part.next .card b', '.part.next .reasons']) {
    await expect(page.locator(what).first()).toBeInViewport({ ratio: 1 })
  }
  expect(await axeFinds(page)).toEqual([])
})

test('a note is shown in whole, however long it is', async ({ open }) => {
  const text = Array.from({ length: 40 }, (_, line) => `Line ${line + 1} of what they said.`).join('\n')
  const notes = [{ ...known.notes![0]!, text }]
  const { page } = await open(talking({ assistant: { ...everything, notes } }))
  const note = page.locator('.part.notes .note-text')
  expect(await note.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0)
  await note.getByText('Line 40 of what they said.').scrollIntoViewIfNeeded()
  await expect(page.locator('.part.notes')).toContainText('Line 40')
})

test('a part that is folded stays folded for whoever is shown next, and main is told', async ({ open }) => {
  const { page, asked } = await open({ folded: ['tries'] })
  await expect(page.locator('.part.tries')).not.toHaveAttribute('open')
  await page.locator('.part.attempts > summary').click()
  await expect(page.locator('.part.attempts')).not.toHaveAttribute('open')
  expect(await asked()).toContainEqual({ name: 'sidebar.fold', input: { folded: ['tries', 'attempts'] } })
  // A click leaves the keys to the desk.
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { level: 1, name: 'Priya Raman' })).toBeVisible()
  await expect(page.locator('.part.attempts')).not.toHaveAttribute('open')
  await page.locator('.part.tries > summary').click()
  expect((await asked()).at(-1)).toEqual({ name: 'sidebar.fold', input: { folded: ['attempts'] } })
})

test('a promise that was tried in vain says how often, when it is tried again, and that a message may be left', async ({
  open,
}) => {
  const { page } = await open(talking({ next: followUp({ promise: true }) }))
  const promise = page.locator('.part.promise')
  await expect(promise).toContainText('2 days late')
  await expect(promise).toContainText('Tried twice today, 3 times in all, next at 15:41.')
  await expect(promise).toContainText('A message may be left by now')
})

test('every time says whose clock it is where theirs is another', async ({ open }) => {
  const { page } = await open(
    talking({ timeZone: 'America/Vancouver', place: 'Vancouver', next: followUp({ dueAt: now + hour, dueUntil: now + 2 * hour }) }), // prettier-ignore
  )
  await expect(page.locator('.where')).toContainText('Local time 12:41, Vancouver')
  await expect(page.locator('.part.next')).toContainText('on your clock; 13:41 to 14:41 on theirs, in Vancouver')
  await expect(page.locator('.part.promise')).toContainText('on your clock; 11:41 to 12:41 on theirs')
  await expect(page.locator('.part.asked')).toContainText('on theirs')
  await expect(page.locator('.part.gatekeeper')).toContainText('(on their clock)')
  await expect(page.locator('.part.tries')).toContainText('By their clock.')
  await expect(page.locator('.part.attempts')).toContainText('On your clock.')
  const here = await open(talking())
  await expect(here.page.locator('.part.next')).toBeVisible()
  await expect(here.page.locator('.there, .whose')).toHaveCount(0)
})

test('the script is whole, names the referrer, and fills in what is known of them', async ({ open }) => {
  const { page } = await open(talking())
  const part = page.locator('.part.script')
  await expect(part).toContainText('I got your name from Ann Bell: you look after freight at Northwind Traders.')
  await expect(part.locator('mark')).toHaveText(['their last audit'])
})

test('what stands against a call is one line that opens', async ({ open }) => {
  const checks = checksOf({ call: { verdict: 'warn', answers: [usMobile] }, needsReason: true })
  const { page } = await open({}, { checks })
  const rules = page.locator('.call-panel .rules')
  await expect(rules).toContainText('Before you call')
  expect((await rules.boundingBox())!.height).toBeLessThan(44)
  await expect(rules.getByText(usMobile.reason)).toBeHidden()
  await rules.locator('summary').click()
  await expect(rules.getByText(usMobile.reason)).toBeVisible()
})

test('a stopped contact says why, and what could come next, each by its key', async ({ open }) => {
  const cadence = { name: 'Commercial', tries: 7, maxTries: 12, messageRule: '', stopped: 'Its 90 days are over.' }
  const { page, asked } = await open({ card: talkingCard({ next: null, cadence }) })
  const next = page.locator('.part.next')
  await expect(next).toContainText('Commercial has stopped')
  await expect(next).toContainText('Its 90 days are over.')
  await expect(next.getByRole('button', { name: 'Put on …' })).toBeVisible()
  await next.getByRole('button', { name: 'Go on' }).click()
  await page.keyboard.press('Backspace')
  const deeds = async () => (await asked()).map(({ name }) => name).filter((name) => name.startsWith('cadence.'))
  await expect.poll(deeds).toEqual(['cadence.goOn', 'cadence.stop'])
  await page.keyboard.press('.')
  await expect(page.getByRole('dialog')).toContainText('Promise Jane Adams')
})
