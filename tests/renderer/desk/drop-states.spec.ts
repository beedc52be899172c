import type { Page } from '@playwright/test'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import { doubtSchema } from '../../../shared/contract/call.ts'
import { call, leaving } from '../../support/desk-samples.ts'
import { comesBack, standsBy, talkingCard } from '../../support/desk-scenes.ts'
import { expect, seriousIn, test } from './desk-test.ts'

/* The states of a drop as the rep sees them, with pictures: standing by, pressed, asked who is there, free. */

const long = `Maximiliana-Theodora ${'von und zu Hohenstein-Waldburg-Zeil '.repeat(4)}`.trim()
const states: Record<string, Partial<DeskState>> = {
  'stands-by-ringing': { calls: [call('ringing', standsBy)], card: talkingCard() },
  'stands-by-talking': { calls: [call('talking', standsBy)], card: talkingCard() },
  pressed: { calls: [leaving('Jane Adams', 'waiting')] },
  playing: { calls: [leaving('Priya Raman', 'playing', 4000), leaving('Tom Okafor', 'draining', 11_200)] },
  'comes-back-in-a-long-name': { calls: [comesBack(long, 'person'), leaving('Tom Okafor', 'playing', 900)] },
  ...Object.fromEntries(
    doubtSchema.options.map((doubt) => [`comes-back-${doubt}`, { calls: [comesBack('Priya Raman', doubt)] }]),
  ),
}

/** What of the question, its keys and the big button's words is not wholly in its place. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('.drops-bar')!.getBoundingClientRect()
    const isOut = (element: Element) => {
      const { top, left, bottom, right } = element.getBoundingClientRect()
      return top < bar.top - 0.5 || left < 0 || bottom > innerHeight + 0.5 || right > innerWidth + 0.5
    }
    const isTooWide = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element) =>
      scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1
    return [
      ...[...document.querySelectorAll('.hand-back-question, .hand-back kbd')].filter(isOut),
      ...[...document.querySelectorAll('.dock .action.big small')].filter(isTooWide),
    ].map(({ textContent }) => textContent ?? '')
  })
}

for (const [width, height] of [
  [1280, 720],
  [800, 600],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every state of a drop is whole at ${width} by ${height}, ${colorScheme}`, async ({ open }) => {
      test.setTimeout(120_000)
      for (const [name, state] of Object.entries(states)) {
        const { page } = await open(state, { width, height })
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `out/tests/pictures/drop-${name}-${width}-${colorScheme}.png` })
        expect.soft(await cutWords(page), name).toEqual([])
        if (name.startsWith('comes-back'))
          expect(await page.locator('.hand-back kbd').allTextContents()).toEqual(['T', 'P', 'H', 'X'])
        if (width === 800 && name === 'comes-back-person') expect(await seriousIn(page)).toEqual([])
      }
    })
  }
}
