import { expect, type Page } from '@playwright/test'
import type { DeskBridge } from '../../shared/contract/bridge.ts'
import {
  callContact,
  callIn,
  callTo,
  heardOf,
  often,
  stateOf,
  whenRegistered,
  whenTalking,
} from '../support/at-the-desk.ts'
import { crash } from '../support/crash.ts'
import { deskOf, test } from '../support/launch.ts'
import { repVoice } from '../support/rep-voice.ts'
import { rms } from '../support/signal.ts'

declare const afterbeep: DeskBridge

test.setTimeout(90_000)

const prospect = 'Dana Kowalski'
/** Speech; a room that is only quiet stays far below it. */
const loud = 0.05

test('a talk goes on when its sound room dies: both hear each other again within five seconds', async ({ launch }) => {
  const running = await launch({ fakeMicrophone: repVoice().path })
  const desk = await deskOf(running.app)
  await whenRegistered(desk)
  await callContact(desk, prospect)
  await whenTalking(desk)
  await listen(desk)
  // She greets, the rep says something, and then she talks for seven seconds: in the middle of that the room dies.
  const sentences = () => timesHeard(desk)
  await expect.poll(sentences, often).toBeGreaterThanOrEqual(2)
  await crash(running.app, 'sound')
  const crashedAt = Date.now()
  await listen(desk)
  await expect.poll(async () => (await loudestOf(desk)).farEnd, { ...often, timeout: 5_000 }).toBeGreaterThan(loud)
  expect(Date.now() - crashedAt).toBeLessThan(5_000)
  expect(await callTo(desk, prospect)).toMatchObject({ phase: 'talking', endedAt: null })
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible()
  // The rep says a word or two before the mute: ten loud reports are a second of speech.
  for (let reports = 0; reports < 10; reports++) {
    await listen(desk)
    await expect.poll(async () => (await loudestOf(desk)).microphone, often).toBeGreaterThan(loud)
  }

  // The new room takes commands for the call.
  await desk.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(desk.getByText(`You are muted: ${prospect} cannot hear you.`)).toBeVisible()
  const mutedAt = Date.now()
  await desk.getByRole('button', { name: 'Hang up', exact: true }).click()
  const call = await callIn(desk, prospect, 'ended')
  expect(call).toMatchObject({ endedBy: 'rep', trouble: null })
  const heard = await heardOf(running.folder, call)
  // A word is enough: most of these seconds went by without a sound room.
  const words = heard.between(crashedAt, Math.min(crashedAt + 5_000, mutedAt))
  expect(loudestStretch(words, 0.3 * heard.sampleRate)).toBeGreaterThan(0.02)
  expect((await stateOf(desk)).card!.attempts).toMatchObject([{ outcome: 'answered' }])
})

function loudestStretch(samples: Float32Array, length: number): number {
  let loudest = 0
  for (let from = 0; from + length <= samples.length; from += length / 3) {
    loudest = Math.max(loudest, rms(samples.subarray(from, from + length)))
  }
  return loudest
}

interface Listening {
  loudest: { microphone: number; farEnd: number }
  /** How often the far end began to speak after half a second of silence. */
  sentences: number
}

/** Follows the meters of the desk's call from now on. */
async function listen(desk: Page): Promise<void> {
  await desk.evaluate((threshold) => {
    const heard: Listening = { loudest: { microphone: 0, farEnd: 0 }, sentences: 0 }
    Object.assign(window, { heard })
    let quiet = 5
    afterbeep.on('levels.changed', (levels) => {
      for (const { microphone, farEnd } of levels) {
        heard.loudest = {
          microphone: Math.max(heard.loudest.microphone, microphone),
          farEnd: Math.max(heard.loudest.farEnd, farEnd),
        }
        if (farEnd > threshold && quiet >= 5) heard.sentences += 1
        quiet = farEnd > threshold ? 0 : quiet + 1
      }
    })
  }, loud)
}

const loudestOf = (desk: Page) => desk.evaluate(() => (window as unknown as { heard: Listening }).heard.loudest)
const timesHeard = (desk: Page) => desk.evaluate(() => (window as unknown as { heard: Listening }).heard.sentences)
