import { expect } from '@playwright/test'
import { deskOf, test } from '../support/launch.ts'

test('a desk that the rep wants dark is dark at once, and with their keys again after a restart', async ({
  launch,
  restart,
}) => {
  const first = await launch()
  const desk = await deskOf(first.app)
  const isDark = (page: typeof desk) => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await isDark(desk)).toBe(false)
  await desk.keyboard.press('Control+k')
  await desk.keyboard.type('dark desk')
  await desk.keyboard.press('Enter')
  await expect.poll(() => isDark(desk)).toBe(true)
  await desk.getByRole('button', { name: 'Menu' }).click()
  await desk.getByRole('menuitem', { name: 'Settings', exact: true }).click()
  await desk.getByRole('checkbox', { name: 'Single keys' }).click({ force: true })
  await desk.keyboard.press('Escape')
  const again = await deskOf((await restart(first)).app)
  await expect(again.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await isDark(again)).toBe(true)
  await again.keyboard.press('?')
  await again.keyboard.press('Control+k')
  await expect(again.getByRole('combobox')).toBeVisible()
  await expect(again.getByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveCount(0)
})
