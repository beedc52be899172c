/*
 * The main job, unattended: call a practice voicemail with the desk's own buttons, drop a message, be free at once,
 * see the follow-up, restart, and find everything still there. Ends with what the far end heard, measured.
 *
 *   npm run demo             prints what happens as it happens; pictures and sound go to out/demo/
 *   npm run demo -- --json   ends with one line of JSON
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { ensureBuilt } from '../../scripts/ensure-built.ts'
import { closeApp, deskOf, launchAfterbeep, restartAfterbeep, type Afterbeep } from '../../scripts/launch-afterbeep.ts'
import { root } from '../../scripts/run-step.ts'
import { ensurePackages } from '../../scripts/system-packages.ts'
import type { DeskBridge, DeskState } from '../../shared/contract/bridge.ts'
import type { HeardReport } from '../../main/practice/heard-files.ts'
import { whenHeard } from '../support/at-the-desk.ts'
import { alignedCorrelation, readWav, resample } from '../support/signal.ts'

declare global {
  // oxlint-disable-next-line no-var -- only `var` adds to globalThis
  var afterbeep: DeskBridge
}

const out = join(root, 'out', 'demo')
const folder = join(out, 'data')
const contact = 'Jane Adams'
const other = 'Marcus Bell'
const startedAt = performance.now()

function say(text: string): void {
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}\n`)
}

/** Everything the desk shows, asked as the desk itself asks. */
async function deskState(desk: Page): Promise<DeskState> {
  const answer = await desk.evaluate(() => globalThis.afterbeep.request('desk.open', {}))
  if (!answer.ok) throw new Error(`the desk has no state: ${JSON.stringify(answer.trouble)}`)
  return answer.value
}

/** What must survive a restart: who is next, and everything known of the contact. */
function rest({ queue, card }: DeskState): string {
  return JSON.stringify([queue.items, card])
}

async function picture(desk: Page, name: string): Promise<void> {
  await desk.screenshot({ path: join(out, `${name}.png`) })
}

async function show(desk: Page, name: string): Promise<void> {
  await desk.getByRole('option', { name: new RegExp(`^${name}`) }).click()
  await expect(desk.getByRole('heading', { level: 1, name })).toBeVisible()
}

let opened: Afterbeep | null = null

async function demo() {
  ensurePackages(['chromium'])
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  ensureBuilt()
  const first = (opened = await launchAfterbeep({ folder, fakeMicrophone: 'beep' }))
  say(`Afterbeep is open (${first.kind === 'electron' ? 'Electron' : 'its stand-in on Chromium'})`)
  const desk = await deskOf(first.app)
  await expect(desk.locator('.line-state').getByText('ready')).toBeVisible({ timeout: 20_000 })
  say('the practice line is registered')
  await picture(desk, '1-who-is-next')

  await show(desk, contact)
  await desk.getByRole('button', { name: `Call ${contact}` }).click()
  say(`calling ${contact}`)
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible({ timeout: 20_000 })
  say('answered: a voicemail greeting')
  await picture(desk, '2-greeting')

  // The rep hears who it is before they press: then they are free at once.
  await whenHeard(desk, contact)
  await desk.getByRole('button', { name: /^Drop “/ }).click()
  const bar = desk.getByLabel('Messages being left')
  await expect(bar.getByText('1 message', { exact: true })).toBeVisible()
  say('dropped: the message waits for the beep, the rep is free')
  await picture(desk, '3-free-at-once')

  await show(desk, other)
  await desk.getByRole('button', { name: `Call ${other}` }).click()
  await expect(desk.getByLabel('The call that ended').getByText('Busy')).toBeVisible({ timeout: 20_000 })
  say(`meanwhile called ${other}: busy`)
  await show(desk, contact)
  await expect(bar.getByText(/ of /)).toBeVisible({ timeout: 30_000 })
  say('the beep: the message plays')
  await picture(desk, '4-message-plays')

  await expect(desk.getByLabel('The contact').getByText('Message left', { exact: true })).toBeVisible({
    timeout: 60_000,
  })
  await expect(desk.getByRole('button', { name: /Hear what they heard/ })).toBeVisible({ timeout: 10_000 })
  await picture(desk, '5-follow-up')
  const before = await deskState(desk)
  const attempt = before.card?.attempts[0]
  const next = before.card?.next
  const drop = before.calls.find(({ name }) => name === contact)?.drop
  if (!attempt || !next) throw new Error('the attempt or its follow-up is missing')
  say(`the call has ended by itself; next: ${new Date(next.dueAt).toLocaleString()}, ${next.why.join(' ')}`)

  const second = (opened = await restartAfterbeep(first))
  const deskAgain = await deskOf(second.app)
  await expect(deskAgain.locator('.line-state').getByText('ready')).toBeVisible({ timeout: 20_000 })
  await show(deskAgain, contact)
  await expect(deskAgain.getByLabel('The contact').getByText('Message left', { exact: true })).toBeVisible()
  const after = await deskState(deskAgain)
  await picture(deskAgain, '6-after-restart')
  await closeApp(second.app)
  opened = null
  say('restarted: everything is still there')

  const heard = whatTheyHeard(attempt.recordingId ?? drop?.recordingId ?? '')
  const result = {
    ok: true,
    outcome: attempt.outcome,
    farEndCorrelation: Number(heard.correlation.toFixed(3)),
    beepEndToFirstSampleMs: Math.round(heard.beepEndToFirstSampleMs),
    restUntouchedAfterRestart: rest(before) === rest(after),
    nextFollowUpAt: new Date(next.dueAt).toISOString(),
    reason: next.why.join(' '),
  }
  result.ok =
    result.outcome === 'voicemail-dropped' && result.farEndCorrelation >= 0.9 && result.restUntouchedAfterRestart
  say(`the far end heard the message: correlation ${result.farEndCorrelation}`)
  say(`its first sample came ${result.beepEndToFirstSampleMs} ms after the beep`)
  return result
}

/** Compares what the practice voicemail recorded with the recording, both at 8 kHz. */
function whatTheyHeard(recordingId: string) {
  const dir = join(folder, 'practice', 'heard')
  const reports = reportsIn(dir)
  const { path, report } = reports.find(({ report: { beepEndedMs } }) => beepEndedMs !== null)!
  const wav = path.replace(/json$/, 'wav')
  copyFileSync(wav, join(out, 'what-they-heard.wav'))
  const far = readWav(wav)
  const ours = readWav(join(root, 'resources', 'recordings', `${recordingId}.wav`))
  const { correlation, lagMs } = alignedCorrelation(
    far.samples,
    resample(ours.samples, ours.sampleRate, far.sampleRate),
    far.sampleRate,
  )
  // A computer that is starved for a moment sends its sound later than it lies in the recording.
  const pausedMs = report.pauses.filter(({ atMs }) => atMs <= lagMs).reduce((sum, { ms }) => sum + ms, 0)
  return { correlation, beepEndToFirstSampleMs: lagMs + pausedMs - report.beepEndedMs! }
}

function reportsIn(dir: string) {
  return readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(dir, file))
    .map((path) => ({ path, report: JSON.parse(readFileSync(path, 'utf8')) as HeardReport }))
}

const result = await demo().catch(async (error: unknown) => {
  if (opened) await picture(await deskOf(opened.app), 'where-it-failed')
  if (opened) await closeApp(opened.app)
  say(`failed: ${error instanceof Error ? error.message : String(error)}`)
  return { ok: false }
})
say(`pictures and sound: ${join('out', 'demo')}`)
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(result)}\n`)
process.exitCode = result.ok ? 0 : 1
