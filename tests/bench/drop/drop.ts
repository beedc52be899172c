/**
 * How a message lands.
 *
 *     npm run bench -- drop [--now N] [--armed N] [--hertz H]
 *
 * The whole app, driven by its own buttons, on a line whose far ends tap the RTP they get (PCMU, ordered by sequence
 * number, no jitter buffer), in a network of its own. Times: a press is what the desk's page says of its click; a sample
 * is there when the packet that carries it has arrived; a beep ends when its last packet has been sent. Both ends read
 * the same clock of the same machine. The last line is the result, one JSON object.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { expect, type Page } from '@playwright/test'
import { ensureBuilt } from '../../../scripts/ensure-built.ts'
import { closeApp, deskOf, launchAfterbeep } from '../../../scripts/launch-afterbeep.ts'
import { root } from '../../../scripts/run-step.ts'
import { ensurePackages } from '../../../scripts/system-packages.ts'
import { heardFrom, say } from '../../renderer/sound/far-end.ts'
import { concat, readWav, type Sound } from '../../support/signal.ts'
import { babble, silence, sine } from '../../support/synthetic-sound.ts'
import { askDesk } from '../../support/ask-desk.ts'
import { percentile, round } from '../figures.ts'
import { ranInNamespace } from '../in-namespace.ts'
import { seedArchive } from '../seed-archive.ts'
import { bigButton, click, chooseLine, watchPresses } from '../the-rep.ts'
import { openFarEnds, type FarEnds, type Voicemail } from './far-ends.ts'
import { measureMessage, type Quality } from '../../support/message-quality.ts'

const rate = 8000
const atOnce = 10
/** Of each message whose start alone is timed. */
const heardSeconds = 1.5

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      now: { type: 'string', default: '30' },
      armed: { type: 'string', default: '20' },
      hertz: { type: 'string', default: '880' },
    },
  })
  ensurePackages(['chromium', 'ip'])
  ensureBuilt()
  if (ranInNamespace('drop', args)) return
  const counts = { now: Number(values.now), armed: Number(values.armed) }
  const hertz = Number(values.hertz)
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-bench-'))
  const recording = message()
  const calls = counts.now + counts.armed + 1 + atOnce
  // Of a country whose calling hours no rule minds: a bench runs at any hour.
  seedArchive(folder, { numbers: Array.from({ length: calls }, (_, i) => `+44207946${2000 + i}`), recording })
  const farEnds = await openFarEnds()
  const { app } = await launchAfterbeep({ folder })
  try {
    const desk = await deskOf(app)
    bePunctual()
    await watchPresses(desk)
    await chooseLine(desk, farEnds.line, farEnds.password)
    console.log(JSON.stringify(await run({ desk, farEnds, recording, hertz }, counts)))
  } finally {
    await closeApp(app)
    await farEnds.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Bench {
  readonly desk: Page
  readonly farEnds: FarEnds
  readonly recording: Sound
  /** Of the beep. 880 is a note of the tempered scale, after which another note is waited for. */
  readonly hertz: number
}

async function run(setting: Bench, counts: { now: number; armed: number }) {
  const print = (text: string) => console.log(text)
  const [now, landings, gaps]: [number[], Landing[], number[]] = [[], [], []]
  for (let i = 0; i < counts.now; i++) now.push(await playNow(setting, gaps))
  print(`played now, ms from the press: ${now.map(Math.round).join(' ')}`)
  for (let i = 0; i < counts.armed; i++) landings.push(await playAtBeep(setting, gaps))
  const armed = landings.map(({ inAll }) => inAll)
  const parts = landings.map(
    (one) => `${Math.round(one.inAll)}=${one.in.toFixed(0)}+${one.heard.toFixed(0)}+${one.out.toFixed(0)}`,
  )
  print(`armed, ms from the end of the beep, to the sound room + in it + from it: ${parts.join(' ')}`)
  const [one] = await leaveWhole(setting, 1)
  print(`one message: ${inWords(one!)}`)
  const many = await leaveWhole(setting, atOnce)
  for (const quality of many) print(`one of ${atOnce}: ${inWords(quality)}`)
  const all = [one!, ...many]
  return {
    bench: 'drop',
    now_p50_ms: round(percentile(now, 0.5), 0),
    now_p95_ms: round(percentile(now, 0.95), 0),
    armed_afterBeep_p50_ms: round(percentile(armed, 0.5), 0),
    armed_afterBeep_p95_ms: round(percentile(armed, 0.95), 0),
    replaceTrackGap_ms: round(Math.max(...gaps), 1),
    segSNR_db: round(one!.segSNR, 1),
    lsd_db: round(one!.lsd, 2),
    gain_db: round(one!.gainDb, 2),
    headLost_ms: Math.max(...all.map(({ headLostMs }) => headLostMs)),
    tailLost_ms: Math.max(...all.map(({ tailLostMs }) => tailLostMs)),
    atOnce10_ok: many.filter(isWhole).length,
    atOnce10_segSNR_db: round(Math.min(...many.map(({ segSNR }) => segSNR)), 1),
    beep_hz: setting.hertz,
    calls: { now: now.length, armed: armed.length },
  }
}

/** The rep presses while the greeting is on, and presses again: from that press to the first sample. */
async function playNow({ desk, farEnds, recording }: Bench, gaps: number[]): Promise<number> {
  const voicemail = await arm(desk, farEnds)
  const from = voicemail.farEnd.packets.length
  const pressedAt = await click(desk.getByRole('button', { name: /^Play now/ }))
  voicemail.farEnd.queue.length = 0
  const heard = await firstSample(voicemail, recording, from)
  gaps.push(longestGap(voicemail))
  await hangUp(desk, voicemail)
  return heard - pressedAt
}

/** From the last packet of the beep to the first sample, and the parts of that: to the sound room, in it, and from it. */
interface Landing {
  readonly inAll: number
  readonly in: number
  readonly heard: number
  readonly out: number
}

async function playAtBeep({ desk, farEnds, recording, hertz }: Bench, gaps: number[]): Promise<Landing> {
  const voicemail = await arm(desk, farEnds)
  const { farEnd } = voicemail
  farEnd.queue.length = 0
  await say(farEnd, endOfGreeting(hertz))
  const beepEndedAt = Date.now() - (performance.now() - farEnd.spokenAt)
  const from = farEnd.packets.length - 5
  const heard = await firstSample(voicemail, recording, from)
  gaps.push(longestGap(voicemail))
  const call = (await askDesk(desk, 'desk.open', {})).calls.find(({ phase }) => phase === 'playing')
  await hangUp(desk, voicemail)
  const [ended, started] = [call?.beep?.endedAt ?? NaN, call?.drop?.startedAt ?? NaN]
  return { inAll: heard - beepEndedAt, in: ended - beepEndedAt, heard: started - ended, out: heard - started }
}

/** That many messages, all started by their beeps in the same moment, from the first sample to the last. */
async function leaveWhole({ desk, farEnds, recording, hertz }: Bench, count: number): Promise<Quality[]> {
  const voicemails: Voicemail[] = []
  for (let i = 0; i < count; i++) voicemails.push(await arm(desk, farEnds))
  const from = voicemails.map(({ farEnd }) => farEnd.packets.length)
  for (const { farEnd } of voicemails) farEnd.queue.length = 0
  await Promise.all(voicemails.map(({ farEnd }) => say(farEnd, endOfGreeting(hertz))))
  await Promise.all(voicemails.map(({ ended }) => ended))
  return voicemails.map(({ farEnd }, i) => measureMessage(heardFrom(farEnd, from[i]!), recording))
}

/** Long enough for ten calls to be dropped into one after the other; it is cut short. */
const greeting = babble(90, rate, 3)
const endOfGreeting = (hertz: number) => concat(babble(1, rate, 4), silence(0.4, rate), sine(hertz, 0.4, rate, 0.3))

/** Calls whoever is next, hears their greeting, and drops into it: the rep is free. Answers when the far end gets silence. */
async function arm(desk: Page, farEnds: FarEnds): Promise<Voicemail> {
  const called = farEnds.nextCall()
  await bigButton(desk, /^Call /).click()
  const voicemail = await called
  await expect(desk.getByText(/^(Talking|Answered, listening for the beep)$/)).toBeVisible()
  void say(voicemail.farEnd, greeting)
  // Enough of it that the rep's ear is what arms the drop.
  await expect
    .poll(
      async () => {
        const { calls } = await askDesk(desk, 'desk.open', {})
        return calls.some(({ phase, speechHeardAt, drop }) => phase === 'talking' && !drop && speechHeardAt !== null)
      },
      { intervals: [50], timeout: 20_000 },
    )
    .toBe(true)
  await bigButton(desk, /^Drop /).click()
  await packets(voicemail, 10)
  return voicemail
}

async function hangUp(desk: Page, voicemail: Voicemail): Promise<void> {
  const button = desk.getByLabel('Messages being left').getByRole('button', { name: /^Hang up/ })
  // On a slow machine the message may be through by now, and its button gone.
  const pressed = button.click({ timeout: 15_000 }).catch(() => null)
  await Promise.race([pressed, voicemail.ended])
  await voicemail.ended
}

async function packets({ farEnd }: Voicemail, more: number): Promise<void> {
  const wanted = farEnd.packets.length + more
  await expect.poll(() => farEnd.packets.length, { intervals: [10], timeout: 15_000 }).toBeGreaterThanOrEqual(wanted)
}

/** When the packet with the recording's first sample came, epoch milliseconds. */
async function firstSample(voicemail: Voicemail, recording: Sound, from: number): Promise<number> {
  const { farEnd, arrivals } = voicemail
  await packets(voicemail, 50 * (heardSeconds + 0.5))
  const { lag, correlation } = measureMessage(heardFrom(farEnd, from), recording, heardSeconds)
  if (correlation < 0.95) throw new Error(`the far end heard no message (correlation ${correlation.toFixed(2)})`)
  const first = farEnd.packets[from]!.header.sequenceNumber
  const wanted = (first + Math.floor(lag / 160)) & 0xffff
  const at = farEnd.packets.findIndex(({ header }) => header.sequenceNumber === wanted)
  return arrivals[at]!
}

/** The longest stretch without sound between two packets of a call, by their time stamps, ms: swaps of track among them. */
function longestGap({ farEnd }: Voicemail): number {
  let longest = 0
  for (let i = 1; i < farEnd.packets.length; i++) {
    const [one, next] = [farEnd.packets[i - 1]!.header, farEnd.packets[i]!.header]
    longest = Math.max(longest, (((next.timestamp - one.timestamp) | 0) - 160) / 8)
  }
  return longest
}

function isWhole({ headLostMs, tailLostMs, segSNR, lsd, gainDb }: Quality): boolean {
  return headLostMs === 0 && tailLostMs === 0 && segSNR >= 25 && lsd <= 2 && Math.abs(gainDb) <= 0.5
}

function inWords({ correlation, segSNR, lsd, gainDb, headLostMs, tailLostMs }: Quality): string {
  const figures = { correlation, segSNR, lsd, gainDb, headLostMs, tailLostMs }
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join(', ')
}

/** Ten seconds: speech from its first sample on, and a tone that ends abruptly, so that a cut of a few milliseconds shows. */
function message(): Sound {
  const { samples, sampleRate } = readWav(join(root, 'resources', 'recordings', 'introduction.wav'))
  const from = samples.findIndex((sample) => Math.abs(sample) > 0.01)
  const speech = samples.subarray(from, from + 9.8 * sampleRate)
  const tone = silence(0.2, sampleRate).map((_, i) => 0.2 * Math.sin((2 * Math.PI * 1200 * i) / sampleRate))
  return { samples: concat(speech, tone), sampleRate }
}

/** A voicemail's packets come evenly: where it may, this process goes before whatever else keeps the machine busy. */
function bePunctual(): void {
  try {
    setPriority(-10)
  } catch {
    console.log('the far ends have no priority here: on a busy machine their packets come unevenly')
  }
}
