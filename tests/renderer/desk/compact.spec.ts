import type { DeskState, RequestName } from '../../../shared/contract/bridge.ts'
import { ok } from '../../../shared/result.ts'
import { cadenceList, lastResort } from '../../support/cadence-samples.ts'
import type { DeskPreview } from '../../support/desk-preview.ts'
import { call, card, followUp, leaving, recordings } from '../../support/desk-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

/* The compact desk: 360 x 640 above a CRM. The window itself is main's; the desk goes by its width. */

const answers = { 'cadence.list': ok(cadenceList()), 'cadence.preview': ok(lastResort) }
test.use({ usually: { width: 360, height: 640, answers } })
const asksOf = async ({ asked }: DeskPreview, name: RequestName) =>
  (await asked()).filter((one) => one.name === name).map(({ input }) => input)

const long = 'Wilhelmina '.repeat(18)
const noMessage: Partial<DeskState> = {
  calls: [call('talking')],
  card: card('Jane Adams', { next: followUp({ recordingId: null, why: ['No message until 10 unanswered calls.'] }) }),
  recordings: recordings.map((recording) => ({ ...recording, name: long })),
}
const scenes: [string, Partial<DeskState>, RegExp | string][] = [
  ['somebody to call', {}, 'Call Jane Adams'],
  ['a name of 200 characters', { card: card('Jane Adams', { name: long }) }, /^Call Wilhelmina/],
  ['a call', { calls: [call('talking')] }, 'Hang up'],
  ['a call in which no message is due', noMessage, 'Hang up'],
  ['messages being left', { calls: [leaving('Jane Adams', 'playing', 9000), leaving('Priya Raman', 'waiting')] }, 'Take back (Jane Adams)'], // prettier-ignore
  ['a call that ended', { calls: [call('ended')] }, 'Call again (Jane Adams)'],
]
for (const [what, state, button] of scenes) {
  test(`${what}: what there is to do is in sight, nothing is cut off, and axe finds nothing serious`, async ({
    open,
  }) => {
    const { page } = await open(state)
    await expect(page.getByRole('button', { name: button }).first()).toBeInViewport()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    expect(await page.locator('.person').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    expect(await seriousIn(page)).toEqual([])
  })
}

test('one key makes the desk compact, and the same key makes it whole again', async ({ open }) => {
  const whole = await open({}, { width: 1000, height: 700 })
  const { page } = whole
  await page.keyboard.press('Control+u')
  await expect.poll(() => asksOf(whole, 'window.setCompact')).toEqual([{ compact: true }])
  await page.setViewportSize({ width: 360, height: 640 })
  await expect(page.getByRole('button', { name: 'Whole desk' })).toBeVisible()
  await page.keyboard.press('Control+u')
  await expect.poll(() => asksOf(whole, 'window.setCompact')).toEqual([{ compact: true }, { compact: false }])
})

test('what covers the desk goes when it becomes compact, and brings the whole desk back when it is opened there', async ({
  open,
}) => {
  const whole = await open({}, { width: 1000, height: 700 })
  const { page } = whole
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: 'Cadences' })).toBeVisible()
  await page.setViewportSize({ width: 360, height: 640 })
  await expect(page.getByRole('heading', { name: 'Cadences' })).toHaveCount(0)
  expect(await asksOf(whole, 'window.setCompact')).toEqual([])
  await page.keyboard.press('Control+l')
  await expect.poll(() => asksOf(whole, 'window.setCompact')).toEqual([{ compact: false }])
})
