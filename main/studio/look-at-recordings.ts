import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { integratedLoudness } from '../../shared/audio/loudness.ts'
import { peaksOf } from '../../shared/audio/peaks.ts'
import { runAll } from '../../shared/studio/steps.ts'
import { readWav } from '../../shared/audio/wav-format.ts'
import { noteMeasurements, versionsWithoutPeaks } from '../archive/recording-versions.ts'
import type { Studio } from './studio.ts'

/** Recordings that came with Afterbeep, or from before the studio, get their waveform when it is first opened. */
export async function lookAtRecordings({ archive, folder }: Studio): Promise<void> {
  for (const { recordingId, version, file } of versionsWithoutPeaks(archive)) {
    const bytes = await readFile(join(folder, file)).catch(absent)
    if (!bytes) continue
    const { samples } = readWav(bytes)
    const loudness = runAll(integratedLoudness(samples))
    const loudnessLufs = Number.isFinite(loudness) ? loudness : null
    noteMeasurements(archive, { recordingId, version, loudnessLufs, peaks: peaksOf(samples) })
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
