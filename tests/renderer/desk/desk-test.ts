import { constants, setPriority } from 'node:os'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import {
  chromiumOptions,
  openDeskPreview,
  serveDesk,
  type DeskPreview,
  type PreviewOptions,
  type ServedDesk,
} from '../../support/desk-preview.ts'
import { card, desk, items } from '../../support/desk-samples.ts'

export { expect } from '@playwright/test'

/**
 * Opens a desk in which everything is as usual but what is given, in the place of the one that was open. Unless told
 * otherwise it has `items` in its queue and finds the card of each.
 */
export type OpenDesk = (state?: Partial<DeskState>, options?: PreviewOptions) => Promise<DeskPreview>

interface OfATest {
  readonly open: OpenDesk
  /** What each desk of a file is opened with, by `test.use`; answers are added to, all else is replaced by a test's own. */
  readonly usually: PreviewOptions
}

interface OfAWorker {
  readonly served: ServedDesk
}

/** Playwright's `test` with a desk: one browser and one server for all tests, a page for each. No desk may complain. */
export const test = base.extend<OfATest, OfAWorker>({
  launchOptions: [chromiumOptions, { scope: 'worker' }],
  served: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      // Calls in real time run beside these tests.
      setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
      const served = await serveDesk()
      await use(served)
      await served.close()
    },
    { scope: 'worker' },
  ],
  usually: [{}, { option: true }],
  // The server comes first: the browser has the priority of whoever starts it.
  open: async ({ served, browser, usually }, use) => {
    const opened: DeskPreview[] = []
    await use(async (state = {}, options = {}) => {
      await opened.at(-1)?.close()
      const preview = await openDeskPreview(desk(state), {
        browser,
        served,
        cards: items.map(({ name }) => card(name)),
        ...usually,
        ...options,
        answers: { ...usually.answers, ...options.answers },
      })
      opened.push(preview)
      return preview
    })
    await opened.at(-1)?.close()
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([])
  },
})

/** What axe finds, each in a line; nothing of a page is left out but by `within`, a selector. */
export async function axeFinds(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  // A desk has no frames, for whose sake a second page would be opened.
  axe.setLegacyMode(true)
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze()
  return violations.map(
    ({ id, impact, nodes }) => `${impact}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}

/** As `axeFinds`, but only what shuts somebody out. */
export async function seriousIn(page: Page): Promise<string[]> {
  return (await axeFinds(page)).filter((found) => /^(serious|critical): /.test(found))
}
