import { expect, type Page } from '@playwright/test'
import { stateOf } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

/* What a rep does with cadences in the first hour, in the whole app: no call is made. */

test.setTimeout(120_000)

const cadenceOf = async (desk: Page) => (await stateOf(desk)).card?.cadence ?? null
/** Opens the cadence of whoever is shown, and presses the key of what is wanted. */
async function press(desk: Page, key: string): Promise<void> {
  await desk.keyboard.press('c')
  await expect(desk.getByRole('dialog').getByRole('heading', { name: /^Cadence of/ })).toBeVisible()
  if (key === '1') await expect(desk.getByRole('dialog').getByRole('heading', { name: 'Put on' })).toBeVisible()
  if (key === '1') await expect(desk.getByRole('dialog').locator('.cadence-offers li').first()).toBeVisible()
  await desk.keyboard.press(key)
}

test('a contact is typed in, put on a cadence, paused and won; and 300 are put on one from Contacts', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  await desk.getByRole('button', { name: 'Mon to Fri, 9 to 5' }).click()
  await expect(desk.getByText(/a day, Mon to Fri 9:00 to 17:00/)).toBeVisible()

  await desk.keyboard.press('Control+k')
  await desk.keyboard.type('Add a contact')
  await desk.keyboard.press('Enter')
  await desk.getByLabel('Name', { exact: true }).fill('Uma Underwood')
  await desk.getByLabel('Number 1', { exact: true }).fill('+1 416 555 0174')
  await desk.getByRole('button', { name: 'Save' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Uma Underwood')
  expect(await cadenceOf(desk)).toBeNull()
  await press(desk, '1')
  await expect.poll(() => cadenceOf(desk)).toMatchObject({ stopped: null })
  await desk.keyboard.press('Backspace')
  await expect.poll(() => cadenceOf(desk)).toBeNull()
  await press(desk, '1')
  await expect.poll(() => cadenceOf(desk)).toMatchObject({ stopped: null })
  await press(desk, 'p')
  await desk.getByLabel('Until').fill('in 2 months')
  await expect(desk.locator('.cadence-pause .understood b')).toBeVisible()
  await desk.keyboard.press('Enter')
  await expect.poll(async () => (await stateOf(desk)).card?.assistant.paused?.everybody).toBe(false)
  await press(desk, 'w')
  await expect.poll(() => cadenceOf(desk)).toMatchObject({ stopped: 'Won.' })

  const rows = Array.from({ length: 300 }, (_, at) => `Person ${at},Firm ${at},+1 416 555 ${String(1000 + at)}`)
  const text = ['Name,Company,Phone', ...rows].join('\n')
  await desk.keyboard.press('Control+i')
  await desk
    .getByLabel('File of contacts')
    .setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await desk.getByRole('button', { name: 'Check the rows' }).click()
  await desk.getByRole('button', { name: 'Add 300' }).click()
  await expect(desk.getByRole('region', { name: 'What was done' })).toContainText('300 added', { timeout: 30_000 })
  await desk.keyboard.press('Escape')

  await desk.getByRole('button', { name: 'Contacts', exact: true }).click()
  await desk.getByLabel('Find among all contacts').fill('Person')
  await expect(desk.getByText('300 contacts')).toBeVisible()
  await desk.getByLabel('Choose all of these').click({ force: true })
  await desk.getByRole('button', { name: 'Put on …' }).click()
  await desk.getByRole('button', { name: 'Last resort', exact: true }).click()
  const spread = desk.getByRole('button', { name: 'Spread them' })
  await expect(spread.or(desk.getByText(/put on Last resort/))).toBeVisible()
  if (await spread.isVisible()) await spread.click()
  await expect(desk.getByText('300 put on Last resort.')).toBeVisible({ timeout: 30_000 })
})
