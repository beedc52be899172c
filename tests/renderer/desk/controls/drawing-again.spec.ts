import type { Fact } from '../../../../shared/contract/bridge.ts'
import { openDeskPreview } from '../../../support/desk-preview.ts'
import { card, desk, items } from '../../../support/desk-samples.ts'
import { expect, test } from '../desk-test.ts'

test('a bug in the drawing leaves a window that says so, and the desk can be drawn again', async ({
  browser,
  served,
}) => {
  const { page, tell, complaints, close } = await openDeskPreview(desk(), {
    browser,
    served,
    cards: items.map(({ name }) => card(name)),
  })
  // Main parses what it tells: nothing short of a bug gets here.
  await tell('card', { ...card('Jane Adams'), numbers: null } as unknown as Fact<'card'>)
  await expect(page.getByRole('heading', { name: 'The desk could not be drawn' })).toBeVisible()
  await expect(page.getByText('Your calls go on, and nothing is lost.')).toBeVisible()
  expect(complaints.length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Draw the desk again' }).click()
  await expect(page.getByRole('button', { name: 'Call Jane Adams' })).toBeVisible()
  await close()
})
