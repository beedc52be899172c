import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import type { HeardReport } from '../../main/practice/heard-files.ts'
import { askDesk } from '../support/ask-desk.ts'
import { callContact, callIn, whenRegistered } from '../support/at-the-desk.ts'
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

test('what is played at the desk can be begun anywhere: the app’s own scheme answers for a part of a file', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  const [duration, place] = await desk.evaluate(async () => {
    const audio = new Audio('/recordings/introduction.wav')
    audio.preload = 'metadata'
    const said = (name: string) => new Promise((resolve) => audio.addEventListener(name, resolve, { once: true }))
    const known = said('loadedmetadata')
    audio.load()
    await known
    const sought = said('seeked')
    audio.currentTime = audio.duration / 2
    await sought
    return [audio.duration, audio.currentTime]
  })
  expect(duration).toBeGreaterThan(2)
  expect(place).toBeCloseTo(duration / 2, 1)
})

test('quitting while a call is up asks; agreed to, it says goodbye and leaves no process', async ({ launch }) => {
  const { app, folder } = await launch({ args: ['--use-fake-device-for-media-stream'] })
  const desk = await deskOf(app)
  await whenRegistered(desk)
  await callContact(desk, 'Jane Adams')
  const { callId } = await callIn(desk, 'Jane Adams', 'talking')
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
  })
  const gone = new Promise((resolve) => {
    app.process().once('exit', resolve)
  })
  await app.evaluate(({ app: main }) => main.quit()).catch(() => null)
  await gone
  const heard = JSON.parse(readFileSync(join(folder, 'practice', 'heard', `${callId}.json`), 'utf8')) as HeardReport
  expect(heard.endedBy).toBe('rep')
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
