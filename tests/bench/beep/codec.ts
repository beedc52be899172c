import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Sound } from './sound.ts'
import { formatWav, parseWav, readWav, writeWav } from './wav-file.ts'

/** What the far end's sound went through on its way. */
export type Codec = 'mu-law' | 'a-law' | 'opus-16k' | 'opus-24k' | 'gsm'

export const codecs: readonly Codec[] = ['mu-law', 'a-law', 'opus-16k', 'opus-24k', 'gsm']

const encoders: Record<Codec, { readonly ext: string; readonly args: readonly string[] }> = {
  'mu-law': { ext: 'wav', args: ['-c:a', 'pcm_mulaw'] },
  'a-law': { ext: 'wav', args: ['-c:a', 'pcm_alaw'] },
  'opus-16k': { ext: 'ogg', args: ['-c:a', 'libopus', '-b:a', '16k', '-application', 'voip'] },
  'opus-24k': { ext: 'ogg', args: ['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip'] },
  gsm: { ext: 'gsm', args: ['-c:a', 'libgsm'] },
}

/** The sound as it is after being encoded and decoded by ffmpeg: same rate, same length, same time. */
export async function through(codec: Codec, sound: Sound): Promise<Sound> {
  const folder = mkdtempSync(joinPath(tmpdir(), 'beep-'))
  try {
    const { ext, args } = encoders[codec]
    const clean = joinPath(folder, 'clean.wav')
    const coded = joinPath(folder, `coded.${ext}`)
    const decoded = joinPath(folder, 'decoded.wav')
    writeWav(clean, sound)
    await run('ffmpeg', ['-v', 'error', '-y', '-i', clean, ...args, coded])
    await run('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-i',
      coded,
      '-ar',
      String(sound.sampleRate),
      '-c:a',
      'pcm_s16le',
      decoded,
    ])
    const heard = readWav(decoded).samples
    const samples = new Float32Array(sound.samples.length)
    samples.set(heard.subarray(0, samples.length))
    return { sampleRate: sound.sampleRate, samples }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export async function resample(sound: Sound, sampleRate: number): Promise<Sound> {
  if (sound.sampleRate === sampleRate) return sound
  const args = ['-v', 'error', '-f', 'wav', '-i', '-', '-ar', String(sampleRate), '-c:a', 'pcm_s16le', '-f', 'wav', '-']
  return parseWav(await run('ffmpeg', args, formatWav(sound)), 'ffmpeg')
}

/** Runs a program to its end; what it wrote to its standard output. */
export function run(program: string, args: readonly string[], input?: Buffer | string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out))
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}: ${complaint}`))
    })
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
