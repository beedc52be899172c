import { readFileSync, writeFileSync } from 'node:fs'
import { readWav as parseWav, wavOf, type Sound } from '../../shared/audio/wav-format.ts'

export { wavOf, type Sound }

/** A WAVE file of any of the usual kinds, as mono sound. */
export function readWav(path: string): Sound {
  return parseWav(readFileSync(path))
}

/** Mono, 16-bit PCM; what is louder than full scale is clipped. */
export function writeWav(path: string, sound: Sound): void {
  writeFileSync(path, wavOf(sound))
}
