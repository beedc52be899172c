import type { BrowsedContact } from '../../../shared/contract/browse-bridge.ts'
import type { RequestOutput } from '../../../shared/contract/bridge.ts'
import { cadenceIdSchema, contactIdSchema } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { now } from '../../support/desk-samples.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const cadenceId = cadenceIdSchema.parse('cadence-commercial')
const ids = Array.from({ length: 300 }, (_, at) => contactIdSchema.parse(`contact-${at}`))
const long = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).slice(0, 200)
const rows: BrowsedContact[] = ids.slice(0, 100).map((contactId, at) => ({
  contactId, name: at === 1 ? long : `Contact ${at}`, company: at === 1 ? long : 'Northwind Traders', place: 'Toronto',
  tags: at === 1 ? long : '', cadence: at % 3 ? 'Commercial' : null, stopped: at % 3 === 2 ? 'They said no on Monday 23 November.' : null,
  paused: false, triedAt: at % 2 ? now - 86_400_000 : null, outcome: at % 2 ? 'interested' : null, value: at * 1000, forbidden: at === 3,
})) // prettier-ignore
const ok = <T>(value: T): Result<T> => ({ ok: true, value })
const forecast: RequestOutput<'cadence.forecast'> = {
  count: 300, dialsADay: 60, carries: 120, beginsUntil: '2027-03-14', fits: false,
  inWords: '60 a day carry about 120 of these; 300 would begin until 14 March.',
} // prettier-ignore
const rules = {
  cadenceId, name: 'Commercial', belief: '', maxTries: 20, spanDays: 90, hidden: false,
  message: { when: 'never' }, messageGapDays: 0, gapDays: { least: 1, most: 4 }, sameDay: null, parts: ['morning'],
  between: [], scripts: [], answeredGapDays: 2, detours: [], stopsOn: ['won'], leastValue: null,
} as const // prettier-ignore
const answers = {
  'contacts.browse': ok({ rows, total: 300 }),
  'contacts.all': ok(ids),
  'contacts.choices': ok({ tags: [{ id: 'fair', name: 'fair', count: 12 }], imports: [], places: [{ id: 'Toronto', name: 'Toronto', count: 300 }] }), // prettier-ignore
  'contacts.changeMany': ok({ changed: ids.slice(0, 2) }),
  'cadence.list': { ok: true, value: { cadences: [{ cadence: rules, seriesId: null, running: 0 }], series: [] } },
  'cadence.forecast': ok(forecast),
  'cadence.enrolMany': ok({ enrolled: ids.slice(0, 298), already: 2 }),
  'cadence.unenrolMany': ok({ undone: 298 }),
} as const
test.use({ usually: { answers } })

const named = async (asked: () => Promise<readonly { name: string; input: unknown }[]>, name: string) =>
  (await asked()).filter((each) => each.name === name).map(({ input }) => input)

test('all contacts are reached from the header, narrowed and sorted, and only what is seen is there', async ({
  open,
}) => {
  const { page, asked } = await open()
  await page.getByRole('button', { name: 'Contacts', exact: true }).click()
  await expect(page.getByText('300 contacts')).toBeVisible()
  expect(await page.locator('tr.all-row').count()).toBeLessThan(60)
  await page.getByLabel('Cadence').selectOption('none')
  await page.getByRole('button', { name: 'Last try' }).click()
  await page.getByLabel('Find among all contacts').fill('adams')
  await expect.poll(async () => (await named(asked, 'contacts.browse')).at(-1)).toMatchObject({
    standing: 'none', by: 'tried', down: true, text: 'adams', from: 0,
  }) // prettier-ignore
  expect(await seriousIn(page)).toEqual([])
})

test('300 are put on a cadence together, after it is said what that would mean, and taken back', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Control+o')
  await page.getByLabel('Choose all of these').click({ force: true })
  await expect(page.getByText('300 chosen')).toBeVisible()
  await page.getByRole('button', { name: 'Put on …' }).click()
  await page.getByRole('button', { name: 'Commercial' }).click()
  await expect(page.getByText('60 a day carry about 120 of these')).toBeVisible()
  await page.getByRole('button', { name: 'Only the first 120' }).waitFor()
  await page.getByRole('button', { name: 'Spread them' }).click()
  await expect(page.getByText('298 put on Commercial, 2 stay where they are.')).toBeVisible()
  expect(await named(asked, 'cadence.enrolMany')).toEqual([{ contactIds: ids, cadenceId, beginning: 'spread' }])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => named(asked, 'cadence.unenrolMany')).toEqual([{ contactIds: ids.slice(0, 298), cadenceId }])
})

test('chosen rows are tagged, and the tag goes again from those that had it not before', async ({ open }) => {
  const { page, asked } = await open()
  await page.keyboard.press('Control+o')
  await page.getByLabel('Contact 0', { exact: true }).click({ force: true })
  await page.getByRole('button', { name: 'Tag …' }).click()
  await page.getByLabel('Tag', { exact: true }).last().fill('Fair 2026')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2 tagged fair 2026.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => named(asked, 'contacts.changeMany')).toEqual([
    { contactIds: [ids[0]], change: { kind: 'tag', tag: 'Fair 2026' } },
    { contactIds: ids.slice(0, 2), change: { kind: 'untag', tag: 'Fair 2026' } },
  ]) // prettier-ignore
})

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`fits into ${width} by ${height}, ${colorScheme}, with names of 200 letters`, async ({ open }) => {
      const { page } = await open()
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await page.keyboard.press('Control+o')
      await page.getByText('300 contacts').waitFor()
      await page.getByLabel('Contact 0', { exact: true }).click({ force: true })
      await page.getByRole('button', { name: 'Put on …' }).click()
      await page.screenshot({ path: `out/tests/pictures/all-contacts-${width}-${colorScheme}.png` })
      const { scrolled, wide } = await page.evaluate(() => ({
        scrolled: document.documentElement.scrollHeight > innerHeight,
        wide: document.documentElement.scrollWidth > innerWidth,
      }))
      expect({ scrolled, wide }).toEqual({ scrolled: false, wide: false })
    })
  }
}
