/** Keeps what a call heard: a WAV and what is known about it, side by side, named by the SIP Call-ID. */
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromSixteenBit, wavOf } from '../../shared/audio/wav-format.ts'
import type { Pause } from './heard.ts'

const MOST_RECORDINGS = 200

/** Milliseconds are counted from the instant the 200 OK was sent, like the WAV's samples. */
export interface HeardReport {
  readonly number: string
  /** Epoch milliseconds of the 200 OK. */
  readonly answeredAt: number
  /** The last sample of the greeting, or of the first thing said, has been sent. */
  readonly greetingEndedMs: number | null
  readonly beepStartedMs: number | null
  readonly beepEndedMs: number | null
  readonly firstPacketMs: number | null
  readonly packets: number
  readonly lost: number
  /** When the caller's computer was starved: the samples after `atMs` came `ms` later than they lie in the WAV. */
  readonly pauses: readonly Pause[]
  /** RFC 4733 digits, in their order. */
  readonly digits: string
  readonly endedBy: EndedBy
  readonly endedMs: number
}

/** The caller's BYE, ours, nothing heard any more, or the practice line was stopped. */
export type EndedBy = 'rep' | 'far-end' | 'network' | 'quit'

/** What is being written, by its folder: a call that is over may still be written when the practice line is stopped. */
const underWay = new Map<string, Set<Promise<void>>>()

/** Writes both files; each is whole or not there, and the WAV is there before its report. */
export async function keepHeard(...what: Parameters<typeof writeHeard>): Promise<void> {
  const [dir] = what
  const writing = writeHeard(...what)
  const all = underWay.get(dir) ?? new Set()
  underWay.set(dir, all.add(writing))
  try {
    await writing
  } finally {
    all.delete(writing)
  }
}

/** Nothing is being written to this folder any more, however that ended. */
export async function whenHeardIsKept(dir: string): Promise<void> {
  await Promise.allSettled(underWay.get(dir) ?? [])
}

async function writeHeard(dir: string, callId: string, samples: Int16Array, report: HeardReport): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const name = fileNameOf(callId)
  await writeWhole(join(dir, `${name}.wav`), wavOf({ samples: fromSixteenBit(samples), sampleRate: 8_000 }))
  await writeWhole(join(dir, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
  await forgetOldest(dir)
}

/** Call-IDs are chosen by the caller: what could be a path is replaced. The exchange's UUIDs stay as they are. */
export function fileNameOf(callId: string): string {
  return callId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 100)
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.unfinished`
  await writeFile(unfinished, content)
  await rename(unfinished, path)
}

async function forgetOldest(dir: string): Promise<void> {
  const wavs = (await readdir(dir)).filter((file) => file.endsWith('.wav'))
  if (wavs.length <= MOST_RECORDINGS) return
  const aged = await Promise.all(
    // Another call may forget the same one at the same time.
    wavs.map(async (file) => ({
      file,
      at: await stat(join(dir, file)).then(
        (s) => s.mtimeMs,
        () => 0,
      ),
    })),
  )
  aged.sort((a, b) => a.at - b.at)
  for (const { file } of aged.slice(0, wavs.length - MOST_RECORDINGS)) {
    await rm(join(dir, file), { force: true })
    await rm(join(dir, file.replace(/wav$/, 'json')), { force: true })
  }
}
