import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { lineIdSchema } from '../../shared/ids.ts'
import type { Line } from '../../shared/contract/line.ts'
import { lineDefaults } from '../../shared/line/line-defaults.ts'
import { root } from '../../scripts/run-step.ts'
import { startBaresip, type Baresip } from '../support/baresip.ts'
import { wordsHeard } from '../support/hear-words.ts'
import { startKamailio, type Kamailio } from '../support/kamailio.ts'
import { concat, readWav, resample, writeWav, type Sound } from '../support/signal.ts'
import { babble, silence, sine } from '../support/synthetic-sound.ts'

/** A provider and a voicemail behind it, neither of which was written here. */
export interface Lab {
  readonly provider: Kamailio
  readonly voicemail: Baresip
  /** What it plays: a WAV file. */
  readonly greeting: string
  /** The rep's account with the provider. */
  readonly line: Line
  readonly password: string
  stop(): Promise<void>
}

/**
 * Starts Kamailio and, registered with it, a baresip that answers with a greeting and a beep. It is reached by its own
 * number, 5551000, and by each of `numbers`, as a provider routes many numbers to one phone.
 */
export async function startLab(dir: string, numbers: readonly string[] = []): Promise<Lab> {
  requireLabNetwork()
  const ports = { sip: 5071, control: 4441, media: 20_100 }
  const peers = Object.fromEntries(numbers.map((number) => [number, `sip:5551000@127.0.0.1:${ports.sip}`]))
  const provider = await startKamailio({ dir: join(dir, 'kamailio'), peers })
  const greeting = join(dir, 'greeting.wav')
  writeWav(greeting, greetingWithBeep(48_000))
  const sipServer = `127.0.0.1:${provider.sipPort}`
  const voicemail = await startBaresip({ dir: join(dir, 'baresip'), account: '5551000', sipServer, greeting, ports })
  return {
    provider,
    voicemail,
    greeting,
    line: {
      lineId: lineIdSchema.parse('lab'),
      kind: 'sip',
      name: 'Lab line',
      server: provider.wsServer,
      domain: 'pbx.test',
      user: 'web1',
      authUser: '',
      callerName: '',
      ...lineDefaults,
    },
    password: 'webpass1',
    async stop() {
      await voicemail.stop()
      await provider.stop()
    },
  }
}

/**
 * Ten seconds of speech with a breath in it, as mailboxes greet, a beep, and then a minute in which a message can be left:
 * baresip hangs up at the end.
 */
function greetingWithBeep(sampleRate: number): Sound {
  const speech = concat(babble(4, sampleRate, 7), silence(0.4, sampleRate), babble(6, sampleRate, 8))
  const beep = sine(1000, 0.8, sampleRate, 0.4)
  return { samples: concat(speech, silence(0.5, sampleRate), beep, silence(60, sampleRate)), sampleRate }
}

/** The lab's traffic must not reach anything real: it runs in a network made for it, or not at all. */
function requireLabNetwork(): void {
  const others = Object.entries(networkInterfaces()).filter(([name]) => name !== 'lo' && !/^lab\d$/.test(name))
  if (others.length > 0) throw new Error('The lab runs in a network of its own only. Use: npm test -- lab')
}

/** One of the recordings that come with Afterbeep, by its id, or its beginning. */
export function starterRecording(recordingId: string, seconds = Infinity): Sound {
  const { samples, sampleRate } = readWav(join(root, 'resources', 'recordings', `${recordingId}.wav`))
  return { samples: samples.slice(0, Math.min(samples.length, seconds * sampleRate)), sampleRate }
}

/** How well the voicemail heard the words of a recording in its last call, 0 to 1; of another one it is about a third. */
export function heardOf(lab: Lab, recording: Sound): number {
  const file = lab.voicemail.recordings().at(-1)
  if (!file) throw new Error('the voicemail recorded nothing')
  const heard = readWav(file)
  const wanted = resample(recording.samples, recording.sampleRate, heard.sampleRate)
  return wordsHeard(heard.samples, wanted, heard.sampleRate)
}
