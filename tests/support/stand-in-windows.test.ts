import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeAppFolder, startSmallMain, type SmallMainOptions } from './small-main.ts'

/*
 * The stand-in's windows: what a real Electron does not give, or asks the app about, where Chromium by itself gives it
 * freely. Each says what it saw, in lines.
 */
vi.setConfig({ testTimeout: 40_000 })

let folder: string
let remove: () => void
beforeEach(() => void ({ folder, remove } = makeAppFolder()))
afterEach(() => remove())

/** What `deed` said, in an app of the scheme app:// that serves an empty page, or what `pages` says, at every address. */
async function saidBy(deed: string, given: SmallMainOptions & { privileges?: string; pages?: string } = {}) {
  const { privileges = 'standard: true, secure: true, supportFetchAPI: true', pages = "''" } = given
  const main = `
    import electron from 'electron'
    const { app, BrowserWindow, protocol, session } = electron
    const say = (...what) => console.log(what.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' '))
    const preload = import.meta.dirname + '/preload.cjs'
    protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { ${privileges} } }])
    app.on('window-all-closed', () => say('all closed'))
    app.whenReady().then(async () => {
      protocol.handle('app', (request) => new Response(${pages}, { headers: { 'Content-Type': 'text/html' } }))
      const open = async (address, options) => {
        const window = new BrowserWindow(options)
        await window.loadURL(address)
        return window
      }
      try { ${deed} } catch (error) { say('refused: ' + error.message) }
      app.exit(0)
    })`
  const { said } = await startSmallMain(folder, main, given).closed
  return said.trim().split('\n')
}

test('a hidden window is slowed down, but for one that the app asked to run on', async () => {
  const said = await saidBy(`
    const counted = 'new Promise((done) => { let ticks = 0; const end = performance.now() + 4000; const tick = () => { ticks++; performance.now() < end ? setTimeout(tick, 20) : done(ticks) }; tick() })'
    const slow = await open('app://one/', { show: false })
    const phone = await open('app://one/', { show: false, webPreferences: { backgroundThrottling: false } })
    const [asTab, asPhone] = await Promise.all([slow, phone].map(({ webContents }) => webContents.executeJavaScript(counted)))
    say(asTab < 20, asPhone > 60)`)
  expect(said).toEqual(['true true'])
})

test('a window is closed in a later turn, and all are closed also while a quit is held', async () => {
  const said = await saidBy(`
    app.on('before-quit', (event) => { say('quit held'); event.preventDefault() })
    const window = await open('app://one/')
    const closed = new Promise((done) => window.on('closed', () => { say('closed'); done() }))
    app.quit()
    window.destroy()
    say('destroyed')
    await closed
    await new Promise((done) => setImmediate(done))`)
  expect(said).toEqual(['quit held', 'destroyed', 'closed', 'all closed'])
})

test('a renderer is gone for the reason that is pretended, in a turn of its own', async () => {
  const said = await saidBy(
    `const { webContents } = await open('app://one/')
     const gone = new Promise((done) => webContents.on('render-process-gone', (_event, about) => done(about.reason)))
     webContents.forcefullyCrashRenderer()
     say(await gone)`,
    { env: { AFTERBEEP_GONE: 'launch-failed' } },
  )
  expect(said).toEqual(['launch-failed'])
})

const fetched = (address: string) => `fetch('${address}').then(() => 'fetched', () => 'refused')`
const played = `new Promise((done) => {
  const audio = new Audio('/sound.wav'); audio.onerror = () => done('refused'); audio.onloadedmetadata = () => done('played') })`
/* A tenth of a second of silence. */
const wave = `(() => {
  const head = Buffer.from('RIFF\\0\\0\\0\\0WAVEfmt \\x10\\0\\0\\0\\x01\\0\\x01\\0\\x40\\x1f\\0\\0\\x80\\x3e\\0\\0\\x02\\0\\x10\\0data\\x40\\x06\\0\\0', 'latin1')
  head.writeUInt32LE(36 + 1600, 4)
  return Buffer.concat([head, Buffer.alloc(1600)]) })()`

test.for([
  ['no page without being standard', 'secure: true', `say((await open('app://one/')).getTitle())`, /^refused: /],
  ['no page without being secure', 'standard: true', `say((await open('app://one/')).getTitle())`, /^refused: /],
  ['nothing fetched without supportFetchAPI', 'standard: true, secure: true', fetched('/x'), /^refused$/],
  [
    'what is its own fetched with it',
    'standard: true, secure: true, supportFetchAPI: true',
    fetched('/x'),
    /^fetched$/,
  ],
  [
    'nothing of another host without corsEnabled, before the app is asked',
    'standard: true, secure: true, supportFetchAPI: true',
    fetched('app://two/x'),
    /^refused$/,
  ],
  ['no sound played without stream', 'standard: true, secure: true', played, /^refused$/],
  ['sound played with it', 'standard: true, secure: true, stream: true', played, /^played$/],
] as const)('a scheme has by its privileges %s', async ([, privileges, deed, expected]) => {
  const isPage = deed.startsWith('say')
  const asked = `say(await (await open('app://one/')).webContents.executeJavaScript(${JSON.stringify(deed)}))`
  const pages = `request.url.endsWith('.wav') ? ${wave} : ''`
  const [said] = await saidBy(isPage ? deed : asked, { privileges, pages })
  expect(said).toMatch(expected)
})

test('a handler that throws is a request that failed, and no answer', async () => {
  const [said] = await saidBy(
    `say(await (await open('app://one/')).webContents.executeJavaScript(${JSON.stringify(fetched('/x'))}))`,
    { pages: `request.url.endsWith('/x') ? (() => { throw new Error('no such file') })() : ''` },
  ).then((lines) => lines.filter((line) => /^(fetched|refused)$/.test(line)))
  expect(said).toBe('refused')
})

test('the app is asked when a page uses the microphone, the names of devices or a speaker, and once without a frame', async () => {
  const use = `(async () => {
    const tried = []
    const can = (name, deed) => deed.then(() => tried.push(name), (error) => tried.push('no ' + name + ': ' + error.name))
    await can('stream', navigator.mediaDevices.getUserMedia({ audio: true }))
    await can('camera', navigator.mediaDevices.getUserMedia({ video: true }))
    tried.push((await navigator.mediaDevices.enumerateDevices()).some(({ label }) => label !== ''))
    await can('speaker', new AudioContext().setSinkId('x'))
    const frame = document.body.appendChild(document.createElement('iframe'))
    await can('frame', frame.contentWindow.navigator.mediaDevices.getUserMedia({ audio: true }))
    return tried
  })()`
  const said = await saidBy(
    `session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, { mediaType, requestingUrl, embeddingOrigin, isMainFrame }) => {
       if (['media', 'speaker-selection'].includes(permission)) say('check', permission, mediaType ?? '', requestingUrl ?? ('origin ' + embeddingOrigin), isMainFrame)
       return permission === 'media' && mediaType === 'audio' && origin === 'app://one/'
     })
     session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, { mediaTypes, requestingUrl, isMainFrame }) => {
       if (permission === 'media') say('request', mediaTypes, requestingUrl, isMainFrame)
       answer(permission === 'media' && mediaTypes.join() === 'audio')
     })
     const window = await open('app://one/')
     say('shown')
     say(await window.webContents.executeJavaScript(${JSON.stringify(use)}))`,
    { env: { AFTERBEEP_FAKE_MICROPHONE: 'beep' } },
  )
  expect(said.slice(0, said.indexOf('shown'))).toContain('check media unknown origin app://one false')
  expect(said.slice(said.indexOf('shown') + 1)).toEqual([
    'request ["audio"] app://one/ true',
    'request ["video"] app://one/ true',
    'check media audio app://one/ true',
    'check speaker-selection  app://one/ true',
    '["stream","no camera: NotAllowedError",true,"no speaker: NotAllowedError","no frame: NotAllowedError"]',
  ])
})

test('a preload has electron and nothing else of Node, and what it gives the page has no prototypes and no symbols', async () => {
  const preload = `
    const { contextBridge } = require('electron')
    const tried = (deed) => { try { return deed() } catch (error) { return error.message } }
    class Secret { constructor() { this.shown = 1 } hidden() { return 2 } }
    contextBridge.exposeInMainWorld('given', {
      fs: tried(() => require('fs')), secret: new Secret(),
      symbol: tried(() => contextBridge.exposeInMainWorld('other', Symbol('x'))),
    })`
  const said = await saidBy(
    `const window = await open('app://one/', { webPreferences: { preload } })
     say(await window.webContents.executeJavaScript('[given.fs, given.symbol, given.secret.shown, typeof given.secret.hidden, given.secret.constructor === Object]'))`,
    { preload },
  )
  expect(said).toEqual(['["module not found: fs","An object could not be cloned.",1,"undefined",true]'])
})

test('a page cannot prompt', async () => {
  const said = await saidBy(
    `say(await (await open('app://one/')).webContents.executeJavaScript("(() => { try { return prompt('a') } catch (error) { return error.message } })()"))`,
  )
  expect(said).toEqual(['prompt() is not supported.'])
})

test('a name without a folder is saved among the downloads', async () => {
  const said = await saidBy(
    `const window = await open('app://one/')
     window.webContents.askRep = async (question) => { say(question); return '' }
     await electron.dialog.showSaveDialog(window, { defaultPath: 'calls.csv' })
     await electron.dialog.showSaveDialog(window, { defaultPath: '/reps/home/calls.csv' })`,
    { env: { HOME: '/reps/home' } },
  )
  expect(said).toEqual([
    `prompt('Save as', "/reps/home/Downloads/calls.csv")`,
    `prompt('Save as', "/reps/home/calls.csv")`,
  ])
})

test('a utility process is an ES module, outlives a promise that was rejected, and loses what it says right before it ends', async () => {
  const said = await saidBy(
    `const child = electron.utilityProcess.fork(import.meta.dirname + '/child.js')
     child.on('message', (message) => { say(message); if (message === 'alive') child.postMessage('end') })
     child.postMessage('begin')
     say(await new Promise((done) => child.once('exit', done)))`,
    {
      child: `import { basename } from 'node:path'
        process.parentPort.on('message', ({ data }) => {
          if (data === 'end') { process.parentPort.postMessage('too late'); process.exit(4) }
          void Promise.reject(new Error('nobody caught ' + basename(import.meta.filename)))
          setTimeout(() => process.parentPort.postMessage('alive'), 20)
        })`,
    },
  )
  expect(said.join('\n')).toContain('nobody caught child.js')
  expect(said).toContain('alive')
  expect(said.at(-1)).toBe('4')
  expect(said).not.toContain('too late')
})
