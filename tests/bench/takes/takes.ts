/*
 * npm run bench -- takes [--seed S] [--half dev|report] [--wrong]
 *
 * Forty seeded takes whose words are known to the sample, and ten in which nobody speaks, through what the studio
 * prepares a take with; and ten minutes of speech in a process of its own, for its time and memory. `--wrong` names each take
 * that missed a bar. Nothing of the report half was tuned on.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareRecording } from '../../../shared/audio/prepare-recording.ts'
import { runAll } from '../../../shared/studio/steps.ts'
import { ensurePackages } from '../../../scripts/system-packages.ts'
import { percentile, round } from '../figures.ts'
import { makeTakes, type Half } from './make-takes.ts'

const [takes, wordless] = [40, 10]
/** From here on a room may hide where its words end, and more than 200 ms may be kept. */
const loudNoiseDb = -45

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: 'first' },
      half: { type: 'string', default: 'report' },
      wrong: { type: 'boolean', default: false },
    },
  })
  ensurePackages(['espeak-ng', 'ffmpeg'])
  const [lost, kept, errors, peaks]: number[][] = [[], [], [], []]
  let falseMessages = 0
  for (const take of makeTakes(values.half as Half, values.seed, takes, wordless)) {
    const prepared = runAll(prepareRecording(take.samples))
    const tell = (what: string) => values.wrong && console.log(`${take.name}: ${what}`)
    if (!take.words) {
      if (!prepared) continue
      falseMessages++
      tell('taken for a message')
      continue
    }
    const ms = (samples: number) => samples / 48
    const cut = prepared?.cut ?? { from: take.samples.length, to: take.samples.length }
    const [lostBefore, lostAfter] = [ms(cut.from - take.words.from), ms(take.words.to - cut.to)]
    const lostMs = Math.max(0, lostBefore, lostAfter)
    lost!.push(lostMs)
    if (lostMs > 0) tell(`lost ${lostMs.toFixed(0)} ms of words at the ${lostBefore > lostAfter ? 'beginning' : 'end'}`)
    if (take.noiseDb <= loudNoiseDb) {
      const ends = [ms(take.words.from - cut.from), ms(cut.to - take.words.to)]
      kept!.push(...ends)
      if (Math.max(...ends) > 200) tell(`kept ${ends.map((end) => end.toFixed(0)).join(' and ')} ms`)
    }
    if (!prepared) continue
    errors!.push(Math.abs((prepared.measurements.loudnessLufs ?? -Infinity) + 22.5))
    peaks!.push(prepared.measurements.truePeakDb)
  }
  const long = JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'ten-minutes.ts')], { encoding: 'utf8' }),
  ) as { seconds: number; peakRssMb: number }
  const result = {
    bench: 'takes',
    takes,
    wordsLost_ms_max: round(Math.max(...lost!), 1),
    leadInKept_ms_p95: round(percentile(kept!, 0.95), 0),
    falseMessages,
    lufs_maxError: round(Math.max(...errors!), 2),
    truePeak_max_db: round(Math.max(...peaks!), 2),
    tenMinutes_s: round(long.seconds, 2),
    peakRss_mb: round(long.peakRssMb, 0),
  }
  console.log(JSON.stringify(result))
}
