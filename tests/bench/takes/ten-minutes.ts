/* Ten minutes of something like speech, prepared in a process of its own: `{"seconds":…,"peakRssMb":…}`. */
import { prepareRecording, recordingRate } from '../../../shared/audio/prepare-recording.ts'
import { runAll } from '../../../shared/studio/steps.ts'
import { babble } from '../../support/synthetic-sound.ts'

const phrase = babble(4, recordingRate, 7)
const take = new Float32Array(600 * recordingRate)
// Phrases of four seconds and pauses of one, each at another level.
for (let at = 0, n = 0; at + phrase.length <= take.length; at += 5 * recordingRate, n++) {
  const gain = 0.2 + (0.7 * ((n * 37) % 11)) / 11
  for (let i = 0; i < phrase.length; i++) take[at + i] = phrase[i]! * gain
}
const startedAt = performance.now()
const prepared = runAll(prepareRecording(take))
if (!prepared) throw new Error('nothing was said')
const seconds = (performance.now() - startedAt) / 1000
process.stdout.write(JSON.stringify({ seconds, peakRssMb: process.resourceUsage().maxRSS / 1024 }))
