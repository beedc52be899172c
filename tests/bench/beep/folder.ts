import { readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import type { Item } from './test-set.ts'
import { lastSound } from './sound.ts'
import { readWav } from './wav-file.ts'

/** A row of truth.json; a file with several beeps has several rows. `kind` and `greetingEnd` (s) may say more about a file without one. */
interface TruthRow {
  readonly file: string
  readonly beepStart: number | null
  readonly beepEnd?: number
  readonly kind?: 'no-beep' | 'talk' | 'music' | 'tone'
  readonly greetingEnd?: number
}

/**
 * Somebody else's test set: WAV files with a truth.json. A file without a beep that ends in three seconds of quiet or more
 * is a greeting without a beep; any other is speech, unless its row's `kind` says music or tone.
 */
export function readFolder(folder: string): Item[] {
  const rows = JSON.parse(readFileSync(joinPath(folder, 'truth.json'), 'utf8')) as TruthRow[]
  const byFile = Map.groupBy(rows, (row) => row.file)
  return [...byFile].map(([name, own]): Item => {
    const file = joinPath(folder, name)
    const about = { file: name }
    const beeps = own.flatMap((row) =>
      row.beepStart === null ? [] : [{ start: row.beepStart, end: row.beepEnd ?? row.beepStart }],
    )
    if (beeps.length > 0)
      return { file, kind: 'call', playedAt: 0, about, beeps: beeps.toSorted((a, b) => a.start - b.start) }
    const stated = own[0]!
    if (stated.kind && stated.kind !== 'no-beep') return { file, kind: stated.kind, playedAt: 0, about, beeps }
    const { samples, sampleRate } = readWav(file)
    const greetingEnd = stated.greetingEnd ?? lastSound(samples, sampleRate) / sampleRate
    const endsInQuiet = samples.length / sampleRate - greetingEnd >= 3
    return endsInQuiet || stated.kind
      ? { file, kind: 'no-beep', playedAt: 0, about, beeps, greetingEnd }
      : { file, kind: 'talk', playedAt: 0, about, beeps }
  })
}
