import { join } from 'node:path'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { endAfterbeep, launchAfterbeep, type Afterbeep } from '../../scripts/launch-afterbeep.ts'
import type { ContactId } from '../../shared/ids.ts'
import { chooseLine } from '../bench/the-rep.ts'
import { askDesk } from '../support/ask-desk.ts'
import { stateOf } from '../support/at-the-desk.ts'
import { crash } from '../support/crash.ts'
import { deskOf, soundOf } from '../support/launch.ts'
import { openMiddlebox, type Middlebox } from '../support/middlebox.ts'
import { keepMeasured } from './lab-line.ts'
import { startLab, type Lab } from './lab.ts'

/* The fault table, as far as the desk and the machine are at fault: one app on a line of the lab for all of it. */

let afterbeep: Afterbeep
let desk: Page
let lab: Lab
let middlebox: Middlebox
let contact: { readonly contactId: ContactId; readonly name: string }

test.describe.configure({ mode: 'serial', timeout: 90_000 })

// oxlint-disable-next-line no-empty-pattern -- Playwright reads a hook's needs from this pattern
test.beforeAll(async ({}, testInfo) => {
  afterbeep = await launchAfterbeep()
  desk = await deskOf(afterbeep.app)
  const first = (await stateOf(desk)).queue.items[0]!
  const { number } = (await askDesk(desk, 'contact.show', { contactId: first.contactId })).numbers[0]!
  contact = first
  lab = await startLab(join(testInfo.outputDir, 'lab'), [number])
  middlebox = await openMiddlebox(Number(new URL(lab.provider.wsServer).port))
  // Somewhere without calling hours: the lab works at night too.
  const place = { region: 'GB', timeZone: 'Europe/London' }
  await askDesk(desk, 'contact.correct', { contactId: contact.contactId, consent: 'yes', ...place })
  const line = { ...lab.line, server: `ws://127.0.0.1:${middlebox.port}` }
  await chooseLine(desk, line, lab.password)
})

test.afterAll(async () => {
  await endAfterbeep(afterbeep)
  await middlebox.close()
  await lab.stop()
})

test('a machine that wakes up with a dead line is registered again within five seconds', async () => {
  middlebox.forget()
  const resumedAt = await afterbeep.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('resume')
    return Date.now()
  })
  const acceptedAt = async () => {
    const { line } = await stateOf(desk)
    return line.state === 'registered' ? line.acceptedAt! : 0
  }
  await expect.poll(acceptedAt, { intervals: [100], timeout: 10_000 }).toBeGreaterThan(resumedAt)
  const tookMs = (await acceptedAt()) - resumedAt
  keepMeasured('registered again', tookMs)
  expect(tookMs).toBeLessThan(5_000)
})

test('a desk that is closed, reloaded and crashes leaves no gap in the sound of its call', async () => {
  const { app } = afterbeep
  const sound = await soundOf(app)
  await keepPeer(sound)
  await desk.getByRole('button', { name: `Call ${contact.name}`, exact: true }).click()
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible()
  await expect.poll(async () => (await packetsOf(sound)).received).toBeGreaterThan(25)
  const before = await packetsOf(sound)

  // The rep is asked first, and thinks better of it.
  await app.evaluate(({ BrowserWindow, dialog }) => {
    const asked = Promise.withResolvers<void>()
    Object.assign(globalThis, { asked: asked.promise })
    dialog.showMessageBox = () => {
      asked.resolve()
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => webContents.getURL() === 'app://desk/')!
      .close()
  })
  await app.evaluate(() => (globalThis as unknown as { asked: Promise<void> }).asked)
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible()
  await desk.reload()
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible()
  await crash(app, 'desk')
  await expect.poll(() => deskShows(app, 'Hang up'), { timeout: 15_000 }).toBe(true)

  // Long enough for what the desk left behind to show.
  await expect.poll(async () => (await packetsOf(sound)).sent - before.sent).toBeGreaterThan(150)
  const after = await packetsOf(sound)
  for (const way of ['sent', 'received'] as const) {
    const missingMs = after.at - before.at - 20 * (after[way] - before[way])
    keepMeasured(`missing of what was ${way}`, missingMs)
    expect(missingMs, way).toBeLessThan(200)
  }
  await pressInDesk(app, 'Hang up')
  await lab.voicemail.event('CALL_CLOSED')
})

declare global {
  // oxlint-disable-next-line no-var -- only `var` adds to globalThis
  var peer: RTCPeerConnection
}

/** The sound room's next peer connection can be asked how it is. */
async function keepPeer(sound: Page): Promise<void> {
  await sound.evaluate(() => {
    const Native = RTCPeerConnection
    globalThis.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        globalThis.peer = this
      }
    }
  })
}

/** RTP packets so far, of 20 ms each, and when that was, in milliseconds. */
function packetsOf(sound: Page): Promise<{ at: number; sent: number; received: number }> {
  return sound.evaluate(async () => {
    const counted = { at: 0, sent: 0, received: 0 }
    const stats = (await peer.getStats()) as ReadonlyMap<string, Record<string, unknown>>
    for (const one of stats.values()) {
      if (one['type'] === 'inbound-rtp') counted.received = Number(one['packetsReceived'])
      if (one['type'] === 'outbound-rtp') Object.assign(counted, { at: one['timestamp'], sent: one['packetsSent'] })
    }
    return counted
  })
}

/** After a crash Playwright’s own page is dead for ever: main looks. null while there is no page to look at. */
function inDesk(app: ElectronApplication, code: string): Promise<unknown> {
  return app.evaluate(({ webContents }, asked) => {
    const page = webContents.getAllWebContents().find((contents) => contents.getURL() === 'app://desk/')
    return page && !page.isCrashed() ? (page.executeJavaScript(asked) as Promise<unknown>) : null
  }, code)
}

function deskShows(app: ElectronApplication, text: string): Promise<unknown> {
  return inDesk(app, `document.body.textContent.includes(${JSON.stringify(text)})`)
}

async function pressInDesk(app: ElectronApplication, name: string): Promise<void> {
  const buttons = "[...document.querySelectorAll('button')]"
  await inDesk(app, `${buttons}.find((button) => button.textContent.includes(${JSON.stringify(name)})).click()`)
}
