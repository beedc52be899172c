import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import type { SimpleUserOptions } from './simple-user-page.ts'

/** A page with SIP.js's SimpleUser in the Chromium that the app runs in. */
export interface SimpleUser {
  use(options: SimpleUserOptions): Promise<void>
  /** Presses the button; answers when it was pressed, epoch milliseconds, once the far end has answered. */
  call(): Promise<number>
  hangUp(): Promise<void>
  close(): Promise<void>
}

/** @param profile the folder in which that Chromium writes where it can be driven. */
export async function openSimpleUser(profile: string): Promise<SimpleUser> {
  const script = await bundle()
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    response.writeHead(200, { 'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8` })
    response.end(isScript ? script : '<!doctype html><button>Call</button><script src="page.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  const [context] = browser.contexts()
  await context!.grantPermissions(['microphone'], { origin })
  const page: Page = await context!.newPage()
  await page.goto(origin)
  return {
    async use(options) {
      await page.evaluate((given) => globalThis.simpleUser.open(given), options)
    },
    async call() {
      await page.getByRole('button').click()
      await page.evaluate(() => globalThis.simpleUser.answered())
      return page.evaluate(() => globalThis.simpleUser.pressedAt())
    },
    hangUp: () => page.evaluate(() => globalThis.simpleUser.hangUp()),
    async close() {
      await page.close()
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bundle(): Promise<string> {
  const entry = join(import.meta.dirname, 'simple-user-page.ts')
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'page' } },
  })
  const [bundled] = Array.isArray(built) ? built : [built]
  if (!bundled || !('output' in bundled)) throw new Error('the page of SimpleUser was not built')
  return bundled.output[0].code
}
