import type { RequestName } from '../../../../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../../../../shared/result.ts'
import { expect, seriousIn, test } from '../desk-test.ts'

/* Holidays and vacations, and the pause that leads to them, against a bridge that answers by hand. */

const christmas = { daysOffId: 'b', first: '2026-12-24', last: '2027-01-02', name: 'Christmas at home', moved: 12 }
const thanksgiving = { daysOffId: 'a', first: '2026-11-26', last: '2026-11-26', name: 'Thanksgiving', moved: 1 }
const long = { daysOffId: 'c', first: '2027-03-01', last: '2027-03-19', name: `Expedition to ${'the far end of the world '.repeat(3)}`.slice(0, 80), moved: 0 } // prettier-ignore
const past = { daysOffId: 'd', first: '2026-09-07', last: '2026-09-07', name: 'Labour Day', moved: 3 }
const answers: Partial<Record<RequestName, Result<unknown>>> = {
  'contacts.search': ok({ found: [], dial: null }),
  'daysOff.open': ok([past, thanksgiving]),
  'daysOff.understand': ok({ first: '2026-12-24', last: '2027-01-02', moving: 12, staying: 2, next: '2027-01-04' }),
  'daysOff.add': ok({
    daysOffId: 'b',
    shift: { to: [{ day: '2027-01-04', count: 5 }, { day: '2027-01-05', count: 4 }, { day: '2027-01-07', count: 3 }], stopped: 0 }, // prettier-ignore
    all: [past, thanksgiving, christmas, long],
  }),
  'daysOff.remove': ok({ back: 12, all: [past, thanksgiving] }),
}

test.use({ usually: { answers } })

test('days off are typed, read back with what moves, taken, and undone, by the keyboard alone', async ({ open }) => {
  const opened = await open()
  const { page } = opened
  await page.keyboard.press('Control+d')
  await expect(page.getByLabel('Days', { exact: true })).toBeFocused()
  await page.keyboard.type('24 dec - 2 jan')
  const form = page.locator('.days-off-form')
  await expect(form).toContainText('Thu 24 Dec to Sat 2 Jan 2027, 10 days. 12 follow-ups fall on it and move on, to Mon 4 Jan 2027 at the earliest. 2 promises fall on it, and stay.') // prettier-ignore
  await page.keyboard.press('Tab')
  await page.keyboard.type('Christmas at home')
  await page.keyboard.press('Enter')
  const done = page.locator('.days-off-done')
  await expect(done).toContainText('12 follow-ups moved: 5 to Mon 4 Jan 2027, 4 to Tue 5 Jan 2027, 3 later.')
  await expect(page.getByRole('list', { name: 'Coming' }).getByRole('listitem')).toHaveCount(3)
  await page.keyboard.press('Control+z')
  await expect(done).toContainText('“Christmas at home”, Thu 24 Dec to Sat 2 Jan 2027, is not off any more. 12 follow-ups are back where they were.') // prettier-ignore
  const asked = (await opened.asked()).filter(({ name }) => name === 'daysOff.add' || name === 'daysOff.remove')
  expect(asked).toEqual([
    { name: 'daysOff.add', input: { first: '2026-12-24', last: '2027-01-02', name: 'Christmas at home' } },
    { name: 'daysOff.remove', input: { daysOffId: 'b' } },
  ])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('navigation', { name: 'Who is next' })).toBeVisible()
})

test('says what it is while there are none, and why days cannot be taken off', async ({ open }) => {
  const refused = failed('days-not-understood', { text: 'whenever', reason: '“whenever” says nothing of a time' })
  const { page } = await open({}, { answers: { 'daysOff.open': ok([]), 'daysOff.understand': refused } })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('vacations')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No days off are coming.')).toBeVisible()
  await page.getByLabel('Days', { exact: true }).fill('whenever')
  await expect(page.getByText('“whenever” cannot be taken off')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take off' })).toBeDisabled()
})

test('a pause is read back as it is typed, and leads to the days off', async ({ open }) => {
  const { page } = await open({}, { answers: { 'cadence.understandPause': ok({ until: Date.UTC(2026, 10, 30, 14) }) } })
  await page.keyboard.press('<')
  const popover = page.getByRole('dialog', { name: 'Pause all cadences' })
  await expect(popover).toContainText('Until Mon 30 Nov 09:00')
  await popover.screenshot({ path: 'out/tests/days-off-pause.png' })
  await popover.getByRole('button', { name: 'Days off' }).click()
  await expect(page.getByRole('heading', { name: 'Days off' })).toBeVisible()
})

for (const [name, look] of Object.entries({ light: {}, dark: { dark: true }, small: { width: 800, height: 600 } })) {
  test(`looks right, ${name}, and axe finds nothing serious`, async ({ open }) => {
    const { page } = await open({}, { ...look, answers: { 'daysOff.open': ok([past, thanksgiving, christmas, long]) } })
    await page.keyboard.press('Control+d')
    await page.keyboard.type('24 dec - 2 jan')
    await expect(page.locator('.days-off-form')).toContainText('12 follow-ups')
    await page.getByText('Past').click()
    await page.screenshot({ path: `out/tests/days-off-${name}.png` })
    expect(await seriousIn(page)).toEqual([])
  })
}
