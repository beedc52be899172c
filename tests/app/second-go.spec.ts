import { expect } from '@playwright/test'
import { callContact, callIn, show, stateOf, whenHeard, whenRegistered } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

/* A promise is kept at the second go, in the whole app: the first call rings out, the second is answered. */

test.setTimeout(180_000)

const name = 'Vera Vale'

test('a promise that rings out stays on top, says when it is tried again, and is kept when they answer', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  await whenRegistered(desk)
  await desk.keyboard.press('Control+k')
  await desk.keyboard.type('Add a contact')
  await desk.keyboard.press('Enter')
  await desk.getByLabel('Name', { exact: true }).fill(name)
  // As the practice line has it, the last digit says what happens: 5 rings out, 6 talks.
  await desk.getByLabel('Number 1', { exact: true }).fill('+1 415 555 0175')
  await desk.getByRole('button', { name: 'Add a number' }).click()
  await desk.getByLabel('Number 2', { exact: true }).fill('+1 212 555 0176')
  await desk.getByRole('button', { name: 'Save' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText(name)

  await desk.keyboard.press('.')
  const promise = desk.getByRole('dialog', { name: `Promise ${name}` })
  await promise.getByLabel('When').fill('now')
  await expect(promise.getByRole('button', { name: 'Promise' })).toBeEnabled()
  await desk.keyboard.press('Enter')
  const promises = async () => (await stateOf(desk)).card?.assistant.promises ?? null
  await expect.poll(promises).toMatchObject([{ kind: 'call', goes: null }])

  await callContact(desk, name)
  await callIn(desk, name, 'ringing')
  const rangOut = await callIn(desk, name, 'ended', 60_000)
  expect(rangOut.answeredAt).toBeNull()
  await expect.poll(promises).toMatchObject([{ goes: { made: 1 } }])
  await expect(desk.getByLabel('The contact')).toContainText(/Tried once( today)?, next /)
  const { queue } = await stateOf(desk)
  expect(queue.items[0]).toMatchObject({ name, section: 'promised', notBefore: expect.any(Number) })

  // The second go is made by hand, on their other number.
  await show(desk, 'Jane Adams')
  await show(desk, name)
  await desk.getByText('+1 212 555 0176').click()
  await callContact(desk, name)
  await whenHeard(desk, name)
  await desk.keyboard.press('1')
  await desk.keyboard.press('Escape')
  await callIn(desk, name, 'ended')
  await expect.poll(promises).toEqual([])
  const kept = (await stateOf(desk)).card?.attempts[0]
  expect(kept?.outcome).toBe('interested')
})
