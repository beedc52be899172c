/**
 * The tones of exchanges, faxes and telephones that follow an answer at times, and must not pass for a voicemail's beep.
 * Frequencies and cadences: ITU-T E.180 and its list of national tones, Q.23 (DTMF), T.30 (fax), V.21, V.25.
 */
export interface NetworkTone {
  readonly name: string
  /** One round of its cadence: frequencies (none: silence) and seconds. */
  readonly round: readonly (readonly [readonly number[], number])[]
  readonly rounds: number
  /** dB per second by which each element dies away. */
  readonly fall?: number
}

function cadence(name: string, hz: number[], on: number, off: number, rounds: number): NetworkTone {
  return {
    name,
    round: [
      [hz, on],
      [[], off],
    ],
    rounds,
  }
}

const dtmf: NetworkTone[] = [697, 770, 852, 941].flatMap((row) =>
  [1209, 1336, 1477, 1633].map((column) =>
    cadence(`dtmf ${row}+${column}`, [row, column], row === 770 ? 0.4 : 0.12, 0.15, column === 1336 ? 4 : 1),
  ),
)

function chime(name: string, notes: number[], length: number, gap: number, fall = 0): NetworkTone {
  return {
    name,
    round: notes.flatMap((hz): (readonly [readonly number[], number])[] => [
      [[hz], length],
      [[], gap],
    ]),
    rounds: 1,
    fall,
  }
}

function bits(name: string, mark: number, space: number): NetworkTone {
  const round: (readonly [readonly number[], number])[] = []
  // HDLC flags at 300 bit/s, then as if at random.
  for (let i = 0; i < 300; i++)
    round.push([[i < 90 ? (i % 8 === 0 ? space : mark) : (i * 7919) % 13 > 5 ? mark : space], 1 / 300])
  return { name, round, rounds: 2 }
}

export const networkTones: readonly NetworkTone[] = [
  cadence('ringing us', [440, 480], 2, 4, 3),
  {
    name: 'ringing uk',
    round: [
      [[400, 450], 0.4],
      [[], 0.2],
      [[400, 450], 0.4],
      [[], 2],
    ],
    rounds: 4,
  },
  cadence('ringing eu', [425], 1, 4, 3),
  cadence('ringing fr', [440], 1.5, 3.5, 3),
  cadence('ringing cn', [450], 1, 4, 3),
  {
    name: 'ringing jp',
    round: [
      [[384, 416], 1],
      [[], 2],
    ],
    rounds: 3,
  },
  {
    name: 'ringing au',
    round: [
      [[400, 425, 450], 0.4],
      [[], 0.2],
      [[400, 425, 450], 0.4],
      [[], 2],
    ],
    rounds: 3,
  },
  cadence('busy us', [480, 620], 0.5, 0.5, 8),
  cadence('congestion us', [480, 620], 0.25, 0.25, 14),
  cadence('busy uk', [400], 0.375, 0.375, 9),
  {
    name: 'congestion uk',
    round: [
      [[400], 0.4],
      [[], 0.35],
      [[400], 0.225],
      [[], 0.525],
    ],
    rounds: 5,
  },
  cadence('busy eu', [425], 0.5, 0.5, 8),
  cadence('congestion eu', [425], 0.25, 0.25, 14),
  cadence('congestion eu fast', [425], 0.2, 0.2, 16),
  cadence('busy fr', [440], 0.5, 0.5, 8),
  cadence('busy cn', [450], 0.35, 0.35, 10),
  cadence('dial us', [350, 440], 6, 1, 1),
  cadence('dial eu', [425], 6, 1, 1),
  cadence('stutter dial us', [350, 440], 0.1, 0.1, 20),
  {
    name: 'sit intercept',
    round: [
      [[913.8], 0.274],
      [[1370.6], 0.274],
      [[1776.7], 0.38],
    ],
    rounds: 1,
  },
  {
    name: 'sit vacant',
    round: [
      [[985.2], 0.38],
      [[1370.6], 0.274],
      [[1776.7], 0.38],
    ],
    rounds: 1,
  },
  {
    name: 'sit reorder',
    round: [
      [[913.8], 0.274],
      [[1428.5], 0.38],
      [[1776.7], 0.38],
    ],
    rounds: 1,
  },
  {
    name: 'sit itu',
    round: [
      [[950], 0.33],
      [[1400], 0.33],
      [[1800], 0.33],
      [[], 1],
    ],
    rounds: 3,
  },
  {
    name: 'sit itu with gaps',
    round: [
      [[950], 0.33],
      [[], 0.03],
      [[1400], 0.33],
      [[], 0.03],
      [[1800], 0.33],
      [[], 1],
    ],
    rounds: 3,
  },
  cadence('fax calling', [1100], 0.5, 3, 3),
  cadence('fax answer', [2100], 3.3, 1, 1),
  cadence('modem answer', [2225], 3, 1, 1),
  cadence('modem calling', [1300], 0.6, 1.7, 3),
  bits('v21 answering', 1650, 1850),
  bits('v21 calling', 980, 1180),
  cadence('call waiting us', [440], 0.3, 9.7, 2),
  cadence('recording', [1400], 0.5, 14.5, 2),
  cadence('off hook us', [1400, 2060, 2450, 2600], 0.1, 0.1, 20),
  ...dtmf,
  chime('chime of two, joined', [660, 880], 0.3, 0),
  chime('chime of two, spaced', [880, 660], 0.25, 0.05),
  chime('chime of two, ringing on', [784, 622], 0.5, 0, 30),
  chime('chime of three, joined', [523, 659, 784], 0.2, 0),
  chime('chime of three, spaced', [784, 659, 523], 0.18, 0.04),
  chime('chime of three, ringing on', [587, 740, 880], 0.4, 0, 25),
]

export function playNetworkTone(tone: NetworkTone, sampleRate: number, level: number): Float32Array {
  const parts: number[] = []
  const phases = new Map<number, number>()
  for (let round = 0; round < tone.rounds; round++) {
    for (const [hz, seconds] of tone.round) {
      const length = Math.round(seconds * sampleRate)
      const amplitude = hz.length === 0 ? 0 : (10 ** (level / 20) * Math.SQRT2) / Math.sqrt(hz.length)
      for (let i = 0; i < length; i++) {
        const edge = seconds < 0.01 ? 1 : Math.min(1, i / 16, (length - i) / 16)
        const fall = tone.fall ? 10 ** ((-tone.fall * i) / sampleRate / 20) : 1
        let value = 0
        for (const one of hz) {
          const phase = (phases.get(one) ?? 0) + (2 * Math.PI * one) / sampleRate
          phases.set(one, phase)
          value += Math.sin(phase)
        }
        parts.push(amplitude * edge * fall * value)
      }
    }
  }
  return Float32Array.from(parts)
}
