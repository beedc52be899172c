import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { originOf, toApp, toPage } from '../electron-on-chromium/addresses.ts'
import { makeCodec } from '../electron-on-chromium/codec.ts'

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

describe('a main process in the stand-in', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'afterbeep-stand-in-'))
    writeFileSync(join(folder, 'package.json'), '{"name":"sample","version":"1.2.3","type":"module","main":"main.js"}')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function start(main: string, child = '', env: Record<string, string> = {}, words: readonly string[] = []) {
    writeFileSync(join(folder, 'main.js'), main)
    writeFileSync(join(folder, 'child.js'), child)
    const executable = join(import.meta.dirname, '..', 'electron-on-chromium', 'electron')
    const started = spawn(executable, [folder, '--no-sandbox', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, AFTERBEEP_HEADLESS: '1', XDG_CONFIG_HOME: folder, ...env },
    })
    let said = ''
    started.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
    started.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
    const closed = once(started, 'close').then(([exitCode]) => ({ exitCode: exitCode as number | null, said }))
    return { started, closed }
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
    const [pid] = (await once(started.stdout, 'data')) as [Buffer]
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
