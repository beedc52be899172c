import { expect } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { askDesk } from '../support/ask-desk.ts'
import { deskOf, soundOf, test } from '../support/launch.ts'

/*
 * What no stand-in can show. Skipped where Electron's binary is not there; AFTERBEEP_REQUIRE_ELECTRON=1 makes that a
 * failure instead.
 */
test.beforeEach(() => {
  const { kind } = electronOrStandIn({ download: false })
  if (process.env['AFTERBEEP_REQUIRE_ELECTRON'] === '1') expect(kind).toBe('electron')
  test.skip(kind !== 'electron', 'Electron’s binary is not here: this was not shown on a real Electron')
})

test('the system’s keyring gives back what it was given, or says that there is none', async ({ launch }) => {
  const { app } = await launch()
  const kept = await app.evaluate(async ({ safeStorage }) => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none'
    const ciphertext = await safeStorage.encryptStringAsync('secret')
    return (await safeStorage.decryptStringAsync(ciphertext)).result
  })
  expect(['none', 'secret']).toContain(kept)
})

test('the app runs on the Electron and the Chromium it was built for', async ({ launch }) => {
  const { app } = await launch()
  const versions = await app.evaluate(() => process.versions)
  expect(versions['electron']).toMatch(/^45\./)
  expect(versions['chrome']).toMatch(/^156\./)
})

test('what is encrypted begins with the tag that tells a keyring from the key that is the same everywhere', async ({
  launch,
}) => {
  const { app } = await launch()
  const tag = await app.evaluate(async ({ safeStorage }) =>
    (await safeStorage.isAsyncEncryptionAvailable())
      ? (await safeStorage.encryptStringAsync('secret')).subarray(0, 3).toString('latin1')
      : 'v10',
  )
  expect(tag).toMatch(/^v1\d$/)
})

test('after the compact desk the whole one can be larger than any screen', async ({ launch }) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  await askDesk(desk, 'window.setCompact', { compact: true })
  await askDesk(desk, 'window.setCompact', { compact: false })
  const window = await app.browserWindow(desk)
  const largest = await window.evaluate((each) => each.getMaximumSize())
  for (const side of largest) expect(side === 0 || side > 10_000).toBe(true)
})

test('the sound room sees its devices by name, and may choose a speaker', async ({ launch }) => {
  const { app } = await launch({ args: ['--use-fake-device-for-media-stream'] })
  const found = await (
    await soundOf(app)
  ).evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    const devices = await navigator.mediaDevices.enumerateDevices()
    const [speaker] = devices.filter(({ kind }) => kind === 'audiooutput')
    const context = new AudioContext() as AudioContext & { setSinkId(id: string): Promise<void> }
    if (speaker) await context.setSinkId(speaker.deviceId)
    for (const track of stream.getTracks()) track.stop()
    return devices.filter(({ kind, label }) => kind === 'audioinput' && label !== '').length
  })
  expect(found).toBeGreaterThan(0)
})
