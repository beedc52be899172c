import type { DeskState } from '../../../../shared/contract/bridge.ts'
import type { CadenceId, RecordingId, SeriesId, TakeId } from '../../../../shared/ids.ts'
import { failed, ok } from '../../../../shared/result.ts'
import type { StudioRecording, StudioState, Take } from '../../../../shared/contract/studio.ts'
import type { DeskPreview, PreviewOptions } from '../../../support/desk-preview.ts'
import { call, leaving } from '../../../support/desk-samples.ts'
import { axeFinds, expect, test, type OpenDesk } from '../desk-test.ts'

/* The studio's view, under main's policy, against a bridge that answers by hand. */

const script = 'Hi {name}, this is Sam with Brightwater. I’ll follow up this week. Or sooner: 416 555 0140.'
function recording(id: string, name: string, more: Partial<StudioRecording> = {}): StudioRecording {
  const peaks = Array.from({ length: 300 }, (_, i) => Math.round(120 + 110 * Math.sin(i / 7)))
  return {
    recordingId: id as RecordingId, name, durationMs: 14_200, script, version: 1, loudnessLufs: -22.4, peaks,
    warnings: [], timesPlayed: 0, removable: false, checklist: [], promisesFollowUp: false, archivedAt: null, ...more,
  } // prettier-ignore
}
const state = (take: Take | null = null): StudioState => ({
  recordings: [
    recording('introduction', 'Introduction', { timesPlayed: 12 }),
    recording('audit', 'Audit offer'),
    recording('own', 'Roof inspection', { removable: true, warnings: ['long'] }),
  ],
  series: [
    {
      seriesId: 'starter' as SeriesId,
      name: 'Starter series',
      recordingIds: ['introduction', 'audit'] as RecordingId[],
      removable: false,
      archivedAt: null,
    },
    { seriesId: 'roofers' as SeriesId, name: 'Roofers', recordingIds: [], removable: true, archivedAt: null },
  ],
  cadences: ['Last resort', 'Commercial', 'Next number'].map((name) => ({
    cadenceId: name as CadenceId,
    name,
    seriesId: (name === 'Next number' ? null : 'starter') as SeriesId | null,
  })),
  unsaved: [],
  take,
  trouble: null,
})
const takeId = 'take-1' as TakeId
const recordingTake: Take = { takeId, recordingId: null, phase: 'recording', fileName: null, sound: null }
const readyTake: Take = {
  ...recordingTake,
  phase: 'ready',
  sound: {
    path: '/recordings/take~take-1~1.wav',
    peaks: [10, 200],
    measurements: {
      durationMs: 8000,
      loudnessLufs: -22.5,
      truePeakDb: -4,
      gainDb: 6.24,
      limiterDb: 0,
      clippedSamples: 9,
    },
    warnings: ['clipped'],
    source: { durationMs: 10_000, peaks: [0, 10, 200, 30], fromMs: 1000, toMs: 9000 },
  },
}

async function openStudio(
  open: OpenDesk,
  take: Take | null = null,
  options: PreviewOptions & { facts?: Partial<DeskState> } = {},
) {
  const { facts, answers, ...rest } = options
  const preview = await open(facts, { ...rest, answers: { 'studio.open': ok(state(take)), ...answers } })
  await preview.page.keyboard.press('s')
  await preview.page.getByLabel('Name of the recording').waitFor()
  return preview
}
/** What is kept of what is typed is in drafts.spec.ts. */
const asked = async ({ asked: all }: DeskPreview) =>
  (await all()).filter(({ name }) => name !== 'studio.open' && !name.startsWith('draft.'))

test('it is opened and left with a key, and the desk’s keys rest meanwhile', async ({ open }) => {
  const studio = await openStudio(open)
  const { page } = studio
  await page.keyboard.press('d')
  await page.keyboard.press('Enter')
  expect(await asked(studio)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Jane Adams' })).toBeVisible()
})

test('a recording is marked as saying “I’ll follow up this week”, and the studio says what that does', async ({
  open,
}) => {
  const studio = await openStudio(open)
  const { page } = studio
  await expect(page.getByText('Leaving it promises nothing.')).toBeVisible()
  await page.getByText('It says “I’ll follow up this week”').click()
  expect(await asked(studio)).toEqual([
    { name: 'recording.markPromise', input: { recordingId: 'introduction', promisesFollowUp: true } },
  ])
})

test('a recording is named, shown with what was measured, and its words are changed', async ({ open }) => {
  const studio = await openStudio(open)
  const { page } = studio
  await expect(page.locator('.sound-facts')).toHaveText('14.2 s · −22.4 LUFS · played 12 times')
  await expect(page.locator('.prompter mark')).toHaveText('name')
  await page.keyboard.press('e')
  await page.getByLabel('Script').fill('Hello')
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  expect(await asked(studio)).toEqual([
    { name: 'recording.describe', input: { recordingId: 'introduction', name: 'Introduction', script: 'Hello' } },
  ])
})

test('a take that was not saved is offered again, and the microphone of a take is named beside its button', async ({
  open,
}) => {
  const unsaved = [1, 2].map((n) => ({
    takeId: `kept-${n}` as TakeId,
    recordingId: n === 1 ? null : ('introduction' as RecordingId),
    fileName: null,
    madeAt: Date.UTC(2026, 10, 24, 15, n),
    durationMs: 12_000,
  }))
  const studio = await openStudio(open, null, { answers: { 'studio.open': ok({ ...state(), unsaved }) } })
  const { page } = studio
  await expect(page.getByRole('button', { name: 'Microphone' })).toBeVisible()
  const takes = page.getByRole('list', { name: 'Takes that are not saved' })
  await expect(takes).toContainText('of a new recording')
  await takes.getByRole('button', { name: 'Show 1 more' }).click()
  await expect(takes).toContainText('of “Introduction”')
  await takes.getByRole('button', { name: 'Bring it back' }).first().click()
  expect(await asked(studio)).toEqual([{ name: 'studio.bringBackTake', input: { takeId: 'kept-1' } }])
  if (process.env['STUDIO_PICTURE']) await page.screenshot({ path: process.env['STUDIO_PICTURE'] })
})

test('while a take is recorded its level and length are seen, and R stops it', async ({ open }) => {
  const studio = await openStudio(open, recordingTake)
  const { page } = studio
  for (let i = 1; i <= 32; i++) await studio.happens('studio.level', { takeId, peak: 0.3, recordedMs: i * 100 })
  await expect(page.locator('.meter .timer')).toHaveText('0:03')
  await studio.happens('studio.level', { takeId, peak: 0.97, recordedMs: 3300 })
  await expect(page.getByText('Too loud: move back a little')).toBeVisible()
  await page.keyboard.press('r')
  expect(await asked(studio)).toEqual([{ name: 'studio.finishTake', input: { takeId } }])
})

test('what is left out at the ends of a take is said', async ({ open }) => {
  const { page } = await openStudio(open, readyTake)
  await expect(page.locator('.take-left-out')).toHaveText(
    '1.0 s before and 1.0 s after the words are left out, the pale part. Drag an end to keep more.',
  )
})

test('the ends of a take are moved with the arrows and with the mouse', async ({ open }) => {
  const studio = await openStudio(open, readyTake)
  const { page } = studio
  const [begin, end] = [page.getByLabel('Where the message begins'), page.getByLabel('Where the message ends')]
  await begin.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(begin).toHaveAttribute('aria-valuenow', '1210')
  await expect.poll(() => asked(studio)).toEqual([{ name: 'studio.trim', input: { takeId, fromMs: 1210, toMs: 9000 } }])

  const track = (await page.locator('.trim').boundingBox())!
  const handle = (await end.boundingBox())!
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 20)
  await page.mouse.down()
  await page.mouse.move(track.x + track.width / 2, handle.y + 20, { steps: 4 })
  await page.mouse.up()
  const [, moved] = await asked(studio)
  expect(moved!.name).toBe('studio.trim')
  expect((moved!.input as { toMs: number }).toMs).toBeCloseTo(5000, -2)
  await page.mouse.move(track.x, handle.y + 20)
  await expect(end).toHaveAttribute('aria-valuenow', /^(49|50)\d\d$/)
})

test('a series is opened from the list: its order, its name, and the cadences that use it', async ({ open }) => {
  const studio = await openStudio(open, null, { answers: { 'series.create': ok({ seriesId: 'roofers' }) } })
  const { page } = studio
  await page.getByRole('button', { name: 'Starter series' }).click()
  await page.getByRole('button', { name: 'Down (Introduction)' }).click()
  await page.getByRole('button', { name: 'Add (Roof inspection)' }).click()
  await page.getByLabel('Next number').click()
  await page.getByLabel('Name of the series').fill('Openers')
  await page.keyboard.press('Enter')
  const seriesId = 'starter'
  expect(await asked(studio)).toEqual([
    { name: 'series.arrange', input: { seriesId, recordingIds: ['audit', 'introduction'] } },
    { name: 'series.arrange', input: { seriesId, recordingIds: ['introduction', 'audit', 'own'] } },
    { name: 'cadence.useSeries', input: { cadenceId: 'Next number', seriesId } },
    { name: 'series.rename', input: { seriesId, name: 'Openers' } },
  ])
  await page.keyboard.press('x')
  await expect(page.locator('.note')).toContainText('Last resort and Commercial leave no message.')
  await page.keyboard.press('g')
  await expect(page.getByLabel('Name of the series')).toBeFocused()
  await expect(page.getByText('Nothing yet. A contact hears each recording')).toBeVisible()
})

test('a warning says what to do, and a refusal its sentence', async ({ open }) => {
  const studio = await openStudio(open, readyTake, { answers: { 'recording.save': failed('archive-full') } })
  const { page } = studio
  await expect(page.getByText('Move back from the microphone')).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.getByLabel('Name of the recording')).toBeFocused()
  await page.keyboard.type('Offer')
  await page.keyboard.press('Enter')
  await page.keyboard.press('s')
  await expect(page.getByRole('alert')).toContainText('The disk is full')
  await expect(page.getByLabel('Name of the recording')).toHaveValue('Offer')
})

test('in a call no take is recorded, and the messages being left stay in sight', async ({ open }) => {
  const studio = await openStudio(open, null, {
    facts: { calls: [call('talking'), leaving('Tom Okafor', 'playing', 4000)] },
  })
  const { page } = studio
  await expect(page.locator('.studio-call')).toContainText('Answered, listening for the beep Jane Adams')
  await expect(page.getByRole('button', { name: 'Retake' })).toBeDisabled()
  await expect(page.getByRole('contentinfo')).toContainText('Tom Okafor')
  await page.getByRole('button', { name: 'Back to the call' }).click()
  await expect(page.getByRole('button', { name: 'Hang up', exact: true })).toBeVisible()
})

test('on the desk one key chooses another message, in a call too', async ({ open }) => {
  const { page } = await open({ calls: [call('talking')] })
  await expect(page.getByRole('button', { name: 'Drop “Roundtable invite”' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('button', { name: 'Drop “The audit checklist”' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('button', { name: 'Drop “Roundtable invite”' })).toBeVisible()
})

for (const dark of [false, true]) {
  test(`nobody is shut out by its markup or its ${dark ? 'dark' : 'light'} colours`, async ({ open }) => {
    for (const take of [null, recordingTake, readyTake]) {
      const { page } = await openStudio(open, take, { dark })
      if (take === null) await page.getByRole('button', { name: 'Starter series' }).click()
      expect(await axeFinds(page)).toEqual([])
    }
  })
}

test('everything fits into the smallest window', async ({ open }) => {
  const { page } = await openStudio(open, readyTake, { width: 800, height: 600 })
  const wide = await page.evaluate(() => {
    const over = [...document.querySelectorAll('.studio, .recorder, .studio-list')]
    return over.filter((element) => element.scrollWidth > element.clientWidth).map(({ className }) => className)
  })
  expect(wide).toEqual([])
})
