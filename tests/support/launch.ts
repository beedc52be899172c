import { test as base } from '@playwright/test'
import {
  deskOf,
  endAfterbeep,
  launchAfterbeep,
  restartAfterbeep,
  soundOf,
  type Afterbeep,
  type LaunchOptions,
} from '../../scripts/launch-afterbeep.ts'

export { deskOf, soundOf, type Afterbeep }

interface Fixtures {
  /** Opens the whole app; it is quit, and its folder removed, when the test ends. */
  readonly launch: (options?: LaunchOptions) => Promise<Afterbeep>
  /** Quits it and opens it again in the same folder. */
  readonly restart: (afterbeep: Afterbeep) => Promise<Afterbeep>
}

/** Playwright's `test`, with the app. A test that fails leaves a picture of each desk that is still open. */
export const test = base.extend<Fixtures & { running: Map<string, Afterbeep> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern.
  running: async ({}, use, testInfo) => {
    const running = new Map<string, Afterbeep>()
    await use(running)
    for (const afterbeep of running.values()) {
      if (testInfo.status !== testInfo.expectedStatus) {
        const desk = await deskOf(afterbeep.app)
        const picture = await desk.screenshot().catch(() => null)
        if (picture) await testInfo.attach('desk', { body: picture, contentType: 'image/png' })
      }
      await endAfterbeep(afterbeep)
    }
  },
  launch: async ({ running }, use) => {
    await use(async (options) => {
      const afterbeep = await launchAfterbeep(options)
      running.set(afterbeep.folder, afterbeep)
      return afterbeep
    })
  },
  restart: async ({ running }, use) => {
    await use(async (afterbeep) => {
      const restarted = await restartAfterbeep(afterbeep)
      running.set(restarted.folder, { ...restarted, options: afterbeep.options })
      return restarted
    })
  },
})
