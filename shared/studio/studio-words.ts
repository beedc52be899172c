import type { RecordingWarning } from '../contract/studio.ts'

/** What is, then what to do: as for troubles, but nothing is refused. */
const warnings: Record<RecordingWarning, string> = {
  clipped: 'The take was too loud and is distorted. Move back from the microphone, or turn it down, and record again.',
  limited: 'Loud syllables had to be held down hard. Speak more evenly, a hand’s width from the microphone.',
  quiet:
    'The take was so quiet that the noise of the room comes up with it. Move closer to the microphone and record again.',
  long: 'Longer than 30 seconds: most people delete before the end. Say one thing and stop.',
  'one-channel':
    'Its two channels cancel each other out: only the louder one is used. Listen whether all of it is there.',
  truncated: 'The file ends before its sound does: it was cut off. Listen whether the last words are there.',
  short: 'Shorter than 3 seconds: that is hardly a message. Check that the first and last words are in it.',
}

export function warningInWords(warning: RecordingWarning): string {
  return warnings[warning]
}

/** A message that works. */
export const checklist = [
  { key: 'reason', says: 'A reason for calling' },
  { key: 'offer', says: 'An invitation or a resource, no fishing' },
  { key: 'benefit', says: 'What is in it for them' },
  { key: 'who', says: 'Who you are' },
  { key: 'follow-up', says: '“I’ll follow up this week”' },
  { key: 'number', says: 'A number to call sooner' },
  { key: 'brief', says: 'Brief: under 30 seconds' },
] as const
export type ChecklistKey = (typeof checklist)[number]['key']

/** A script in pieces: text, and the fill-ins that are written {like this}. */
export function scriptPieces(script: string): { readonly text: string; readonly fillIn: boolean }[] {
  return script
    .split(/(\{[^{}\n]{1,40}\})/)
    .filter((text) => text !== '')
    .map((text) => (/^\{.+\}$/.test(text) ? { text: text.slice(1, -1), fillIn: true } : { text, fillIn: false }))
}

/** How long a script takes to say, at an unhurried 150 words a minute. */
export function speakingMs(script: string): number {
  return script.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length * 400
}
