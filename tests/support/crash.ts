import type { ElectronApplication } from '@playwright/test'

/** Kills a page's renderer; answers which page it was, once the app has noticed. Playwright's own page is dead after it. */
export function crash(app: ElectronApplication, room: 'desk' | 'sound'): Promise<number> {
  return app.evaluate(async ({ webContents }, asked) => {
    const page = webContents.getAllWebContents().find((contents) => contents.getURL() === `app://${asked}/`)!
    const { id } = page
    await new Promise((resolve) => {
      page.once('render-process-gone', resolve)
      page.forcefullyCrashRenderer()
    })
    return id
  }, room)
}
