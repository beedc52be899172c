import { keyOf } from '../../../renderer/desk/controls/own-keys.ts'
import { call, contactId, now } from '../../support/desk-samples.ts'
import { ended, endedCard, attemptId } from '../../support/outcome-samples.ts'
import { talkingCard } from '../../support/desk-scenes.ts'
import { expect, test } from './desk-test.ts'

/* No key does what the rep did not mean: never the wrong person, never the wrong thing. */

const talking = { calls: [call('talking')], card: talkingCard() }
const namesOf = async (asked: () => Promise<readonly { name: string }[]>) => (await asked()).map(({ name }) => name)

test('a second Esc right after one that closed something hangs nobody up, and a later one does', async ({ open }) => {
  const { page, asked } = await open(talking)
  for (const opens of ['.', 'j', ';', 'Control+k']) {
    await page.keyboard.press(opens)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  }
  expect(await namesOf(asked)).not.toContain('call.hangUp')
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 700)))
  await page.keyboard.press('Escape')
  await expect.poll(() => namesOf(asked)).toContain('call.hangUp')
})

test('a button that has the focus is not passed by: letters, digits and signs do nothing there', async ({ open }) => {
  const { page, asked } = await open(talking)
  await page.getByRole('button', { name: 'Keypad' }).focus()
  for (const key of ['d', 'm', '1', '4', '>']) await page.keyboard.press(key)
  expect(await asked()).toEqual([])
})

test('a button that was pressed with the mouse gives the keys back', async ({ open }) => {
  const { page, asked } = await open(talking)
  await page.getByRole('button', { name: 'Mute' }).click()
  await page.keyboard.press('d')
  await expect.poll(() => namesOf(asked)).toEqual(['call.mute', 'call.drop'])
})

test('Space calls nobody', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Space')
  await page.keyboard.press('n')
  await expect.poll(() => namesOf(asked)).toEqual(['contact.show'])
})

test('digits are known by their place, so that a keyboard on which they need Shift says outcomes all the same', async ({
  open,
}) => {
  expect(keyOf({ key: '-', code: 'Digit6', shiftKey: false })).toBe('6')
  expect(keyOf({ key: '6', code: 'Digit6', shiftKey: true })).toBe('6')
  expect(keyOf({ key: '-', code: 'Minus', shiftKey: false })).toBe('-')
  expect(keyOf({ key: '>', code: 'IntlBackslash', shiftKey: true })).toBe('>')
  const { page, asked } = await open({ calls: [ended], card: endedCard() })
  await page.evaluate(() =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '-', code: 'Digit6', bubbles: true })),
  )
  await expect.poll(asked).toMatchObject([{ name: 'outcome.say', input: { attemptId, outcome: 'no-answer' } }])
})

test('the row that is clicked is who Enter calls, though their call has just ended', async ({ open }) => {
  const { page, asked } = await open({ calls: [call('ended', { endedBy: 'rep' })] })
  await expect(page.locator('.dock .action.primary')).toContainText('Call Priya Raman')
  await page.getByRole('option', { name: /^Jane Adams/ }).click()
  await expect(page.locator('.dock .action.primary')).toContainText('Call Jane Adams')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await asked()).at(-1))
    .toMatchObject({
      name: 'call.dial',
      input: { contactId: contactId('Jane Adams') },
    })
})

test('ringing, Esc, Enter goes on to the next one and never rings the same person again', async ({ open }) => {
  const gaveUp = call('ended', { answeredAt: null, rangAt: now - 3_000, endedBy: 'rep' })
  const { page, asked } = await open({ calls: [gaveUp] })
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await asked()).at(-1))
    .toMatchObject({
      name: 'call.dial',
      input: { contactId: contactId('Priya Raman') },
    })
})

test('“never call” asks once', async ({ open }) => {
  const { page, asked } = await open()
  const person = page.getByRole('button', { name: 'Person', exact: true })
  await person.click()
  expect(await asked()).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await person.click()
  await expect(page.getByText('Never call Jane Adams again?')).toBeVisible()
  await page.getByRole('button', { name: 'Never call', exact: true }).click()
  await expect.poll(() => namesOf(asked)).toEqual(['doNotCall.add'])
})

test('a call under another view is in sight there, and can be ended', async ({ open }) => {
  const log = { ok: true, value: { entries: [], more: false } } as const
  const { page, asked } = await open(talking, { answers: { 'complianceLog.show': log } })
  await page.keyboard.press('g')
  const covered = page.getByRole('region', { name: 'The call under this view' })
  await expect(covered).toContainText('Jane Adams')
  await covered.getByRole('button', { name: 'Hang up' }).click()
  await expect.poll(() => namesOf(asked)).toContain('call.hangUp')
})

test('a promise that is closed by Esc is as it was typed when it is opened again', async ({ open }) => {
  const { page } = await open(talking)
  await page.keyboard.press('.')
  await page.getByLabel('What you told them').fill('I’ll send the audit')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('.')
  await expect(page.getByLabel('What you told them')).toHaveValue('I’ll send the audit')
})

test('a key is told to those who do not see its cap', async ({ open }) => {
  const { page } = await open(talking)
  await expect(page.getByRole('button', { name: 'Hang up' })).toHaveAttribute('aria-keyshortcuts', 'Escape')
  await expect(page.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-keyshortcuts', 'M')
})
