import { expect } from '@playwright/test'
import { often, stateOf } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

test('the rep tries their headset, and what they choose is there after a restart', async ({ launch, restart }) => {
  const afterbeep = await launch({ fakeMicrophone: 'beep' })
  const desk = await deskOf(afterbeep.app)
  const soundNow = async () => (await stateOf(desk)).sound
  await expect.poll(async () => (await soundNow()).devices.microphones.length, often).toBeGreaterThan(0)
  await desk.keyboard.press(',')
  await desk.keyboard.press('t')
  // The fake microphone beeps at full scale.
  await expect(desk.getByText('Too loud: your voice is distorted.')).toBeVisible({ timeout: 15_000 })
  await desk.getByText('Suppress noise').click()
  await desk.keyboard.press('Escape')
  await expect.poll(async () => (await soundNow()).settings.noiseSuppression, often).toBe(false)

  const again = await restart(afterbeep)
  expect((await stateOf(await deskOf(again.app))).sound.settings.noiseSuppression).toBe(false)
})
