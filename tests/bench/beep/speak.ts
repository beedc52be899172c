import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run, resample } from './codec.ts'
import { grammars, voices } from './halves.ts'
import type { Half } from './halves.ts'
import type { Random } from './random.ts'
import type { Sound } from './sound.ts'
import { parseWav, readWav } from './wav-file.ts'

export function greetingText(half: Half, random: Random): string {
  return fill(half, random.pick(grammars[half].greetings), random)
}

/** About `sentences` sentences of talk and greetings. */
export function talkText(half: Half, sentences: number, random: Random): string {
  const { greetings, talk } = grammars[half]
  return Array.from({ length: sentences }, () =>
    fill(half, random.pick(random.chance(0.3) ? greetings : talk), random),
  ).join(' ')
}

function fill(half: Half, template: string, random: Random): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, word: string) => random.pick(grammars[half].words[word]!))
}

/** Speaks a text with one of the half's voices, at a pace and pitch drawn at random. */
export async function speak(half: Half, text: string, sampleRate: number, random: Random): Promise<Sound> {
  const voice = random.pick(voices[half])
  const pace = random.between(0.8, 1.3)
  const pitch = Math.round(random.between(15, 85))
  if (voice.program === 'flite') {
    const folder = mkdtempSync(join(tmpdir(), 'beep-'))
    try {
      const file = join(folder, 'spoken.wav')
      await run('flite', [
        '-voice',
        voice.name,
        '--setf',
        `duration_stretch=${(1 / pace).toFixed(2)}`,
        '-t',
        text,
        '-o',
        file,
      ])
      return await resample(readWav(file), sampleRate)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const args = ['-v', voice.name, '-s', String(Math.round(165 * pace)), '-p', String(pitch), '--stdout', '--stdin']
  return resample(parseWav(await run('espeak-ng', args, text), 'espeak-ng'), sampleRate)
}
