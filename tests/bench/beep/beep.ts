/**
 * The beep detector's contest.
 *
 *     npm run bench -- beep [--dir DIR] [--half dev|report] [--seed WORD] [--quick] [--wrong] [--only call|no-beep|tone|music|talk|screener]
 *
 * Makes a seeded test set under out/bench/beep (kept for the next run) and plays it to the detector, or reads DIR: WAV
 * files of 8 or 48 kHz with a truth.json. The set has two halves which share no voice, no sentence, no beep frequency and
 * no seed. Every threshold of the detector was chosen on the development half; the report half, which is what
 * this prints unless told otherwise, was never tuned on, and must not be: only which network tones passed there was looked
 * at (a key through GSM, a spaced chime), for they are the same in both halves. `--seed` makes another set of the same kind.
 * `--wrong` lists what was missed or false. Call screeners' announcements, each marked in one call, are listened for in
 * other calls of theirs and of everybody else. Into the tone files a message is armed besides, while it rings and by ear.
 * The last line is the result, one JSON object.
 */
import { join as joinPath } from 'node:path'
import { parseArgs } from 'node:util'
import { createBeepDetector } from '../../../renderer/sound/beep-detector.ts'
import { listenIn } from '../answers/listen-in.ts'
import { readFolder } from './folder.ts'
import type { Half } from './halves.ts'
import { createRandom } from './random.ts'
import { scoreScreeners } from './screeners.ts'
import { emptyTally, listen, tally } from './score.ts'
import type { Tally } from './score.ts'
import type { Sound } from './sound.ts'
import { full, quick, testSet } from './test-set.ts'
import type { Item } from './test-set.ts'
import { readWav } from './wav-file.ts'

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      half: { type: 'string', default: 'report' },
      seed: { type: 'string', default: 'second' },
      quick: { type: 'boolean', default: false },
      wrong: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  })
  if (values.half !== 'dev' && values.half !== 'report')
    throw new Error(`There is no half "${values.half}": dev or report`)
  const half: Half = values.half
  const say = (line: string) => console.log(line)
  const items = values.dir
    ? readFolder(values.dir)
    : await testSet(
        joinPath(import.meta.dirname, '../../../out/bench/beep'),
        half,
        values.quick ? quick : full,
        values.seed,
        values.only,
        say,
      )

  const sum = emptyTally()
  for (const item of items) if (item.kind !== 'screener' && (!values.only || item.kind === values.only)) play(sum, item)
  const screeners = scoreScreeners(items, sum.wrong)
  if (values.wrong) for (const line of sum.wrong) say(line)
  say(JSON.stringify({ ...result(sum), ...screeners }))
}

function play(sum: Tally, item: Item): void {
  const sound = readWav(item.file)
  if (item.kind === 'tone') armInto(sum, item, sound)
  tally(sum, item, sound.samples.length / sound.sampleRate, listen(sound, item.playedAt || sound.sampleRate))
}

/** What an armed message would do: it starts at beeps that are not sure as well, and at a press also in a silence, which is no tone. */
function armInto(sum: Tally, item: Item, sound: Sound): void {
  const starts = (armed: 'ringing' | number) =>
    listenIn(sound, armed).starts.filter(({ reason }) => reason === 'beep').length
  if (starts('ringing') > 0) {
    sum.toneStartedAhead++
    sum.wrong.push(`armed message started into ${item.file} ${JSON.stringify(item.about)}`)
  }
  if (starts(0.1) > 0) sum.toneStartedByEar++
}

function result(sum: Tally): Record<string, string | number | null> {
  const hours = sum.talkSeconds / 3600
  return {
    bench: 'beep',
    beeps: sum.beeps,
    recall: share(sum.hits, sum.beeps),
    firstCorrect: share(sum.firstCorrect, sum.calls),
    latency_p50_ms: percentileMs(sum.latencies, 0.5),
    latency_p95_ms: percentileMs(sum.latencies, 0.95),
    before_end: sum.beforeEnd,
    speech_h: round(hours, 2),
    falsePerSpeechHour: hours > 0 ? round(sum.talkFalse / hours, 3) : null,
    music_h: round(sum.musicSeconds / 3600, 2),
    falseMusic: sum.musicFalse,
    toneFiles: sum.toneFiles,
    falseTones: sum.toneFalse,
    tonesStartedAhead: sum.toneStartedAhead,
    tonesStartedByEar: sum.toneStartedByEar,
    noBeep: sum.noBeep,
    fallbackWithin2500ms: share(sum.fallbackInTime, sum.noBeep),
    cpuRealtimeFactor: round(cpuRealtimeFactor(), 5),
  }
}

/** Seconds of one core for a second of 48 kHz sound, in a worklet's blocks of 128: noise and tones for half a minute, after a warm-up. */
function cpuRealtimeFactor(): number {
  const random = createRandom('cpu')
  const seconds = 30
  const samples = Float32Array.from(
    { length: seconds * 48000 },
    (_, i) => 0.03 * random.gauss() + (i % 96000 < 24000 ? 0.3 * Math.sin(i / 8) : 0),
  )
  const detector = createBeepDetector(48000)
  let spent = 0
  for (let run = 0; run < 2; run++) {
    const before = process.cpuUsage()
    for (let from = 0; from < samples.length; from += 128) detector.push(samples.subarray(from, from + 128))
    const used = process.cpuUsage(before)
    spent = (used.user + used.system) / 1e6
  }
  return spent / seconds
}

function percentileMs(values: readonly number[], at: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))]
  return value === undefined ? null : Math.round(value * 1000)
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? round(part / whole, 4) : null
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
