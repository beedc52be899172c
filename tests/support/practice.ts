/** The practice line in the test's own process, with a folder of its own that goes away with it. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileNameOf, type HeardReport } from '../../main/practice/heard-files.ts'
import { openPracticeServer, type PracticeServerOptions } from '../../main/practice/practice-server.ts'
import { readWav, sixteenBit, wavOf } from '../../shared/audio/wav-format.ts'

export const practiceAccount = { user: 'rep', password: 'correct horse' }
export const practiceSoundsDir = join(import.meta.dirname, '..', '..', 'resources', 'practice')

export interface PracticeForTests {
  /** ws://127.0.0.1:PORT/SECRET */
  readonly server: string
  readonly heardDir: string
  /** What the far end heard of a call that is over; waits for it to be written. 8 kHz. */
  heard(callId: string): Promise<{ samples: Int16Array; report: HeardReport }>
  callTheRep(number: string): Promise<boolean>
  close(): Promise<void>
}

export interface PracticeTimes extends Pick<PracticeServerOptions, 'ringMs' | 'ringOutMs' | 'limitMs' | 'nobodyMs'> {
  /** Prospects say no more than the first so many milliseconds of what they have to say. */
  readonly saysMs?: number
}

/** The times override what the prospects do; a test rings as short as it can. */
export async function openPractice({ saysMs, ...times }: PracticeTimes = { ringMs: 50 }): Promise<PracticeForTests> {
  const dir = await mkdtemp(join(tmpdir(), 'afterbeep-practice-'))
  const heardDir = join(dir, 'heard')
  const soundsDir = saysMs === undefined ? practiceSoundsDir : await cutSounds(saysMs, join(dir, 'sounds'))
  const practice = await openPracticeServer({ soundsDir, heardDir, account: practiceAccount, ...times })
  return {
    server: practice.server,
    heardDir,
    async heard(callId) {
      const path = join(heardDir, fileNameOf(callId))
      const report = JSON.parse(await whenThere(`${path}.json`)) as HeardReport
      return { samples: sixteenBit(readWav(await readFile(`${path}.wav`)).samples), report }
    },
    callTheRep: (number) => practice.callTheRep(number),
    async close() {
      await practice.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function cutSounds(ms: number, dir: string): Promise<string> {
  await mkdir(dir)
  for (const file of (await readdir(practiceSoundsDir)).filter((each) => each.endsWith('.wav'))) {
    const { samples, sampleRate } = readWav(await readFile(join(practiceSoundsDir, file)))
    await writeFile(join(dir, file), wavOf({ samples: samples.slice(0, (ms * sampleRate) / 1_000), sampleRate }))
  }
  return dir
}

/** The report is renamed into place after the WAV: once it is there, both are whole. */
async function whenThere(path: string): Promise<string> {
  for (const deadline = performance.now() + 5_000; ;) {
    try {
      return await readFile(path, 'utf8')
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
