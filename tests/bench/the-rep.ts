import { expect, type Locator, type Page } from '@playwright/test'
import type { Line } from '../../shared/line.ts'
import { askDesk } from '../support/ask-desk.ts'

/** Epoch milliseconds, by the desk page's own clock, of the last press that it saw. */
declare global {
  // oxlint-disable-next-line no-var -- only `var` adds to globalThis
  var pressedAt: number
}

/** Keeps the time of each press, as the desk's page gets it and before anything is done about it. */
export async function watchPresses(desk: Page): Promise<void> {
  await desk.evaluate(() => {
    const note = (event: Event) => {
      globalThis.pressedAt = Date.now() - (performance.now() - event.timeStamp)
    }
    addEventListener('pointerup', note, true)
    addEventListener('keydown', note, true)
  })
}

/** Clicks, and answers when the desk's page saw it. */
export async function click(button: Locator): Promise<number> {
  await button.click()
  return button.page().evaluate(() => globalThis.pressedAt)
}

/** The big button: whom to call while there is no call, the drop in one. */
export function bigButton(desk: Page, name: RegExp): Locator {
  return desk.locator('.deeds').getByRole('button', { name }).first()
}

/** Uses this line from now on, by the line's dialog. */
export async function useLine(desk: Page, line: Line, password: string): Promise<void> {
  await desk.getByRole('banner').getByRole('button', { name: /line/i }).click()
  await desk.getByRole('button', { name: 'Add a line' }).click()
  await desk.getByRole('textbox', { name: 'Name', exact: true }).fill(line.name)
  await desk.getByRole('textbox', { name: 'Server' }).fill(line.server)
  await desk.getByRole('textbox', { name: 'User', exact: true }).fill(line.user)
  await desk.getByLabel('Password').fill(password)
  await desk.locator('.more > summary').click()
  await desk.getByRole('textbox', { name: 'Domain (optional)' }).fill(line.domain)
  await desk.getByRole('button', { name: 'Save and use this line' }).click()
  await expect
    .poll(async () => (await askDesk(desk, 'desk.open', {})).line)
    .toMatchObject({ state: 'registered', line: { server: line.server } })
  // Where there is no keyring the dialog stays open to say that the password is not kept.
  const close = desk.getByRole('dialog').getByRole('button', { name: 'Close' })
  if (await close.isVisible()) await close.click()
}
