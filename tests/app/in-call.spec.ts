import { expect } from '@playwright/test'
import { callContact, callIn, callTo, heardOf, often, stateOf, whenTalking } from '../support/at-the-desk.ts'
import { repVoice } from '../support/rep-voice.ts'
import { rms } from '../support/signal.ts'
import { test } from '../support/launch.ts'
import { shareApp } from '../support/shared-app.ts'

test.setTimeout(60_000)
const { app, desk: openDesk, folder } = shareApp(() => ({ fakeMicrophone: repVoice().path }))

test('a prospect is held, hears nothing meanwhile, is talked to again, gets keys, and is sent on', async () => {
  const desk = openDesk()
  await callContact(desk, 'Dana Kowalski')
  await whenTalking(desk)
  await desk.keyboard.press('k')
  await expect(desk.getByText(/^On hold since/)).toBeVisible()
  const heldAt = (await callTo(desk, 'Dana Kowalski')).heldAt!
  await desk.waitForTimeout(1_500)
  const resumedAt = Date.now()
  await desk.keyboard.press('k')
  await whenTalking(desk)
  await expect.poll(async () => (await callTo(desk, 'Dana Kowalski')).held, often).toBe(false)
  const openAt = Date.now()
  await desk.keyboard.press('j')
  await desk.keyboard.type('2#')
  await desk.keyboard.press('Escape')
  await desk.waitForTimeout(1_200)

  await desk.keyboard.press('u')
  await desk.keyboard.type('hannah')
  await expect(desk.getByRole('radio', { name: /Hannah Weiss/ })).toBeChecked()
  await desk.keyboard.press('Shift+Enter')
  await expect(desk.getByText(/^Transferring to Hannah Weiss/).first()).toBeVisible()
  const call = await callIn(desk, 'Dana Kowalski', 'ended')
  expect(call).toMatchObject({ endedBy: 'rep', transfer: { to: 'Hannah Weiss', progress: 'done' } })
  await expect(desk.getByText('transferred to Hannah Weiss')).toBeVisible()

  const heard = await heardOf(folder(), call)
  expect(heard.report.digits).toBe('2#')
  expect(rms(heard.between(heldAt + 300, resumedAt))).toBeLessThan(0.001)
  expect(rms(heard.between(openAt, openAt + 1_500))).toBeGreaterThan(0.005)
})

test('a link that the system hands over is shown, and calls nobody', async () => {
  const desk = openDesk()
  const { calls } = await stateOf(desk)
  await app().evaluate(({ app: main }) => main.emit('second-instance', {}, ['afterbeep', 'tel:+1-617-555-0103;ext=9']))
  await expect(desk.getByRole('dialog').getByRole('textbox')).toHaveValue('tel:+1-617-555-0103;ext=9')
  await expect(desk.getByRole('button', { name: 'Call Hannah Weiss' })).toBeVisible()
  expect((await stateOf(desk)).calls).toEqual(calls)
  await desk.keyboard.press('Escape')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
})
