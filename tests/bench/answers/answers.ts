/**
 * Who answered, and what a drop did about it.
 *
 *     npm run bench -- answers [--dir DIR] [--half dev|report] [--seed WORD] [--every N] [--only WORDS] [--wrong] [--trace]
 *
 * Plays answered calls to the modules that the app runs, and counts where a recording was played, first of all to whom it
 * never may be. Without a folder it makes a seeded set under out/bench/answers (kept for the next run) of some 1,200 calls:
 * its two halves share no voice, no sentence and no seed, the rules were chosen on the development half, and the report
 * half is what it prints unless told otherwise. All voices are synthetic. DIR holds WAV files of 8 or 48 kHz and a
 * truth.json: see truth.ts. `--wrong` lists what went wrong, `--only` takes the calls whose description has these words,
 * `--every` one in so many, `--trace` says what was heard. The last line is the result, one JSON object.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { percentile, round } from '../figures.ts'
import { readWav } from '../beep/wav-file.ts'
import { answerSet } from './answer-set.ts'
import { listenIn } from './listen-in.ts'
import { emptyTally, tally } from './score.ts'
import type { Tally } from './score.ts'
import { readTruth } from './truth.ts'

export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      half: { type: 'string', default: 'report' },
      seed: { type: 'string', default: 'one' },
      every: { type: 'string', default: '1' },
      only: { type: 'string' },
      wrong: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  })
  const { half, seed, only } = values
  if (half !== 'dev' && half !== 'report') throw new Error(`There is no half "${half}": dev or report`)
  const say = (line: string) => console.log(line)
  const folder = join(import.meta.dirname, '../../../out/bench/answers')
  const answers = values.dir
    ? readTruth(values.dir).filter(({ about, file }) => !only || `${about} ${file}`.includes(only))
    : await answerSet(folder, half, seed, Number(values.every), only, say)
  const sum = emptyTally()
  const spent = { cpu: 0, sound: 0 }
  for (const answer of answers) {
    const sound = readWav(answer.file)
    const before = process.cpuUsage()
    if (values.trace) say(`${answer.about} ${answer.file}`)
    const heard = listenIn(sound, answer.armed, values.trace ? say : undefined)
    const used = process.cpuUsage(before)
    spent.cpu += (used.user + used.system) / 1e6
    spent.sound += sound.samples.length / sound.sampleRate
    tally(sum, answer, sound, heard)
  }
  if (values.wrong) for (const line of sum.wrong) say(line)
  say(JSON.stringify(result(sum, spent.cpu / spent.sound)))
}

function result(sum: Tally, cpu: number): Record<string, string | number | null> {
  const calls = (kind: string) => sum.calls.get(kind) ?? 0
  const played = (kind: string) => sum.playedTo.get(kind) ?? 0
  const share = (part: number, whole: number) => (whole > 0 ? round(part / whole, 4) : null)
  return {
    bench: 'answers',
    persons: calls('person'),
    playedToPersons: played('person'),
    ringing: calls('ringing'),
    playedIntoRinging: played('ringing'),
    menus: calls('menu'),
    playedIntoMenus: played('menu'),
    screeners: calls('screener'),
    playedToScreeners: played('screener'),
    music: calls('music'),
    playedIntoMusic: played('music'),
    voicemailsWithBeep: sum.withBeep,
    atBeep250ms: share(sum.atBeep, sum.withBeep),
    wholeAfterBeep: share(sum.whole, sum.withBeep),
    voicemailsWithoutBeep: sum.pressedWithoutBeep + sum.armedWithoutBeep,
    pressedStarted3s: share(sum.pressedStarted, sum.pressedWithoutBeep),
    armedStartedOrHandedBack: share(sum.armedRight, sum.armedWithoutBeep),
    lost: sum.lost,
    secondsToHandBack_p95: sum.secondsToHandBack.length > 0 ? round(percentile(sum.secondsToHandBack, 0.95), 2) : null,
    cpuRealtimeFactor: round(cpu, 5),
  }
}
