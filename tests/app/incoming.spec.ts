import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { HeardReport } from '../../main/practice/heard-files.ts'
import type { DeskBridge } from '../../shared/contract/bridge.ts'
import { often, show, stateOf, whenRegistered, whenTalking } from '../support/at-the-desk.ts'
import { wordsHeard } from '../support/hear-words.ts'
import { deskOf, test } from '../support/launch.ts'
import { repVoice } from '../support/rep-voice.ts'
import { readWav, resample } from '../support/signal.ts'

interface Recorded {
  readonly title: string
  readonly body: string
  emit(event: string): boolean
}

/** The stand-in keeps the notifications it shows. */
const notifications = (app: ElectronApplication) =>
  app.evaluate(({ Notification }) =>
    ((Notification as unknown as { shown: Recorded[] }).shown ?? []).map(({ title, body }) => `${title}: ${body}`),
  )

test('a prospect calls, is answered from the notification, and both are heard', async ({ launch }) => {
  test.setTimeout(90_000)
  const voice = repVoice()
  const { app, folder } = await launch({ fakeMicrophone: voice.path })
  const desk = await deskOf(app)
  await keepLoudest(desk)
  await whenRegistered(desk)
  await show(desk, 'Jane Adams')
  await desk.keyboard.press('l')
  const isStandIn = await app.evaluate(({ Notification }) => 'shown' in Notification)
  if (isStandIn) await (await app.browserWindow(desk)).evaluate((window) => window.minimize())
  await desk.getByRole('button', { name: 'Let a prospect call me' }).click()
  const banner = desk.getByRole('region', { name: 'Incoming call' })
  await expect(banner).toContainText('Jane Adams')
  await expect(banner).toContainText('Northwind Traders')

  if (isStandIn) {
    expect(await notifications(app)).toEqual(['Jane Adams is calling: Northwind Traders · +1 416 555 0101'])
    await app.evaluate(({ Notification }) => {
      ;(Notification as unknown as { shown: Recorded[] }).shown[0]!.emit('click')
    })
  } else await desk.keyboard.press('y')
  await whenTalking(desk)
  await expect(banner).toBeHidden()
  if (isStandIn) expect(await notifications(app)).toEqual([])

  // Jane asks what it is about, the rep answers, and she goes on to her last word and hangs up: each hears the other.
  await expect.poll(() => desk.evaluate(() => (window as unknown as Metered).loudest), often).toBeGreaterThan(0.05)
  await expect.poll(async () => (await stateOf(desk)).calls.at(-1)?.phase, { ...often, timeout: 60_000 }).toBe('ended')
  const [ended] = (await stateOf(desk)).calls
  expect(ended).toMatchObject({ direction: 'in', attemptId: null, endedBy: 'far-end', trouble: null })

  const heardDir = join(folder, 'practice', 'heard')
  await expect
    .poll(async () => (await readdir(heardDir)).filter((file) => file.endsWith('.json')).length, often)
    .toBe(1)
  const [file] = (await readdir(heardDir)).filter((each) => each.endsWith('.json'))
  const report = JSON.parse(await readFile(join(heardDir, file!), 'utf8')) as HeardReport
  expect(report.number).toBe('+14165550101')
  const { samples } = readWav(join(heardDir, file!.replace('.json', '.wav')))
  const sentence = resample(voice.sentence, voice.sampleRate, 8_000)
  // The suppression of noise takes something from each word; another sentence comes to a third.
  expect(wordsHeard(samples, sentence, 8_000)).toBeGreaterThan(0.65)

  const { card } = await stateOf(desk)
  expect(card?.received).toMatchObject([{ number: '+14165550101', outcome: 'answered', causedBy: null }])
  await expect(desk.getByLabel('The contact').getByText('They called', { exact: true })).toBeVisible()
})

interface Metered {
  readonly afterbeep: DeskBridge
  loudest: number
}

/** Keeps how loud the far end has been at the most, by its meter on the desk, 0 to 1. */
function keepLoudest(desk: Page): Promise<void> {
  return desk.evaluate(() => {
    const page = window as unknown as Metered
    page.loudest = 0
    page.afterbeep.on('levels.changed', (levels) => {
      page.loudest = Math.max(page.loudest, ...levels.map(({ farEnd }) => farEnd))
    })
  })
}
