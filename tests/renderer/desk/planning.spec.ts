import { askedPlanning } from '../../support/desk-preview.ts'
import { expect, seriousIn, test } from './desk-test.ts'

const unasked = { ...askedPlanning, asked: false, inWords: 'any hour of the day' }
const holiday = { region: 'CA-ON', day: '2026-12-25', name: 'Christmas Day', struck: false }
const answers = {
  'planning.open': { ok: true, value: unasked },
  'planning.save': { ok: true, value: askedPlanning },
  'holidays.open': { ok: true, value: [holiday] },
  'holidays.strike': { ok: true, value: [{ ...holiday, struck: true }] },
} as const
const nineToFive = [{ from: 540, until: 1020 }]
const days = [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []]

test('the rep is asked once for their hours, and one press says them', async ({ open }) => {
  const { page, asked } = await open(undefined, { answers })
  await expect(page.getByText('When do you call?')).toBeVisible()
  await page.getByRole('button', { name: 'Mon to Fri, 9 to 5' }).click()
  await expect(page.getByText('60 a day, Mon to Fri 9:00 to 17:00')).toBeVisible()
  await expect(page.getByText('When do you call?')).toBeHidden()
  const planning = { ...unasked.planning, workingHours: { timeZone: 'America/Toronto', days } }
  expect((await asked()).filter(({ name }) => name === 'planning.save')).toEqual([
    { name: 'planning.save', input: { planning } },
  ])
})

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const) {
  test(`hours are typed as people say them, and a holiday is struck out, at ${width} by ${height}`, async ({
    open,
  }) => {
    const { page, asked } = await open(undefined, { answers, width, height })
    await page.getByRole('button', { name: 'Other hours' }).click()
    await page.getByLabel('Your hours').fill('mon-thu 9-12 and 13-18, fri 9-noon')
    await expect(page.getByText('Mon to Thu 9:00 to 12:00 and 13:00 to 18:00; Fri 9:00 to 12:00')).toBeVisible()
    await page.getByRole('button', { name: 'Call all the same' }).click()
    await expect(page.getByRole('button', { name: 'Do not call after all' })).toBeVisible()
    expect((await asked()).at(-1)).toEqual({
      name: 'holidays.strike',
      input: { region: 'CA-ON', day: '2026-12-25', struck: true },
    })
    expect(await seriousIn(page)).toEqual([])
    await page.screenshot({ path: `out/tests/pictures/planning-${width}.png` })
    await page.getByLabel('Your hours').fill('whenever')
    await expect(page.getByText('Not understood')).toBeVisible()
  })
}
