import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePackages } from '../../scripts/system-packages.ts'
import { readWav, wavOf, type Sound } from '../../shared/audio/wav-format.ts'

/** What a rep would say; about nine seconds. */
const pitch =
  'Hi, this is Sam with Brightwater. Eight operations leaders are meeting to compare what saved them money, ' +
  'and I would like you at the table. I will follow up this week.'

/** Speech of espeak-ng, through any filters of ffmpeg: mono, 48 kHz. */
export function spoken(filters: readonly string[] = [], text = pitch): Sound {
  ensurePackages(['espeak-ng', 'ffmpeg'])
  const said = execFileSync('espeak-ng', ['-v', 'en-us', '-s', '165', '--stdout', text])
  // What cannot be seeked has no length in its header, which ffmpeg reads to the end.
  return throughFfmpeg(said, ['-af', ['aresample=48000', ...filters].join(','), '-ac', '1', '-ar', '48000'])
}

/** Any file that ffmpeg reads, as it makes it with these arguments: 32-bit float. */
function throughFfmpeg(file: Uint8Array, args: readonly string[]): Sound {
  const output = ['-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1']
  return readWav(
    execFileSync('ffmpeg', ['-v', 'error', '-i', 'pipe:0', ...args, ...output], {
      input: file,
      maxBuffer: 1 << 28,
    }),
  )
}

/** The sound as a file of another kind, e.g. `mp3`, `ipod` (M4A), `ogg`, `flac`. */
export function encoded(sound: Sound, format: string, args: readonly string[] = []): Uint8Array<ArrayBuffer> {
  ensurePackages(['ffmpeg'])
  // MP4 needs to go back to its beginning: its index is put there.
  const seekless = format === 'ipod' ? ['-movflags', 'frag_keyframe+empty_moov'] : []
  const command = ['-v', 'error', '-i', 'pipe:0', ...args, ...seekless, '-f', format, 'pipe:1']
  return Uint8Array.from(execFileSync('ffmpeg', command, { input: wavOf(sound), maxBuffer: 1 << 28 }))
}

/** So many hours of speech as an MP3 of 8 kbit/s, 3.6 MB an hour: a minute of it, encoded once and repeated. */
export function hoursOf(hours: number, { samples }: Sound): Uint8Array<ArrayBuffer> {
  const minute = {
    sampleRate: 8000,
    samples: Float32Array.from({ length: 480_000 }, (_, i) => samples[i % samples.length]!),
  }
  const folder = mkdtempSync(join(tmpdir(), 'afterbeep-hours-'))
  try {
    const file = join(folder, 'minute.mp3')
    writeFileSync(file, encoded(minute, 'mp3', ['-b:a', '8k']))
    const repeated = [
      '-v',
      'error',
      '-stream_loop',
      String(hours * 60 - 1),
      '-i',
      file,
      '-c',
      'copy',
      '-f',
      'mp3',
      'pipe:1',
    ]
    return Uint8Array.from(execFileSync('ffmpeg', repeated, { maxBuffer: 1 << 28 }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** What ffmpeg's `ebur128` says of it: the anchor that our own meters are held to. */
export function measuredByFfmpeg(sound: Sound): { loudnessLufs: number; truePeakDb: number } {
  const args = ['-hide_banner', '-nostats', '-f', 'f32le', '-ar', String(sound.sampleRate), '-ac', '1', '-i', 'pipe:0']
  const { stderr } = spawnSync('ffmpeg', [...args, '-af', 'ebur128=peak=true', '-f', 'null', '-'], {
    input: new Uint8Array(sound.samples.buffer, sound.samples.byteOffset, sound.samples.byteLength),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'))
  const loudness = /I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]
  const peak = /Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]
  if (loudness === undefined || peak === undefined) throw new Error(`ffmpeg measured nothing: ${stderr}`)
  return { loudnessLufs: Number(loudness), truePeakDb: Number(peak) }
}
