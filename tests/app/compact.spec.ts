import { expect } from '@playwright/test'
import { deskOf, test } from '../support/launch.ts'

test('the desk becomes a narrow window above the others, and has its place and size back afterwards', async ({
  launch,
}) => {
  const { app } = await launch()
  const desk = await deskOf(app)
  const stands = () =>
    app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.getTitle() === 'Afterbeep')!
      return { bounds: window.getBounds(), onTop: window.isAlwaysOnTop() }
    })
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible()
  const before = await stands()
  await desk.keyboard.press('Control+u')
  await expect(desk.getByRole('button', { name: 'Whole desk' })).toBeVisible()
  expect(await stands()).toMatchObject({ bounds: { width: 360, height: 640 }, onTop: true })
  await desk.getByRole('button', { name: 'Whole desk' }).click()
  await expect(desk.getByRole('button', { name: 'Whole desk' })).toBeHidden()
  expect(await stands()).toEqual(before)
})
