import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { requests, type DeskBridge } from '../../shared/contract/bridge.ts'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { root } from '../../scripts/run-step.ts'
import { crash } from '../support/crash.ts'
import { deskOf, soundOf, test, type Afterbeep } from '../support/launch.ts'
import { shareApp } from '../support/shared-app.ts'

declare const afterbeep: DeskBridge

/** The shell around the product: windows, walls, ends. What the product does is in the other specs. */

const isStandIn = electronOrStandIn({ download: false }).kind === 'stand-in'

async function visibilityOf(app: ElectronApplication, page: Page): Promise<boolean> {
  return (await app.browserWindow(page)).evaluate((window) => window.isVisible())
}

function exitOf({ app }: Afterbeep): Promise<number> {
  const startedAt = performance.now()
  const child = app.process()
  if (child.exitCode !== null) return Promise.resolve(0)
  return new Promise((resolve) => {
    child.once('exit', () => resolve(performance.now() - startedAt))
  })
}

/** Runs code in a page through main, since Playwright's own page is dead for ever after a crash. */
function askPage(app: ElectronApplication, room: 'desk' | 'sound', code: string): Promise<unknown> {
  return app.evaluate(
    async ({ webContents }, asked) => {
      const page = webContents.getAllWebContents().find((contents) => contents.getURL() === `app://${asked.room}/`)
      return page && !page.isCrashed() ? page.executeJavaScript(asked.code) : 'no such page'
    },
    { room, code },
  )
}

test.describe('an app that is left as it was', () => {
  const { app: openApp } = shareApp(() => ({}))

  test('the desk is seen and the sound room is not', async () => {
    const app = openApp()
    const [desk, sound] = [await deskOf(app), await soundOf(app)]
    expect(await visibilityOf(app, desk)).toBe(true)
    expect(await visibilityOf(app, sound)).toBe(false)
    await expect(desk).toHaveTitle(/Afterbeep/)
    expect(app.windows()).toHaveLength(2)
  })

  // Playwright's own pages are all seen, so that the slowing down itself cannot be: stand-in-windows.test.ts shows that.
  test('the sound room asks to run on though nobody sees it, and the desk does not', async () => {
    const slowedDown = await openApp().evaluate(({ webContents }) =>
      Object.fromEntries(
        webContents.getAllWebContents().map((contents) => [contents.getURL(), contents.getBackgroundThrottling()]),
      ),
    )
    expect(slowedDown).toEqual({ 'app://desk/': true, 'app://sound/': false })
  })

  test('the tray says what the registration is worth, and opens the desk', async () => {
    test.skip(!isStandIn, 'What is in Electron’s own tray cannot be read')
    const app = openApp()
    const desk = await deskOf(app)
    const inTray = () =>
      app.evaluate(({ Tray }) => {
        const { shown } = Tray as unknown as { shown: { toolTip: string; menu: { label?: string }[] }[] }
        return shown.map(({ toolTip, menu }) => [toolTip, ...menu.map(({ label }) => label || '-')])
      })
    const registered = expect.stringMatching(/^Practice line: registered until \d\d:\d\d:\d\d$/)
    const toolTip = expect.stringMatching(/^Afterbeep · Practice line: registered until/)
    await expect.poll(inTray).toEqual([[toolTip, registered, '-', 'Open the desk', 'Quit Afterbeep']])
    const window = await app.browserWindow(desk)
    await window.evaluate((one) => one.hide())
    expect(await visibilityOf(app, desk)).toBe(false)
    await app.evaluate(({ Tray }) => {
      const { shown } = Tray as unknown as { shown: { menu: { label?: string; click?: () => void }[] }[] }
      shown[0]!.menu.find(({ label }) => label === 'Open the desk')!.click!()
    })
    expect(await visibilityOf(app, desk)).toBe(true)
  })

  test('each room is served with its own policy', async () => {
    const app = openApp()
    const headersOf = async (page: Page) => (await page.reload())!.headers()
    const desk = await headersOf(await deskOf(app))
    const sound = await headersOf(await soundOf(app))
    expect(desk['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(sound['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; media-src 'self' blob: mediastream:; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    for (const headers of [desk, sound]) {
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    }
    expect(desk['permissions-policy']).toContain('microphone=()')
    expect(sound['permissions-policy']).toContain('microphone=(self)')
  })

  test('the desk reaches no host and runs no script but its own', async () => {
    const app = openApp()
    const desk = await deskOf(app)
    const refused = await desk.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
      const script = document.createElement('script')
      const isRefused = async (action: () => unknown) => {
        try {
          await action()
          return false
        } catch {
          return true
        }
      }
      const markup = await isRefused(() => (document.body.innerHTML = '<b>x</b>'))
      const inline = await isRefused(() => (script.text = 'globalThis.ran = true'))
      const fetched = await isRefused(() => fetch('http://127.0.0.1:9/'))
      await new Promise((resolve) => setTimeout(resolve))
      return { markup, inline, fetched, violations }
    })
    expect(refused).toMatchObject({ markup: true, inline: true, fetched: true })
    expect(refused.violations).toEqual(expect.arrayContaining(['require-trusted-types-for', 'connect-src']))
  })

  test('the preload leaks nothing but the bridge', async () => {
    const app = openApp()
    for (const page of [await deskOf(app), await soundOf(app)]) {
      const found = await page.evaluate(() => ({
        names: ['require', 'process', 'module', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window),
        isFrozen: Object.isFrozen(afterbeep),
      }))
      expect(found).toEqual({ names: [], isFrozen: true })
    }
  })

  test('a request that breaks the contract is refused without its values', async () => {
    const app = openApp()
    const desk = await deskOf(app)
    const ask = (name: string, input: unknown) =>
      desk.evaluate((given) => afterbeep.request(given.name as 'desk.open', given.input as never), { name, input })
    expect(await ask('contact.delete', {})).toMatchObject({ trouble: { about: { reason: 'unknown request' } } })
    expect(await ask('__proto__', {})).toMatchObject({ trouble: { about: { reason: 'unknown request' } } })
    const answer = await ask('line.use', { password: 'hunter2', line: 'sip:alice@example.com' })
    expect(answer).toMatchObject({ ok: false, trouble: { code: 'bad-request' } })
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|alice/)
  })

  test('no page can lead the desk elsewhere or open a window', async () => {
    const app = openApp()
    const desk = await deskOf(app)
    const before = desk.url()
    const opened = await desk.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      return window.open('https://example.com/') === null
    })
    expect(opened).toBe(true)
    for (const address of ['https://example.com/', 'data:text/html,hello', '/assets/', '//sound.app.localhost/']) {
      await desk.evaluate((to) => {
        location.href = to
      }, address)
    }
    // What has been asked of main later has been answered later: the navigations are over by now.
    await desk.evaluate(() => afterbeep.request('notice.dismiss', {}))
    expect(desk.url()).toBe(before)
    expect(app.windows()).toHaveLength(2)
    await desk.reload()
    expect(desk.url()).toBe(before)
  })

  test('the sound room has the microphone, the desk has not, and nobody has a camera', async () => {
    const app = openApp()
    const request = (page: Page, constraints: MediaStreamConstraints) =>
      page.evaluate(
        (wanted) =>
          navigator.mediaDevices.getUserMedia(wanted).then(
            (stream) =>
              stream
                .getTracks()
                .map((track) => track.kind)
                .join(),
            (error: DOMException) => error.name,
          ),
        constraints,
      )
    const [desk, sound] = [await deskOf(app), await soundOf(app)]
    expect(await request(sound, { audio: true })).toBe('audio')
    expect(await request(sound, { video: true })).toBe('NotAllowedError')
    expect(await request(sound, { audio: true, video: true })).toBe('NotAllowedError')
    expect(await request(desk, { audio: true })).toBe('NotAllowedError')
  })

  test('the address of a file outside the build does not exist', async () => {
    const app = openApp()
    const desk = await deskOf(app)
    const statuses = await desk.evaluate(async () => {
      const paths = [
        '/package.json',
        '/assets/..%2f..%2fpackage.json',
        '/recordings/%2e%2e.wav',
        '/sound/index.html',
        '/heard/none.wav',
      ]
      return Promise.all(paths.map(async (path) => (await fetch(path)).status))
    })
    expect(statuses).toEqual([404, 404, 404, 404, 404])
  })
})

test('a window that is not the desk is refused every request', async ({ launch }) => {
  const { app } = await launch()
  const preload = join(root, 'out', 'preload', 'desk.cjs')
  await app.evaluate(async ({ BrowserWindow }, path) => {
    const intruder = new BrowserWindow({ show: false, webPreferences: { preload: path, sandbox: true } })
    await intruder.loadURL('app://desk/')
  }, preload)
  const answers = await app.evaluate(
    async ({ BrowserWindow }, names) => {
      const intruder = BrowserWindow.getAllWindows().find(
        (window) => window.getTitle() !== 'Afterbeep sound' && !window.isVisible(),
      )!
      const code = `Promise.all(${names}.map((name) => afterbeep.request(name, {})))`
      return intruder.webContents.executeJavaScript(code) as Promise<unknown[]>
    },
    JSON.stringify(Object.keys(requests)),
  )
  expect(answers).toHaveLength(Object.keys(requests).length)
  for (const answer of answers) {
    expect(answer).toEqual({ ok: false, trouble: { code: 'bad-request', about: { reason: 'foreign sender' } } })
  }
})

test('a second start hands over to the first and ends', async ({ launch }) => {
  const { app, folder } = await launch()
  await app.evaluate(({ app: main }) => {
    Object.assign(globalThis, { heard: new Promise((resolve) => main.once('second-instance', () => resolve(true))) })
  })
  const { executable } = electronOrStandIn({ download: false })
  const second = spawn(executable, [root, `--user-data-dir=${folder}`, '--no-sandbox'], {
    stdio: 'ignore',
    env: { ...process.env, AFTERBEEP_HEADLESS: '1' },
  })
  const exitCode = await new Promise((resolve) => {
    second.once('exit', resolve)
  })
  expect(exitCode).toBe(0)
  expect(await app.evaluate(() => (globalThis as unknown as { heard: Promise<boolean> }).heard)).toBe(true)
  expect(app.windows()).toHaveLength(2)
})

test('a desk that crashes is loaded again', async ({ launch }) => {
  const { app } = await launch()
  await crash(app, 'desk')
  await expect.poll(() => askPage(app, 'desk', 'typeof afterbeep.request')).toBe('function')
  expect(
    await askPage(
      app,
      'desk',
      "afterbeep.request('notice.dismiss', {}).then((answer) => 'trouble' in answer ? answer.trouble.about : 'answered')",
    ),
  ).not.toEqual({ reason: 'foreign sender' })
})

test('a sound room that crashes is replaced by a new one', async ({ launch }) => {
  const { app } = await launch()
  const crashed = await crash(app, 'sound')
  const idOf = () =>
    app.evaluate(
      ({ webContents }) =>
        webContents.getAllWebContents().find((contents) => contents.getURL() === 'app://sound/')?.id ?? null,
    )
  await expect.poll(() => askPage(app, 'sound', 'typeof afterbeep.handle'), { timeout: 10_000 }).toBe('function')
  expect(await idOf()).not.toBe(crashed)
  expect(await visibilityOf(app, await deskOf(app))).toBe(true)
})

test('quitting closes everything within two seconds', async ({ launch }) => {
  const running = await launch()
  const exited = exitOf(running)
  await running.app.evaluate(({ app }) => app.quit())
  expect(await exited).toBeLessThan(2_000)
})

test('closing the desk ends the app', async ({ launch }) => {
  const running = await launch()
  const exited = exitOf(running)
  const desk = await running.app.browserWindow(await deskOf(running.app))
  // The answer to this may never come: the app is on its way out.
  await Promise.race([desk.evaluate((window) => window.close()), exited])
  await exited
})

test('a window closed on the screen ends the app', async ({ launch }) => {
  test.skip(!isStandIn, 'in Electron the window manager does this')
  const running = await launch()
  const exited = exitOf(running)
  const desk = await deskOf(running.app)
  const session = await desk.context().newCDPSession(desk)
  await Promise.race([session.send('Page.close').catch(() => null), exited])
  await exited
})

test('where the desk stood is remembered', async ({ launch, restart }) => {
  const first = await launch()
  const desk = await first.app.browserWindow(await deskOf(first.app))
  expect(await desk.evaluate((window) => window.getBounds())).toMatchObject({ width: 1280, height: 800 })
  await restart(first)
  const settings = JSON.parse(readFileSync(join(first.folder, 'settings.json'), 'utf8')) as { deskBounds: object }
  expect(settings.deskBounds).toMatchObject({ width: 1280, height: 800 })
})

test('no process is left when main is killed', async ({ launch }) => {
  const running = await launch()
  // Playwright's own process object is the stand-in's shell, which has become Node itself.
  const { pid } = running.app.process()
  const children = childrenOf(pid!)
  expect(children.length).toBeGreaterThan(0)
  const exited = exitOf(running)
  process.kill(pid!, 'SIGKILL')
  await exited
  await expect.poll(() => children.filter((child) => existsSync(`/proc/${child}`) && !isZombie(child))).toEqual([])
})

function childrenOf(pid: number): number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  return [...own, ...own.flatMap(childrenOf)]
}

function isZombie(pid: number): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
}
