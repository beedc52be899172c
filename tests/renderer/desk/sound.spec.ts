import { usualSound } from '../../../shared/audio/sound-settings.ts'
import type { PreviewOptions } from '../../support/desk-preview.ts'
import { soundDevices } from '../../support/desk-samples.ts'
import { axeFinds, expect, test } from './desk-test.ts'

const [headset, laptop] = soundDevices.microphones

test('the microphone is open while the dialog is, and what is chosen is told whole', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press(',')
  await page.getByRole('button', { name: /^Ringer|Ringer$/ }).click()
  await page.getByRole('option', { name: headset!.label }).click()
  await page.getByText('Suppress noise').click()
  await page.getByRole('slider', { name: 'Volume of the ringer' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('r')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await asked()).toEqual([
    { name: 'sound.open', input: {} },
    { name: 'sound.choose', input: { ...usualSound, ringer: headset } },
    // Main has not told of the choice: the desk guesses nothing.
    { name: 'sound.choose', input: { ...usualSound, noiseSuppression: false } },
    { name: 'sound.choose', input: { ...usualSound, ringerVolume: 0.55 } },
    { name: 'sound.testRinger', input: {} },
    { name: 'sound.close', input: {} },
  ])
})

test('a headset that says nothing is said, and so is a chosen device that is away', async ({ open }) => {
  const away = { deviceId: 'poly', label: 'Poly Voyager Focus 2' }
  const settings = { ...usualSound, microphone: laptop!, speaker: away }
  const { page, happens } = await open(
    { sound: { settings, devices: soundDevices } },
    { answers: { 'sound.testHeadset': { ok: true, value: 'nothing' } } },
  )
  await page.keyboard.press(',')
  for (let i = 0; i < 60; i++) await happens('sound.level', { peak: (1 + Math.sin(i / 3)) / 3 })
  await page.keyboard.press('t')
  await expect(page.getByText('Nothing was heard.')).toBeVisible()
  await expect(page.getByText(`Not plugged in. ${headset!.label} is used until it is.`)).toBeVisible()
  expect(await axeFinds(page)).toEqual([])
})

test('a microphone that another program holds is said with what to do, and tried again', async ({ open }) => {
  const answers: PreviewOptions['answers'] = {
    'sound.open': { ok: false, trouble: { code: 'microphone-busy', about: {} } },
  }
  const { page, asked } = await open({}, { answers, dark: true, width: 800, height: 600 })
  await page.keyboard.press(',')
  await expect(page.getByText('Another program holds the microphone.')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(async () => (await asked()).length).toBe(2)
  await expect(page.getByRole('button', { name: 'Test my headset' })).toBeDisabled()
})
