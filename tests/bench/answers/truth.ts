import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Who is at the far end of a file. */
export type Kind = 'person' | 'voicemail' | 'ringing' | 'menu' | 'screener' | 'music'

/** One answered call: a WAV that begins with the answer, and what is true of it. Times are seconds from its beginning. */
export interface Answer {
  /** Where it lies. */
  readonly file: string
  readonly kind: Kind
  /** The end of the last pip of the beep that stands for the mailbox; null: there is none. */
  readonly beepEnd: number | null
  /** The drop was armed while it rang, or pressed at this second. */
  readonly armed: 'ringing' | number
  /** The end of the last word of a greeting without a beep; found in the sound where it is not said. */
  readonly greetingEnd?: number | undefined
  /** What it is made of, for tables of what went wrong. */
  readonly about?: string | undefined
}

const kinds: readonly Kind[] = ['person', 'voicemail', 'ringing', 'menu', 'screener', 'music']

/** The `truth.json` of a folder, with the files' whole paths. A row that says nothing of a beep has none, one that says nothing of the drop was armed while it rang. */
export function readTruth(folder: string): Answer[] {
  const rows = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Partial<Answer>[]
  return rows.map(({ file, kind, beepEnd, armed, greetingEnd, about }, index) => {
    if (file === undefined || kind === undefined || !kinds.includes(kind))
      throw new Error(`Row ${index} of truth.json has no file, or no kind of ${kinds.join(', ')}`)
    if (armed !== undefined && armed !== 'ringing' && typeof armed !== 'number')
      throw new Error(`Row ${index} of truth.json: armed is "ringing" or a number of seconds`)
    return { file: join(folder, file), kind, beepEnd: beepEnd ?? null, armed: armed ?? 'ringing', greetingEnd, about }
  })
}
