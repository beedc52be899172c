import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { root } from '../../scripts/run-step.ts'
import { askDesk } from '../support/ask-desk.ts'
import { callContact, callIn, callTo, stateOf, whenRegistered } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'

/*
 * What a real Electron does on each system, and what hurt on it although every other spec was green: the stand-in does the
 * same here on demand. What only the real one can show is in real-electron.spec.ts.
 */
const { kind, executable } = electronOrStandIn({ download: false })
test.skip(kind !== 'stand-in', 'The other systems and their moods are pretended by the stand-in')

const onMac = { AFTERBEEP_PLATFORM: 'darwin' }

/** The questions of the app from here on, and what each is answered. */
function answerQuestions(app: ElectronApplication, response: number): Promise<void> {
  return app.evaluate(({ dialog }, answer) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = async (...given: unknown[]) => {
      asked.push((given.at(-1) as { message: string }).message)
      return { response: answer, checkboxChecked: false }
    }
  }, response)
}

const questions = (app: ElectronApplication) => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

/** Chooses a row of the app's menu bar. */
function choose(app: ElectronApplication, role: string): Promise<void> {
  return app.evaluate(({ Menu }, wanted) => {
    const items = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items.find((item) => item.role === wanted)!.click()
  }, role)
}

test('a keyring that never answers keeps nobody from the desk and the practice line', async ({ launch }) => {
  const { app } = await launch({ env: { AFTERBEEP_KEYRING: 'never' } })
  await whenRegistered(await deskOf(app))
})

test('⌘Q asks while a call is up; Stay keeps the call, and the end of the session says BYE without asking', async ({
  launch,
}) => {
  const { app } = await launch({ env: onMac })
  const desk = await deskOf(app)
  await whenRegistered(desk)
  await callContact(desk, 'Jane Adams')
  await callIn(desk, 'Jane Adams', 'talking')
  await answerQuestions(app, 0)
  await choose(app, 'quit')
  await expect.poll(() => questions(app)).toEqual(['A call is still up, or a message is still being left.'])
  expect((await callTo(desk, 'Jane Adams')).phase).toBe('talking')
  // ⌘W takes the desk away, and the call goes on without it.
  await choose(app, 'close')
  await expect.poll(() => app.windows().length).toBe(1)
  expect(await questions(app)).toHaveLength(1)
  const gone = new Promise((resolve) => {
    app.process().once('exit', resolve)
  })
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('shutdown')).catch(() => null)
  await gone
})

test('on a Mac that was never asked no call leaves before the rep has answered, and a “Don’t Allow” is said', async ({
  launch,
}) => {
  const { app } = await launch({ env: { ...onMac, AFTERBEEP_MICROPHONE_QUESTION: 'pending' } })
  const desk = await deskOf(app)
  await whenRegistered(desk)
  await callContact(desk, 'Jane Adams')
  await callIn(desk, 'Jane Adams', 'dialling')
  await app.evaluate(() =>
    (globalThis as unknown as { answerMicrophone(isAllowed: boolean): void }).answerMicrophone(false),
  )
  await expect(desk.getByText('The microphone is blocked for Afterbeep.', { exact: false })).toBeVisible()
  await callIn(desk, 'Jane Adams', 'ended')
})

test('on a Mac the desk that was compact fills the screen again', async ({ launch }) => {
  const { app } = await launch({ env: onMac })
  const desk = await deskOf(app)
  await askDesk(desk, 'window.setCompact', { compact: true })
  await askDesk(desk, 'window.setCompact', { compact: false })
  const width = await (
    await app.browserWindow(desk)
  ).evaluate((window) => {
    window.maximize()
    return window.getBounds().width
  })
  expect(width).toBe(1920)
})

test('a right click in a field offers to paste, and the desk is drawn as large after a restart as before', async ({
  launch,
  restart,
}) => {
  const first = await launch()
  const desk = await deskOf(first.app)
  await whenRegistered(desk)
  const shownMenus = () =>
    first.app.evaluate(({ Menu }) =>
      (Menu as unknown as { popups: { items: { role?: string; enabled: boolean }[] }[] }).popups.map(({ items }) =>
        items.map(({ role, enabled }) => (enabled ? role : `no ${role}`)),
      ),
    )
  await desk.keyboard.press('/')
  const field = desk.getByRole('dialog').getByRole('textbox').first()
  await field.fill('2125550177')
  await field.click({ button: 'right' })
  await expect.poll(shownMenus).toEqual([['no cut', 'no copy', 'paste', undefined, 'selectAll']])
  await desk.keyboard.press('Escape')

  const before = await desk.evaluate(() => window.innerWidth)
  await desk.keyboard.press('Control+=')
  await desk.keyboard.press('Control+=')
  await expect.poll(() => desk.evaluate(() => window.innerWidth)).toBe(Math.round(before / 1.2))
  const second = await restart(first)
  const later = await deskOf(second.app)
  await expect.poll(() => later.evaluate(() => window.innerWidth)).toBe(Math.round(before / 1.2))
  await later.keyboard.press('Control+0')
  await expect.poll(() => later.evaluate(() => window.innerWidth)).toBe(before)
})

test('a desk that dies for want of memory is left alone for a moment before it is loaded again', async ({ launch }) => {
  const { app } = await launch({ env: { AFTERBEEP_GONE: 'oom' } })
  await whenRegistered(await deskOf(app))
  const backAfterMs = await app.evaluate(async ({ webContents }) => {
    const desk = webContents.getAllWebContents().find((contents) => contents.getURL() === 'app://desk/')!
    const gone = new Promise<string>((resolve) => {
      desk.once('render-process-gone', (_event, { reason }) => resolve(reason))
    })
    desk.forcefullyCrashRenderer()
    if ((await gone) !== 'oom') throw new Error('it died of something else')
    const goneAt = performance.now()
    await new Promise<void>((resolve) => desk.once('did-finish-load', () => resolve()))
    return performance.now() - goneAt
  })
  expect(backAfterMs).toBeGreaterThan(1_000)
})

test('under Wayland the compact desk says what it cannot do, and no place is remembered', async ({
  launch,
  restart,
}) => {
  const first = await launch({ env: { AFTERBEEP_WAYLAND: '1', XDG_SESSION_TYPE: 'wayland' } })
  const desk = await deskOf(first.app)
  await askDesk(desk, 'window.setCompact', { compact: true })
  await expect.poll(async () => (await stateOf(desk)).notice?.code).toBe('compact-on-wayland')
  await restart(first)
  const settings = JSON.parse(readFileSync(join(first.folder, 'settings.json'), 'utf8')) as Record<string, unknown>
  expect([settings['deskBounds'], settings['compactBounds']]).toEqual([null, null])
})

test('a start that fails says why, ends, and leaves no lock; a debugging port is refused in the packed app', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-broken-'))
  const start = (env: Record<string, string>, ...words: string[]) => {
    const child = spawn(executable, [root, `--user-data-dir=${folder}`, '--no-sandbox', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, AFTERBEEP_HEADLESS: '1', ...env },
    })
    let said = ''
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
    return new Promise<{ exitCode: number | null; said: string }>((resolve) => {
      child.once('close', (exitCode) => resolve({ exitCode, said }))
    })
  }
  try {
    // In place of the folder for what the practice line heard.
    writeFileSync(join(folder, 'practice'), '')
    const failed = await start({})
    expect(failed).toMatchObject({ exitCode: 1 })
    expect(failed.said).toContain('Afterbeep could not start')
    expect(failed.said).toContain(folder)
    expect(existsSync(join(folder, 'instance.lock'))).toBe(false)
    expect(readFileSync(join(folder, 'logs', 'afterbeep.log'), 'utf8')).toContain('bug in start')
    // Before anything else: nothing is said, and nothing is tried.
    const debugged = await start({ AFTERBEEP_PARCEL: folder }, '--remote-debugging-port=9222')
    expect(debugged).toMatchObject({ exitCode: 1, said: expect.not.stringContaining('could not start') })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})
