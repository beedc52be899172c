import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { readWav, wavOf } from '../../shared/audio/wav-format.ts'
import { askDesk } from '../support/ask-desk.ts'
import { correlation } from '../support/correlation.ts'
import { deskOf, test } from '../support/launch.ts'
import { encoded, hoursOf, measuredByFfmpeg, spoken } from '../support/spoken.ts'

/* The studio, as a rep uses it, from the microphone to the voicemail. */

const speech = spoken()
// Each test has an app of its own.
test.describe.configure({ mode: 'parallel' })

const button = (desk: Page, name: string | RegExp) => desk.getByRole('button', { name })
const list = (desk: Page) => desk.getByRole('navigation', { name: 'Recordings' })

async function openStudio(desk: Page) {
  await desk.getByRole('button', { name: 'Studio' }).click()
  await expect(list(desk)).toContainText('Introduction')
}

/** What a sound of the desk's own origin is. */
async function soundAt(desk: Page, path: string) {
  const bytes = await desk.evaluate(async (address) => {
    const response = await fetch(address)
    return new Uint8Array(await response.arrayBuffer())
  }, path)
  return readWav(bytes)
}

async function choose(desk: Page, name: string, bytes: Uint8Array) {
  await desk.getByLabel('Sound file').setInputFiles({ name, mimeType: 'audio/mpeg', buffer: Buffer.from(bytes) })
}

async function record(desk: Page, seconds: number) {
  await button(desk, /^(Record|Retake)$/).click()
  await expect(desk.locator('.meter .timer')).toHaveText(new RegExp(`0:0[${seconds}-9]`), { timeout: 20_000 })
  await button(desk, 'Stop').click()
  await expect(desk.getByLabel('Where the message begins')).toBeVisible({ timeout: 15_000 })
}

test('a recording is made: recorded, trimmed, heard as they will hear it, saved, and taken again', async ({
  launch,
}) => {
  test.setTimeout(120_000)
  const heardFile = join(process.cwd(), 'out/tests/heard-by-studio.wav')
  mkdirSync(dirname(heardFile), { recursive: true })
  writeFileSync(heardFile, wavOf(speech))
  const { app } = await launch({ fakeMicrophone: heardFile })
  const desk = await deskOf(app)
  await openStudio(desk)
  await desk.keyboard.press('n')
  await desk.getByLabel('Script').fill('Hi {name}, this is Sam with Brightwater.')
  await desk.getByLabel('Name of the recording').fill('Roof inspection')
  await record(desk, 4)

  const trim = desk.getByLabel('Where the message begins')
  const before = Number(await trim.getAttribute('aria-valuenow'))
  await trim.focus()
  for (let press = 0; press < 5; press++) await desk.keyboard.press('ArrowRight')
  await expect(trim).toHaveAttribute('aria-valuenow', String(before + 50))
  const source = async () => (await askDesk(desk, 'studio.open', {})).take?.sound?.source
  await expect.poll(async () => Math.round((await source())?.fromMs ?? 0)).toBe(before + 50)

  await button(desk, 'As they will hear it').click()
  const playing = desk.locator('audio[data-over-the-phone]')
  await expect(playing).toHaveAttribute('src', /^blob:/)
  const take = (await askDesk(desk, 'studio.open', {})).take!
  // Not a number until it is loaded.
  const seconds = () => playing.evaluate((audio: HTMLAudioElement) => audio.duration)
  await expect.poll(seconds, { intervals: [20] }).toBeCloseTo(take.sound!.measurements.durationMs / 1000, 2)
  await expect(playing).toHaveCount(0, { timeout: 20_000 })

  await button(desk, 'Save the recording').click()
  await expect(list(desk)).toContainText('In no series')
  const [saved] = (await askDesk(desk, 'studio.open', {})).recordings.slice(-1)
  expect(saved).toMatchObject({ name: 'Roof inspection', version: 1, timesPlayed: 0, removable: true })
  const first = await soundAt(desk, `/recordings/${saved!.recordingId}~1.wav`)
  expect(first.sampleRate).toBe(48_000)
  expect(Math.abs(measuredByFfmpeg(first).loudnessLufs - -22.5)).toBeLessThanOrEqual(0.7)

  await record(desk, 2)
  await button(desk, 'Save as version 2').click()
  await expect(desk.locator('.sound-facts')).toContainText('version 2')
  const second = await soundAt(desk, `/recordings/${saved!.recordingId}.wav`)
  expect(second.samples).not.toEqual(first.samples)
  expect((await soundAt(desk, `/recordings/${saved!.recordingId}~1.wav`)).samples).toEqual(first.samples)
})

test('files are taken in, and what cannot be is said in a sentence', async ({ launch }) => {
  test.setTimeout(120_000)
  const { app } = await launch()
  const desk = await deskOf(app)
  await openStudio(desk)
  await desk.keyboard.press('n')
  for (const [name, format, args] of [
    ['spring offer.wav', 'wav', ['-ar', '44100', '-ac', '2']],
    ['autumn offer.mp3', 'mp3', ['-b:a', '96k']],
  ] as const) {
    await choose(desk, name, encoded(speech, format, args))
    await button(desk, 'Save the recording').click()
    // The row of the new recording says its name as well, before it is saved.
    await expect(list(desk).getByRole('region', { name: 'In no series' })).toContainText(name.replace(/\.\w+$/, ''))
    const saved = (await askDesk(desk, 'studio.open', {})).recordings.at(-1)!
    const sound = await soundAt(desk, `/recordings/${saved.recordingId}.wav`)
    expect(correlation(speech.samples, sound.samples.subarray(48_000, 96_000))).toBeGreaterThan(0.9)
    await desk.keyboard.press('n')
  }
  const sentence = desk.getByRole('alert')
  await choose(
    desk,
    'holiday.jpg',
    new Uint8Array(4000).map((_, i) => (i * 31) % 251),
  )
  await expect(sentence).toContainText('“holiday.jpg” is no sound that can be read.')
  await choose(desk, 'the whole meeting.mp3', hoursOf(1, speech))
  await expect(sentence).toContainText('“the whole meeting.mp3” is longer than 10 minutes', { timeout: 30_000 })
  await choose(desk, 'nothing.wav', wavOf({ sampleRate: 48_000, samples: new Float32Array(48_000) }))
  await expect(sentence).toContainText('Nothing is said in “nothing.wav”.')
})

test('a file that is dropped on the studio becomes a take', async ({ launch }) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  await openStudio(desk)
  const file = await desk.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([bytes as Uint8Array<ArrayBuffer>], 'dropped.flac'))
      return transfer
    },
    encoded(speech, 'flac'),
  )
  await desk.locator('.recorder').dispatchEvent('dragover', { dataTransfer: file })
  await expect(desk.locator('.file-over')).toBeVisible()
  await desk.locator('.recorder').dispatchEvent('drop', { dataTransfer: file })
  await expect(button(desk, 'Save as version 2')).toBeVisible({ timeout: 15_000 })
})

test('a new recording is dropped into a voicemail, and then it is put away, not deleted', async ({ launch }) => {
  test.setTimeout(120_000)
  const { app } = await launch()
  const desk = await deskOf(app)
  await openStudio(desk)
  await desk.keyboard.press('n')
  await choose(desk, 'short pitch.wav', wavOf({ ...speech, samples: speech.samples.slice(0, 48_000 * 5) }))
  await button(desk, 'Save the recording').click()
  await expect(button(desk, /^Delete/)).toBeVisible()
  const made = (await askDesk(desk, 'studio.open', {})).recordings.at(-1)!
  await desk.keyboard.press('Escape')

  const contactId = (await askDesk(desk, 'desk.open', {})).queue.items.find(
    ({ name }) => name === 'Jane Adams',
  )!.contactId
  await askDesk(desk, 'contact.show', { contactId })
  const { callId } = await askDesk(desk, 'call.dial', { contactId, phoneNumberId: null })
  await askDesk(desk, 'call.drop', { callId: callId!, recordingId: made.recordingId })
  const attempt = async () => (await askDesk(desk, 'contact.show', { contactId })).attempts[0]!
  await expect.poll(async () => (await attempt()).outcome, { timeout: 60_000 }).toBe('voicemail-dropped')
  await expect.poll(async () => (await attempt()).heard, { timeout: 10_000 }).toBe(true)
  const { attemptId, recordingVersion } = await attempt()
  expect(recordingVersion).toBe(1)
  const [heard, left] = [
    await soundAt(desk, `/heard/${attemptId}.wav`),
    await soundAt(desk, `/recordings/${made.recordingId}~1.wav`),
  ]
  const narrow = Float32Array.from({ length: Math.floor(left.samples.length / 6) }, (_, i) => {
    let sum = 0
    for (let k = 0; k < 6; k++) sum += left.samples[i * 6 + k]!
    return sum / 6
  })
  expect(heard.sampleRate).toBe(8000)
  expect(correlation(heard.samples, narrow.subarray(4000, 20_000))).toBeGreaterThanOrEqual(0.9)

  await openStudio(desk)
  await list(desk)
    .getByRole('button', { name: /^short pitch/ })
    .click()
  await expect(desk.locator('.sound-facts')).toContainText('played once')
  await button(desk, /^Put away/).click()
  await expect(list(desk).getByRole('region', { name: 'Put away' })).toContainText('short pitch')
  expect((await soundAt(desk, `/recordings/${made.recordingId}~1.wav`)).samples).toEqual(left.samples)
})
