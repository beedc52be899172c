import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeArchive, openArchive } from '../../main/archive/open.ts'
import { seedPractice, type PracticeProspect } from '../../main/practice/seed-practice.ts'
import type { RecordingId } from '../../shared/ids.ts'
import { writeWav, type Sound } from '../support/signal.ts'

/** A contact for each number, in the order they are to be called. */
export interface Seeded {
  readonly numbers: readonly string[]
  readonly recording: Sound
}

/**
 * Makes the archive that a bench's Afterbeep opens, before it opens it, with main's own means: the contacts are due before
 * all others, and the recording is the one that a drop leaves.
 */
export function seedArchive(folder: string, { numbers, recording }: Seeded): void {
  const recordingsDir = join(folder, 'recordings')
  mkdirSync(recordingsDir, { recursive: true })
  writeWav(join(recordingsDir, 'bench.wav'), recording)
  const now = Date.now()
  const opened = openArchive(join(folder, 'archive.sqlite'), { now })
  if (!opened.ok) throw new Error(JSON.stringify(opened.trouble))
  const durationMs = (1000 * recording.samples.length) / recording.sampleRate
  const seeded = seedPractice(opened.value, {
    prospects: numbers.map(prospect),
    recordings: [
      { recordingId: 'bench' as RecordingId, name: 'Bench', script: '', durationMs, file: 'bench.wav', version: 1 },
    ],
    now: now - 60_000,
    newId: () => crypto.randomUUID(),
  })
  closeArchive(opened.value)
  if (!seeded.ok) throw new Error(JSON.stringify(seeded.trouble))
}

function prospect(number: string, index: number): PracticeProspect {
  const name = `Prospect ${String(index + 1).padStart(3, '0')}`
  const place = { place: 'Toronto', timeZone: 'America/Toronto' }
  return { key: `bench-${index + 1}`, name, title: 'Buyer', company: `Company ${index + 1}`, number, ...place }
}
