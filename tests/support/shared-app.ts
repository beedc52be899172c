import type { ElectronApplication, Page } from '@playwright/test'
import { endAfterbeep, launchAfterbeep, type Afterbeep, type LaunchOptions } from '../../scripts/launch-afterbeep.ts'
import { askDesk } from './ask-desk.ts'
import { stateOf, whenRegistered } from './at-the-desk.ts'
import { deskOf, test } from './launch.ts'

/** One running app for all tests of a file; no call outlives its test. After a test that failed there is a fresh one. */
export interface SharedApp {
  readonly app: () => ElectronApplication
  readonly desk: () => Page
  readonly folder: () => string
}

export function shareApp(options: () => LaunchOptions): SharedApp {
  let afterbeep: Afterbeep
  let desk: Page

  test.beforeAll(async () => {
    afterbeep = await launchAfterbeep(options())
    desk = await deskOf(afterbeep.app)
    await whenRegistered(desk)
  })
  test.afterEach(async () => {
    const testInfo = test.info()
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('desk', { body: await desk.screenshot(), contentType: 'image/png' })
    const live = (await stateOf(desk)).calls.filter(({ phase }) => phase !== 'ended')
    for (const { callId } of live) await askDesk(desk, 'call.hangUp', { callId })
  })
  test.afterAll(() => endAfterbeep(afterbeep))

  return { app: () => afterbeep.app, desk: () => desk, folder: () => afterbeep.folder }
}
