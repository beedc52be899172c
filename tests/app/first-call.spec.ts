import { expect, type Page } from '@playwright/test'
import { askDesk } from '../support/ask-desk.ts'
import {
  callContact,
  callIn,
  callTo,
  findIn,
  heardOf,
  often,
  show,
  starterSound,
  stateOf,
  whenHeard,
  whenRegistered,
  whenTalking,
} from '../support/at-the-desk.ts'
import { wordsHeard } from '../support/hear-words.ts'
import { deskOf, test } from '../support/launch.ts'
import { repVoice } from '../support/rep-voice.ts'
import { shareApp } from '../support/shared-app.ts'
import { resample, rms } from '../support/signal.ts'

test.setTimeout(90_000)

const dropButton = (desk: Page) => desk.getByRole('button', { name: /^Drop “/ })
/** The sentence is said whole in so long, wherever in it the microphone is at the beginning. */
const wholeSentenceMs = 4_400
const bar = (desk: Page) => desk.getByLabel('Messages being left')
const sidebar = (desk: Page) => desk.getByLabel('The contact')

test('a message is left while the rep is on the next call, and all of it is still there after a restart', async ({
  launch,
  restart,
}) => {
  const first = await launch()
  const desk = await deskOf(first.app)
  await whenRegistered(desk)
  await callContact(desk, 'Jane Adams')
  await whenHeard(desk, 'Jane Adams')
  await dropButton(desk).click()
  await expect(bar(desk).getByText('1 message', { exact: true })).toBeVisible()

  await callContact(desk, 'Marcus Bell')
  await expect(desk.getByLabel('The call that ended').getByText('Busy')).toBeVisible()
  expect(['waiting', 'playing']).toContain((await callTo(desk, 'Jane Adams')).phase)

  await show(desk, 'Jane Adams')
  await expect(sidebar(desk).getByText('Message left', { exact: true })).toBeVisible({ timeout: 60_000 })
  const call = await callIn(desk, 'Jane Adams', 'ended')
  expect(call.drop!.startedAt!).toBeGreaterThanOrEqual(call.beep!.endedAt)
  expect(call).toMatchObject({ endedBy: 'message-done', trouble: null, drop: { startReason: 'beep', whole: true } })
  const heard = await heardOf(first.folder, call)
  const { recordingId } = call.drop!
  const another = recordingId === 'introduction' ? 'audit-offer' : 'introduction'
  expect(wordsHeard(heard.samples, starterSound(recordingId), 8_000)).toBeGreaterThanOrEqual(0.9)
  expect(findIn(heard.samples, starterSound(another)).correlation).toBeLessThan(0.3)

  await expect(sidebar(desk).getByRole('button', { name: /Hear what they heard/ })).toBeVisible()
  const { card } = await stateOf(desk)
  expect(card!.next!.dueAt).toBeGreaterThan(call.endedAt!)
  await expect(sidebar(desk).getByText(card!.next!.why[0]!)).toBeVisible()

  const second = await restart(first)
  const deskAgain = await deskOf(second.app)
  await show(deskAgain, 'Jane Adams')
  await expect(sidebar(deskAgain).getByText('Message left', { exact: true })).toBeVisible()
  expect((await stateOf(deskAgain)).card).toEqual(card)
  await show(deskAgain, 'Marcus Bell')
  await expect(sidebar(deskAgain).getByText('Busy', { exact: true })).toBeVisible()

  await show(deskAgain, 'Jane Adams')
  await sidebar(deskAgain)
    .getByRole('button', { name: /Hear what they heard/ })
    .click()
  const audio = deskAgain.locator('audio')
  await expect
    .poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime), often)
    .toBeGreaterThan(0.2)
  const { duration } = await audio.evaluate((element: HTMLAudioElement) => ({ duration: element.duration }))
  expect(duration).toBeCloseTo(heard.samples.length / heard.sampleRate, 1)
  await sidebar(deskAgain).getByRole('button', { name: /^Stop/ }).click()
  await expect(audio).toHaveCount(0)
})

test.describe('with somebody speaking into the microphone', () => {
  const voice = repVoice()
  const sentence = resample(voice.sentence, voice.sampleRate, 8_000)
  const { desk: openDesk, folder } = shareApp(() => ({ fakeMicrophone: voice.path }))

  test('the keyboard alone calls, mutes, drops and goes on to the next contact', async () => {
    const desk = openDesk()
    const heading = desk.getByRole('heading', { level: 1 })
    const { items } = (await stateOf(desk)).queue
    for (let i = 0; i < items.length && (await heading.textContent()) !== 'Jane Adams'; i += 1)
      await desk.keyboard.press('ArrowDown')
    await expect(heading).toHaveText('Jane Adams')
    await desk.keyboard.press('Enter')
    await whenTalking(desk)
    await desk.keyboard.press('m')
    await expect(desk.getByText('You are muted: Jane Adams cannot hear you.')).toBeVisible()
    await desk.keyboard.press('m')
    await expect(desk.getByRole('button', { name: 'Mute', exact: true })).toBeVisible()
    await whenHeard(desk, 'Jane Adams')
    await desk.keyboard.press('d')
    await expect(bar(desk).getByText('1 message', { exact: true })).toBeVisible()
    await desk.keyboard.press('n')
    await expect(heading).not.toHaveText('Jane Adams')
    const next = (await heading.textContent())!
    await desk.keyboard.press('Enter')
    await expect.poll(async () => (await stateOf(desk)).calls.map(({ name }) => name), often).toContain(next)
    await desk.keyboard.press('Escape')
    await callIn(desk, next, 'ended')
    expect((await callTo(desk, 'Jane Adams')).phase).toBe('waiting')
    await desk.keyboard.press('x')
    expect(await callIn(desk, 'Jane Adams', 'ended')).toMatchObject({ endedBy: 'rep', drop: { startedAt: null } })
  })

  test('a machine without a beep gets the message in the silence after its greeting', async () => {
    const desk = openDesk()
    await callContact(desk, 'Hannah Weiss')
    await whenHeard(desk, 'Hannah Weiss')
    await dropButton(desk).click()
    await callIn(desk, 'Hannah Weiss', 'playing')
    await expect.poll(async () => (await callTo(desk, 'Hannah Weiss')).drop?.playedMs, often).toBeGreaterThan(2_000)
    await desk.getByRole('button', { name: 'Hang up (Hannah Weiss)' }).click()
    const call = await callIn(desk, 'Hannah Weiss', 'ended')
    expect(call).toMatchObject({ beep: null, drop: { startReason: 'silence', whole: false } })
    await expect(sidebar(desk).getByText('Message stopped', { exact: true })).toBeVisible()
    const { samples, report } = await heardOf(folder(), call)
    const beginning = starterSound(call.drop!.recordingId, 1.5)
    expect(wordsHeard(samples, beginning, 8_000)).toBeGreaterThanOrEqual(0.9)
    expect(findIn(samples, beginning).lagMs).toBeGreaterThan(report.greetingEndedMs!)
  })

  test('a prospect who answers hears the rep, and nothing while the rep is muted', async () => {
    const desk = openDesk()
    await callContact(desk, 'Luis Ferreira')
    await whenTalking(desk)
    await desk.waitForTimeout(wholeSentenceMs)
    await desk.getByRole('button', { name: 'Mute', exact: true }).click()
    await expect(desk.getByText('You are muted: Luis Ferreira cannot hear you.')).toBeVisible()
    const mutedAt = Date.now()
    await desk.waitForTimeout(3_000)
    const unmutedAt = Date.now()
    await desk.getByRole('button', { name: 'Unmute', exact: true }).click()
    await expect(desk.getByRole('button', { name: 'Mute', exact: true })).toBeVisible()
    const openAt = Date.now()
    await desk.waitForTimeout(1_800)
    await desk.getByRole('button', { name: 'Hang up', exact: true }).click()
    await expect(desk.getByLabel('The call that ended').getByText('Answered', { exact: true })).toBeVisible()
    const call = await callIn(desk, 'Luis Ferreira', 'ended')
    expect(call).toMatchObject({ endedBy: 'rep', drop: null })

    const heard = await heardOf(folder(), call)
    const before = heard.between(call.answeredAt!, mutedAt)
    const another = starterSound('introduction', 5)
    // The suppression of noise takes something from each word.
    expect(wordsHeard(before, sentence, 8_000)).toBeGreaterThan(0.65)
    expect(findIn(before, another).correlation).toBeLessThan(0.3)
    // What was under way when the button was pressed arrives a little later.
    expect(rms(heard.between(mutedAt + 400, unmutedAt))).toBeLessThan(0.001)
    expect(rms(heard.between(openAt, call.endedAt!))).toBeGreaterThan(0.01)
  })

  test('a call that still rings is cancelled, and the contact is offered again', async () => {
    const desk = openDesk()
    await callContact(desk, 'Aiko Tanabe')
    await expect(desk.getByText('Ringing', { exact: true })).toBeVisible()
    await desk.getByRole('button', { name: 'Hang up', exact: true }).click()
    await expect(desk.getByLabel('The call that ended').getByText('Cancelled', { exact: true })).toBeVisible()
    await expect(desk.getByRole('button', { name: 'Call again (Aiko Tanabe)' })).toBeVisible()
    const { card } = await stateOf(desk)
    expect(card!.attempts[0]).toMatchObject({ outcome: 'cancelled', answeredAt: null })
    expect(card!.next!.why.join()).not.toBe('')
  })

  test('a second press starts the waiting message at once, and it is never heard twice', async () => {
    const desk = openDesk()
    await callContact(desk, 'Hannah Weiss')
    await whenHeard(desk, 'Hannah Weiss')
    await dropButton(desk).dblclick()
    await callIn(desk, 'Hannah Weiss', 'waiting')
    // What is said after a message has begun stops it: the rep presses once the greeting is over.
    await expect.poll(async () => (await callTo(desk, 'Hannah Weiss')).greetingEndedAt, often).not.toBeNull()
    const pressedAt = Date.now()
    await desk.getByRole('button', { name: 'Play now (Hannah Weiss)' }).click()
    const { callId, drop } = await callIn(desk, 'Hannah Weiss', 'playing')
    expect(drop).toMatchObject({ startReason: 'pressed' })
    expect(drop!.startedAt! - pressedAt).toBeLessThan(1_000)
    await desk.keyboard.press('p')
    await desk.keyboard.press('d')
    await expect(askDesk(desk, 'call.drop', { callId, recordingId: drop!.recordingId })).rejects.toThrow(
      'not possible in this moment',
    )
    await expect.poll(async () => (await callTo(desk, 'Hannah Weiss')).drop?.playedMs, often).toBeGreaterThan(3_000)
    expect((await callTo(desk, 'Hannah Weiss')).drop!.startedAt).toBe(drop!.startedAt)
    await desk.keyboard.press('x')
    const call = await callIn(desk, 'Hannah Weiss', 'ended')
    const { samples } = await heardOf(folder(), call)
    const beginning = starterSound(drop!.recordingId, 1.5)
    const once = findIn(samples, beginning)
    expect(wordsHeard(samples, beginning, 8_000)).toBeGreaterThanOrEqual(0.9)
    const from = Math.round(once.lagMs * 8)
    const rest = samples.slice()
    rest.fill(0, from, from + beginning.length)
    expect(findIn(rest, beginning).correlation).toBeLessThan(0.5)
  })

  test('a drop that is taken back leaves nothing, and the prospect hears the rep again', async () => {
    const desk = openDesk()
    await callContact(desk, 'Jane Adams')
    await whenHeard(desk, 'Jane Adams')
    await dropButton(desk).click()
    const { drop } = await callIn(desk, 'Jane Adams', 'waiting')
    await desk.waitForTimeout(1_000)
    const takenBackAt = Date.now()
    await desk.getByRole('button', { name: 'Take back (Jane Adams)' }).click()
    await whenTalking(desk)
    await expect(bar(desk).getByText('No message is being left')).toBeVisible()
    await desk.waitForTimeout(2_800)
    await desk.getByRole('button', { name: 'Hang up', exact: true }).click()
    const call = await callIn(desk, 'Jane Adams', 'ended')
    expect(call.drop).toBeNull()
    const heard = await heardOf(folder(), call)
    expect(rms(heard.between(drop!.pressedAt + 400, takenBackAt))).toBeLessThan(0.001)
    expect(rms(heard.between(takenBackAt, call.endedAt!))).toBeGreaterThan(0.01)
    expect(findIn(heard.samples, starterSound(drop!.recordingId, 1.5)).correlation).toBeLessThan(0.4)
  })
})
