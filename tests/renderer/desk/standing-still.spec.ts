import type { Page } from '@playwright/test'
import { play, scenes, sizes } from '../../support/desk-scenes.ts'
import { expect, test } from './desk-test.ts'

/* What holds in every scene of a rep's day and in every size of the window: nothing scrolls away, nothing jumps. */

interface Boxes {
  readonly scrolled: number
  readonly tooHigh: number
  readonly tooWide: number
  /** Names of dialogs, popovers and menus of which a part is out of the window. */
  readonly cut: string[]
  /** The big buttons' top edge; null: there are none here. */
  readonly dockAt: number | null
  readonly bar: number
  /** Buttons of the dock that are not wholly in the window, or under something else of the desk. */
  readonly hidden: string[]
}

function look(page: Page): Promise<Boxes> {
  return page.evaluate(() => {
    const root = document.documentElement
    const isOut = (element: Element) => {
      const { top, left, bottom, right } = element.getBoundingClientRect()
      return top < 0 || left < 0 || bottom > innerHeight + 0.5 || right > innerWidth + 0.5
    }
    const over = [...document.querySelectorAll('.modal, .popover, .ringing, .toast > p')]
    const actions = document.querySelector('.dock > .actions')
    const isCovered = (button: Element) => {
      const { x, y, width, height } = button.getBoundingClientRect()
      const there = document.elementFromPoint(x + width / 2, y + height / 2)
      return there !== null && !button.contains(there) && there.closest('#desk') !== null
    }
    return {
      scrolled: window.scrollY + document.querySelector('#desk')!.scrollTop,
      tooHigh: root.scrollHeight - innerHeight,
      tooWide: root.scrollWidth - innerWidth,
      cut: over.filter(isOut).map(({ className }) => className),
      dockAt: actions ? actions.getBoundingClientRect().top : null,
      bar: document.querySelector('.drops-bar')!.getBoundingClientRect().height,
      hidden: [...document.querySelectorAll('.dock > .actions button')]
        .filter((button) => isOut(button) || isCovered(button))
        .map(({ textContent }) => textContent ?? ''),
    }
  })
}

// The compact desk as well.
for (const [width, height] of [...sizes, [360, 640] as const]) {
  test(`nothing scrolls away, no dialog is cut, and the dock stands still at ${width} by ${height}`, async ({
    open,
  }) => {
    test.setTimeout(180_000)
    const tops = new Map<string, number>()
    for (const scene of scenes) {
      const preview = await open(scene.state, { ...scene.options, width, height })
      await play(scene, preview)
      const { dockAt, ...boxes } = await look(preview.page)
      expect.soft(boxes, scene.name).toEqual({ scrolled: 0, tooHigh: 0, tooWide: 0, cut: [], bar: 48, hidden: [] })
      if (dockAt !== null) tops.set(scene.name, dockAt)
    }
    expect(tops.size).toBeGreaterThan(20)
    const [first] = tops.values()
    expect([...tops].filter(([, top]) => top !== first)).toEqual([])
  })
}

/** Top and bottom of what stands in the middle in a call, from the first to the last. */
const partsOfACall = [
  '.call-state',
  '.levels',
  '.outcomes',
  '.note-field',
  '.rules, .cadence-says, .caller-id',
] as const

for (const name of [
  'talking',
  'talking where the cadence leaves no message',
  'talking where a rule warns of the drop',
]) {
  test(`outcomes and note come before law, and above the fold of a laptop: ${name}`, async ({ open }) => {
    const scene = scenes.find((each) => each.name === name)!
    const preview = await open(scene.state, { ...scene.options, width: 1280, height: 720 })
    await play(scene, preview)
    const { page } = preview
    const boxes = []
    for (const part of partsOfACall) {
      const found = page.locator(`.call-panel :is(${part})`).first()
      if ((await found.count()) > 0) boxes.push({ part, ...(await found.boundingBox())! })
    }
    const tops = boxes.map(({ y }) => y)
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    const fold = (await page.locator('.dock').boundingBox())!.y
    for (const { part, y, height } of boxes) {
      if (part !== partsOfACall[4]) expect(y + height, part).toBeLessThanOrEqual(fold)
      if (part === '.levels') expect(height).toBe(56)
    }
  })
}

test('whoever calls moves nothing under the rep’s finger', async ({ open }) => {
  const scene = (name: string) => scenes.find((each) => each.name === name)!
  const { page, tell } = await open(scene('talking').state)
  const places = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('button, [role=option]')]
        .filter((each) => !each.closest('.ringing'))
        .map((each) => {
          const { x, y } = each.getBoundingClientRect()
          return `${each.textContent} ${Math.round(x)} ${Math.round(y)}`
        }),
    )
  const before = await places()
  await tell('incoming', scene('somebody calls').state.incoming!)
  await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeVisible()
  expect(await places()).toEqual(before)
})
