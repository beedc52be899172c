import type { Page } from '@playwright/test'
import { play, scenes } from '../../support/desk-scenes.ts'
import { axeFinds, expect, test } from './desk-test.ts'

/* Every rule of axe, best practices and contrast among them, in every scene of a rep's day. */

/**
 * React Aria puts a hidden Dismiss button before and behind the dialog of a popover, for screen readers on a touch screen: the one
 * thing of the desk that stands in no landmark, and not ours to move.
 */
function withoutDismiss(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const button of document.querySelectorAll('.popover > div > button[aria-label=Dismiss]')) button.remove()
  })
}

for (const dark of [false, true]) {
  test(`axe finds nothing in any scene, ${dark ? 'dark' : 'light'}`, async ({ open }) => {
    test.setTimeout(300_000)
    for (const scene of scenes) {
      const preview = await open(scene.state, { ...scene.options, width: 1280, height: 720, dark })
      await play(scene, preview)
      await withoutDismiss(preview.page)
      expect.soft(await axeFinds(preview.page), scene.name).toEqual([])
    }
  })
}
