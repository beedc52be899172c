/*
 * Makes the sounds of the practice line (resources/practice) and the starter recordings
 * (resources/recordings) with espeak-ng, sox and ffmpeg. Its output is committed; run it only to change
 * what is said:  node scripts/make-sounds.ts
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Voice {
  /** An espeak-ng voice with its variant. */
  readonly voice: string
  /** espeak-ng's pitch, 0 to 99. */
  readonly pitch: number
  readonly wordsPerMinute: number
}

const jane: Voice = { voice: 'en-us+Annie', pitch: 52, wordsPerMinute: 150 }
const luis: Voice = { voice: 'en-us+Michael', pitch: 42, wordsPerMinute: 155 }
const hannah: Voice = { voice: 'en-gb+Andrea', pitch: 46, wordsPerMinute: 150 }
const maria: Voice = { voice: 'en-us+linda', pitch: 60, wordsPerMinute: 150 }
const rep: Voice = { voice: 'en-us+m3', pitch: 45, wordsPerMinute: 170 }

const practice: readonly { file: string; by: Voice; says: string }[] = [
  {
    file: 'jane-adams-greeting',
    by: jane,
    says:
      'Hello, you have reached Jane Adams at Northwind Traders. I am away from my desk. ' +
      'Please leave your name and number after the tone.',
  },
  {
    file: 'jane-adams-back-1',
    by: jane,
    says: 'Hello, this is Jane Adams at Northwind Traders. You left me a message. What is it about?',
  },
  {
    file: 'jane-adams-back-2',
    by: jane,
    says: 'Ah, yes. Send me that comparison, and call me next Tuesday at ten.',
  },
  { file: 'jane-adams-back-3', by: jane, says: 'Thank you. Talk to you on Tuesday. Bye now.' },
  { file: 'luis-ferreira-1', by: luis, says: 'Ferreira Logistics, this is Luis.' },
  { file: 'luis-ferreira-2', by: luis, says: 'Okay. I have about two minutes. What is it about?' },
  {
    file: 'luis-ferreira-3',
    by: luis,
    says: 'Hm, that is interesting. Can you send me something, and call me on Thursday?',
  },
  { file: 'luis-ferreira-4', by: luis, says: 'Sounds good. Talk to you on Thursday, then. Bye now.' },
  {
    file: 'hannah-weiss-greeting',
    by: hannah,
    says: 'This is Hannah Weiss. I cannot take your call. Leave a message.',
  },
  { file: 'dana-kowalski-1', by: maria, says: 'Kowalski Steel, this is Maria. How may I direct your call?' },
  {
    file: 'dana-kowalski-2',
    by: maria,
    says: 'Dana is on the floor today. She is in on Tuesdays and Thursdays, after four. Would you like to try then?',
  },
  { file: 'dana-kowalski-3', by: maria, says: 'All right. I will tell her that you called. Have a nice day.' },
]

const recordings: readonly { recordingId: string; name: string; script: string }[] = [
  {
    recordingId: 'introduction',
    name: 'Introduction',
    script:
      'Hi, Alex Carter with Brightwater. We cut freight costs for firms like yours, and I have a one page comparison ' +
      'for you. I’ll follow up this week. To talk sooner: 416 555 0140.',
  },
  {
    recordingId: 'roundtable-invite',
    name: 'Roundtable invite',
    script:
      'Hi, Alex Carter with Brightwater. Eight operations leaders are meeting to compare what saved them money, and ' +
      'I’d like you at the table. I’ll follow up this week. Or sooner: 416 555 0140.',
  },
  {
    recordingId: 'audit-offer',
    name: 'Audit offer',
    script:
      'Hi, Alex Carter with Brightwater. We offer you a free freight audit: ten minutes of your time, and you see what ' +
      'you overpay. I’ll follow up this week. Or sooner: 416 555 0140.',
  },
]

const scratch = mkdtempSync(join(tmpdir(), 'make-sounds-'))
const resources = join(import.meta.dirname, '..', 'resources')

/** Speaks, without silence before or after. Answers the path of a 48 kHz file. */
function speak(name: string, by: Voice, text: string): string {
  const raw = join(scratch, `${name}-raw.wav`)
  const trimmed = join(scratch, `${name}.wav`)
  // Digits one by one, as people say numbers.
  const spoken = text.replace(/416 555 0140/, '4 1 6, 5 5 5, 0 1 4 0').replaceAll('’', "'")
  const { voice, pitch, wordsPerMinute } = by
  execFileSync('espeak-ng', ['-v', voice, '-p', `${pitch}`, '-s', `${wordsPerMinute}`, '-w', raw, spoken])
  const trimStart = ['silence', '1', '0.01', '0.3%', 'reverse']
  execFileSync('sox', [
    '-R',
    raw,
    '-b',
    '24',
    trimmed,
    'gain',
    '-6',
    'highpass',
    '90',
    'rate',
    '-v',
    '48000',
    ...trimStart,
    ...trimStart,
  ])
  return trimmed
}

/** Integrated loudness (LUFS, BS.1770) and true peak (dBTP). */
function measure(file: string): { loudness: number; peak: number } {
  const { stderr } = spawnSync('ffmpeg', ['-nostats', '-i', file, '-af', 'ebur128=peak=true', '-f', 'null', '-'], {
    encoding: 'utf8',
  })
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'))
  const loudness = Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1])
  const peak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1])
  if (Number.isNaN(loudness) || Number.isNaN(peak)) throw new Error(`ffmpeg measured nothing in ${file}`)
  return { loudness, peak }
}

/**
 * Brings a file to a loudness with its true peak at -3 dB or below: the limiter works at four times the
 * rate, where a true peak is a sample; each round makes up for what the limiter took away.
 */
function level(file: string, loudness: number, out: string, sampleRate: number, pad: readonly string[]): void {
  let gain = loudness - measure(file).loudness
  for (let round = 0; ; round++) {
    const limited = join(scratch, 'limited.wav')
    const limiter = `volume=${gain}dB,aresample=192000,alimiter=limit=0.68:level=false:attack=3:release=60:latency=true`
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', file, '-af', limiter, '-c:a', 'pcm_s24le', limited])
    execFileSync('sox', ['-R', limited, '-b', '16', '-c', '1', out, 'rate', '-v', `${sampleRate}`, ...pad])
    const now = measure(out)
    if (Math.abs(now.loudness - loudness) <= 0.15 && now.peak <= -3) return
    if (round === 5) throw new Error(`${out}: ${now.loudness} LUFS, ${now.peak} dBTP`)
    gain += loudness - now.loudness
  }
}

function durationMs(file: string): number {
  return Math.round(Number(execFileSync('soxi', ['-s', file], { encoding: 'utf8' })) / 48)
}

mkdirSync(join(resources, 'practice'), { recursive: true })
mkdirSync(join(resources, 'recordings'), { recursive: true })
// -20 dBFS of active speech is about -20.5 LUFS; the far end's words are what the telephone band leaves of them.
for (const { file, by, says } of practice) {
  level(speak(file, by, says), -20.5, join(resources, 'practice', `${file}.wav`), 8_000, [])
}
const list = recordings.map(({ recordingId, name, script }) => {
  const file = `${recordingId}.wav`
  const out = join(resources, 'recordings', file)
  level(speak(recordingId, rep, script), -22.5, out, 48_000, ['pad', '0.12', '0.25'])
  return { recordingId, name, file, durationMs: durationMs(out), script }
})
writeFileSync(join(resources, 'recordings', 'recordings.json'), `${JSON.stringify(list, null, 2)}\n`)
rmSync(scratch, { recursive: true })
