/**
 * The rep's share of a hundred voicemails.
 *
 *     npm run bench -- hundred [--count N]
 *
 * The whole app works through a list of practice voicemails (30 unless told otherwise), with a message of ten seconds,
 * driven by the keys of the desk alone: call, hear that it is a voicemail, drop, call the next one. The rep's time for
 * a voicemail is that from the press that arms the drop until the next number is being dialled, and it holds the 0.3 s in
 * which a hand finds its next key. Whether every message was left to its end is counted as well. By hand it would be 45 s
 * each: 30 s of talking and 15 s of waiting. The last line is the result, one JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { expect, type Page } from '@playwright/test'
import { prospects } from '../../../main/practice/prospects.ts'
import { ensureBuilt } from '../../../scripts/ensure-built.ts'
import { closeApp, deskOf, launchAfterbeep } from '../../../scripts/launch-afterbeep.ts'
import { root } from '../../../scripts/run-step.ts'
import { ensurePackages } from '../../../scripts/system-packages.ts'
import { askDesk } from '../../support/ask-desk.ts'
import { readWav, type Sound } from '../../support/signal.ts'
import { percentile, round } from '../figures.ts'
import { seedArchive } from '../seed-archive.ts'
import { bigButton, watchPresses } from '../the-rep.ts'

const byHandSeconds = 45
const handMs = 300

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { count: { type: 'string', default: '30' } } })
  ensurePackages(['chromium'])
  ensureBuilt()
  const count = Number(values.count)
  const voicemails = prospects.filter(({ behaviour }) => behaviour.kind === 'voicemail').map(({ number }) => number)
  const numbers = Array.from({ length: count }, (_, i) => voicemails[i % voicemails.length]!)
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-bench-'))
  seedArchive(folder, { numbers, recording: message() })
  const { app } = await launchAfterbeep({ folder })
  try {
    console.log(JSON.stringify(await workThrough(await deskOf(app), count)))
  } finally {
    await closeApp(app)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function workThrough(desk: Page, count: number) {
  await expect(desk.locator('.line-state').getByText('ready')).toBeVisible({ timeout: 20_000 })
  await watchPresses(desk)
  await watchDialling(desk)
  const busy: number[] = []
  const startedAt = performance.now()
  await call(desk)
  for (let i = 1; i < count; i++) {
    const armedAt = await drop(desk)
    busy.push((await call(desk)) - armedAt)
    process.stderr.write(`${i}: ${(busy.at(-1)! / 1000).toFixed(2)} s\n`)
  }
  await drop(desk)
  await expect(desk.getByText('No message is being left').or(desk.getByText(/: message left$/))).toBeVisible({
    timeout: 60_000,
  })
  const took = (performance.now() - startedAt) / 1000
  const { today } = (await askDesk(desk, 'desk.open', {})).queue
  const mean = busy.reduce((sum, ms) => sum + ms, 0) / busy.length / 1000
  return {
    bench: 'hundred',
    repBusy_s_per_voicemail: round(mean, 2),
    repBusy_p95_s: round(percentile(busy, 0.95) / 1000, 2),
    byHand_s_per_voicemail: byHandSeconds,
    ratio: round(byHandSeconds / mean, 1),
    minutesPer100: round((mean * 100) / 60, 2),
    voicemails: count,
    messagesLeft: today.messagesLeft,
    wholeList_s: round(took, 0),
  }
}

/** Presses the key that calls whoever is next; answers when the number is being dialled, epoch milliseconds. */
async function call(desk: Page): Promise<number> {
  await expect(bigButton(desk, /^Call /)).toBeVisible()
  await desk.waitForTimeout(handMs)
  await desk.evaluate(() => (globalThis.diallingAt = 0))
  await desk.keyboard.press('Enter')
  await desk.waitForFunction(() => globalThis.diallingAt > 0, undefined, { polling: 20 })
  return desk.evaluate(() => globalThis.diallingAt)
}

/** Hears the greeting for two seconds, and drops; answers when the desk saw the press. */
async function drop(desk: Page): Promise<number> {
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible({ timeout: 30_000 })
  await desk.waitForTimeout(2000)
  await desk.keyboard.press('d')
  return desk.evaluate(() => globalThis.pressedAt)
}

declare global {
  // oxlint-disable-next-line no-var -- only `var` adds to globalThis
  var diallingAt: number
}

/** Keeps when the desk first shows a call that is being dialled: its attempt is in the archive, and the INVITE is out. */
async function watchDialling(desk: Page): Promise<void> {
  await desk.evaluate(() => {
    globalThis.diallingAt = 0
    const look = () => {
      const state = document.querySelector('.call-state b')?.textContent
      if (globalThis.diallingAt === 0 && (state === 'Dialling' || state === 'Ringing'))
        globalThis.diallingAt = Date.now()
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** Ten seconds of the starter recording. */
function message(): Sound {
  const { samples, sampleRate } = readWav(join(root, 'resources', 'recordings', 'introduction.wav'))
  return { samples: samples.subarray(0, 10 * sampleRate), sampleRate }
}
