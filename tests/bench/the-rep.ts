import { expect, type Locator, type Page } from '@playwright/test'
import type { Line } from '../../shared/contract/line.ts'
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
  return desk.locator('.actions').getByRole('button', { name }).first()
}

/** Uses this line from now on, and resolves once it is registered. */
export async function chooseLine(desk: Page, line: Line, password: string): Promise<void> {
  // There may be no keyring here, and nothing to keep safe.
  await askDesk(desk, 'line.use', { line, password, weakly: true })
  await expect
    .poll(async () => (await askDesk(desk, 'desk.open', {})).line, { timeout: 20_000 })
    .toMatchObject({ state: 'registered', line: { lineId: line.lineId, server: line.server } })
}
