import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { originOf, toApp, toPage } from '../electron-on-chromium/addresses.ts'
import { makeCodec } from '../electron-on-chromium/codec.ts'
import { makeAppFolder, startSmallMain } from './small-main.ts'

/** The stand-in for Electron: what can be said of it without Chromium. The rest is the app suite's. */

test.for([
  ['app://desk/', 'http://desk.app.localhost/', 'app://desk'],
  [
    'app://desk/a/b?c=http://x.app.localhost/#d',
    'http://desk.app.localhost/a/b?c=http://x.app.localhost/#d',
    'app://desk',
  ],
  ['https://example.com/', 'https://example.com/', 'https://example.com'],
  ['about:blank', 'about:blank', 'null'],
] as const)('%s is %s in Chromium', ([address, page, origin]) => {
  expect(toPage(address)).toBe(page)
  expect(toApp(page)).toBe(address)
  expect(originOf(address)).toBe(origin)
})

describe('what crosses between the rooms', () => {
  const { encode, decode } = makeCodec()
  const through = (value: unknown) => decode(encode(value))

  const values: Record<string, unknown> = {
    null: null,
    undefined: undefined,
    text: '•\0\u2028',
    'minus zero': -0,
    'no number': NaN,
    infinity: -Infinity,
    'a big integer': 12n,
    'a list': [1, [undefined], null, true],
    'an object': { a: { b: [] }, gone: undefined },
    'a key called __proto__': JSON.parse('{"__proto__":{"a":1}}'),
    'a date': new Date(7),
    'an expression': /a\/b/giu,
    'a map with a set': new Map<unknown, unknown>([[{ a: 1 }, new Set([1, 'b'])]]),
    samples: new Float32Array([1.5, -0]),
    bytes: new Uint8Array(100_000).fill(7),
    'a buffer': new Uint8Array([1, 2]).buffer,
    'an error': new RangeError('no such contact'),
  }
  test.for(Object.keys(values))('%s arrives as it was', (what) => {
    const arrived = through(values[what])
    expect(arrived).toStrictEqual(values[what])
    if (what === 'an error') expect(arrived).toBeInstanceOf(RangeError)
  })

  test('a cycle stays one, and what is shared stays shared', () => {
    const self: Record<string, unknown> = { twice: [] }
    self['me'] = self
    self['again'] = self['twice']
    const arrived = through(self) as typeof self
    expect(arrived['me']).toBe(arrived)
    expect(arrived['again']).toBe(arrived['twice'])
  })

  test.for([[() => 1], [Symbol('a')], [{ deep: [() => 1] }], [Promise.resolve()], [new WeakMap()]] as const)(
    'what Electron cannot clone is refused here too',
    ([value]) => {
      expect(() => encode(value)).toThrow('An object could not be cloned.')
    },
  )
})

describe('a main process in the stand-in', { timeout: 40_000 }, () => {
  let folder: string
  let remove: () => void
  beforeEach(() => void ({ folder, remove } = makeAppFolder()))
  afterEach(() => remove())

  function start(main: string, child = '', env: Record<string, string> = {}, words: readonly string[] = []) {
    return startSmallMain(folder, main, { child, env, words })
  }

  test('talks with a utility process, which hears what was said before it listened', async () => {
    const { closed } = start(
      `import { join } from 'node:path'
       import { app, utilityProcess } from 'electron'
       app.whenReady().then(() => {
         const child = utilityProcess.fork(join(import.meta.dirname, 'child.js'), ['--line'], { serviceName: 'practice' })
         child.postMessage({ bytes: new Uint8Array([1, 2]) })
         child.on('message', (message) => { console.log('main heard', message); child.kill() })
         child.once('exit', () => app.exit(3))
       })`,
      `setTimeout(() => process.parentPort.on('message', ({ data }) => {
         process.parentPort.postMessage([process.type, process.argv[2], data.bytes.length])
       }), 20)`,
    )
    expect(await closed).toMatchObject({ exitCode: 3, said: "main heard [ 'utility', '--line', 2 ]\n" })
  })

  test('takes its utility processes along when it is killed', async () => {
    const { started, closed } = start(
      `import { join } from 'node:path'
       import { app, utilityProcess } from 'electron'
       app.whenReady().then(() => {
         const child = utilityProcess.fork(join(import.meta.dirname, 'child.js'))
         child.on('message', (pid) => console.log(pid))
       })`,
      `process.parentPort.on('message', () => {}); process.parentPort.postMessage(process.pid)`,
    )
    const [pid] = (await once(started.stdout!, 'data')) as [Buffer]
    started.kill('SIGKILL')
    await closed
    await expect.poll(() => isRunning(Number(pid.toString()))).toBe(false)
  })

  test.for([
    [`import { app } from 'electron'; app.setBadgeCount(1)`, 'app.setBadgeCount is not imitated'],
    [`import electron from 'electron'; electron.crashReporter`, 'electron.crashReporter is not imitated'],
    [`import { crashReporter } from 'electron'`, "does not provide an export named 'crashReporter'"],
    [`import { app } from 'electron'; app.getPath('music')`, "app.getPath('music') is not imitated"],
    [`import { BrowserWindow } from 'electron'; new BrowserWindow()`, 'before app is ready'],
    [
      `import { safeStorage } from 'electron'; safeStorage.encryptString('a')`,
      'safeStorage.encryptString is not imitated',
    ],
  ] as const)('fails by name where it is not imitated: %s', async ([main, message]) => {
    const { exitCode, said } = await start(main).closed
    expect(exitCode).toBe(1)
    expect(said).toContain(message)
  })

  /* What a real Electron refuses or does, and Chromium by itself would not. */
  const ready = (deed: string) => `
    import electron from 'electron'
    electron.app.whenReady().then(async () => {
      try { ${deed} } catch (error) { console.log('refused: ' + error.message) }
      electron.app.exit(0)
    })`
  test.for([
    ['a notification with an option that there is not', `new electron.Notification({ sticky: true })`, 'no option'],
    ['a menu role that there is not', `electron.Menu.buildFromTemplate([{ role: 'pasteAll' }])`, 'no menu role'],
    ['a menu item without a name', `electron.Menu.buildFromTemplate([{ click() {} }])`, 'needs a label'],
    ['a picture that is not there', `electron.nativeImage.createFromPath('none.png')`, 'no picture'],
    [
      'the keychain’s question anywhere but on a Mac',
      `electron.systemPreferences.askForMediaAccess('microphone')`,
      'not imitated',
    ],
    ['Windows’ activations elsewhere', `electron.Notification.handleActivation(() => {})`, 'Windows only'],
    ['privileges given twice', `electron.protocol.registerSchemesAsPrivileged([])`, 'before app is ready'],
    [
      'a window whose preload imports',
      `const { writeFileSync } = await import('node:fs'); writeFileSync(import.meta.dirname + '/p.cjs', 'import x from "x"');
       new electron.BrowserWindow({ webPreferences: { preload: import.meta.dirname + '/p.cjs' } })`,
      'cannot import',
    ],
  ] as const)('refuses %s', async ([, deed, message]) => {
    const { said } = await start(ready(deed)).closed
    expect(said).toContain(message)
  })

  test.for([
    `new (await import('electron')).Tray('a.png')`,
    `(await import('electron')).screen.getAllDisplays()`,
    `new (await import('electron')).Notification({ title: 'a' }).show()`,
    `(await import('electron')).protocol.handle('app', () => new Response())`,
    `(await import('electron')).utilityProcess.fork('child.js')`,
  ])('refuses before the app is ready: %s', async (deed) => {
    const { exitCode, said } = await start(deed).closed
    expect([exitCode, said]).toEqual([1, expect.stringMatching(/before (the )?app is ready/)])
  })

  test('starts with a link only where nothing follows it', async () => {
    const main = `import { app } from 'electron'; console.log('started'); app.exit(0)`
    expect((await start(main, '', {}, ['tel:1', '--proxy-server=x']).closed).said).toContain(
      'Nothing may follow a link',
    )
    expect((await start(main, '', {}, ['tel:1']).closed).said).toContain('started')
  })

  test('says on a Mac what a Mac says, and has there no name of a backend', async () => {
    const main = `import { app, safeStorage } from 'electron'
      console.log(process.platform)
      try { safeStorage.getSelectedStorageBackend() } catch (error) { console.log(error.message) }
      app.exit(0)`
    const { said } = await start(main, '', { AFTERBEEP_PLATFORM: 'darwin' }).closed
    expect(said).toContain('darwin')
    expect(said).toContain('not imitated')
  })

  test('encrypts with the tag of the keyring it pretends, refuses as one, and answers nothing as one that never does', async () => {
    const main = ready(`
      const there = await Promise.race([electron.safeStorage.isAsyncEncryptionAvailable(), new Promise((r) => setImmediate(r, 'silence'))])
      console.log(there)
      if (there === true) console.log((await electron.safeStorage.encryptStringAsync('a')).subarray(0, 3).toString())`)
    const saidBy = async (keyring: string) => (await start(main, '', { AFTERBEEP_KEYRING: keyring }).closed).said
    expect(await saidBy('fake')).toBe('true\nv11\n')
    expect(await saidBy('fallback')).toBe('true\nv10\n')
    expect(await saidBy('refused')).toContain('refused: Error while encrypting')
    expect(await saidBy('never')).toBe('silence\n')
  })

  test('lets go of notifications that the app lets go of, and says of one that failed', async () => {
    const main = ready(`
      const v8 = await import('node:v8'), vm = await import('node:vm')
      v8.setFlagsFromString('--expose_gc')
      const gc = vm.runInNewContext('gc')
      new electron.Notification({ title: 'nobody holds it' }).show()
      const held = new electron.Notification({ title: 'held', timeoutType: 'never' })
      held.show()
      await new Promise((r) => setTimeout(r, 50))
      gc()
      await new Promise((r) => setTimeout(r, 50))
      gc()
      console.log(electron.Notification.shown.map(({ title }) => title).join())`)
    expect((await start(main).closed).said).toBe('held\n')
    const failing = ready(`
      const one = new electron.Notification({ title: 'a' })
      const failed = new Promise((r) => one.on('failed', (_event, reason) => r(reason)))
      one.show()
      console.log('failed: ' + (await failed))`)
    expect((await start(failing, '', { AFTERBEEP_NOTIFICATIONS: 'failed' }).closed).said).toContain('failed: ')
  })

  test('flushes no file that was opened for reading, and renames over none that it holds', async () => {
    const main = `import { app } from 'electron'
      import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
      import { join } from 'node:path'
      const [a, b] = ['a', 'b'].map((name) => join(import.meta.dirname, name))
      for (const file of [a, b]) writeFileSync(file, file)
      const refused = (deed) => { try { deed(); return 'done' } catch ({ code }) { return code } }
      const held = openSync(a, 'r')
      console.log(refused(() => fsyncSync(held)), refused(() => renameSync(b, a)))
      closeSync(held)
      console.log(refused(() => fsyncSync(openSync(a, 'r+'))), refused(() => renameSync(a, b + '2')))
      app.exit(0)`
    expect((await start(main).closed).said).toBe('EPERM EPERM\ndone done\n')
  })

  test('knows who it is', async () => {
    const { closed } = start(
      `import { app } from 'electron'
       import { createRequire } from 'node:module'
       const same = createRequire(import.meta.url)('electron').app === app
       console.log([app.getName(), app.getVersion(), app.getAppPath(), process.type, same].join())
       app.quit()`,
    )
    expect((await closed).said).toBe(`sample,1.2.3,${folder},browser,true\n`)
  })
})

function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false
  return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
}
