import { mkdirSync, writeFileSync } from 'node:fs'
import { measureMessage, type Quality } from '../../support/message-quality.ts'
import { codecs, soundOf, type Codec } from '../../support/rtp-sound.ts'
import { concat, readWav, resample, wavOf, type Sound } from '../../support/signal.ts'
import { silence } from '../../support/synthetic-sound.ts'
import { dial, packets } from './calling.ts'
import { close } from './far-end.ts'
import { expect, provide, test } from './sound-room.ts'

/* What a far end receives of the same recording in each codec that Afterbeep offers. The sounds are left in out/codecs. */

const folder = 'out/codecs'
const seconds = 4
/** The rates that are compared: G.711 has no more, and a phone that takes more is rarely better than 16 kHz. */
const judgedAt: Record<Codec, number> = { PCMU: 8000, PCMA: 8000, G722: 16_000, opus: 16_000 }

// One table for all four.
test.describe.configure({ mode: 'default' })

const measured = new Map<Codec, Quality>()
test.afterAll(() => {
  const rows = [...measured].map(([codec, quality]) => [codec, ...Object.values(figures(quality))].join(' | '))
  const table = ['codec | r | segSNR | LSD | gain | head lost | tail lost', ...rows, '']
  if (rows.length > 0) process.stdout.write(table.join('\n'))
})

function figures({ correlation, segSNR, lsd, gainDb, headLostMs, tailLostMs }: Quality) {
  return {
    correlation: correlation.toFixed(4),
    segSNR: `${segSNR.toFixed(1)} dB`,
    lsd: `${lsd.toFixed(2)} dB`,
    gain: `${gainDb.toFixed(2)} dB`,
    head: `${headLostMs} ms`,
    tail: `${tailLostMs} ms`,
  }
}

/** Speech from its first sample on, and at its end a tone that stops abruptly: a cut of a few milliseconds shows. */
function message(): Sound {
  const { samples, sampleRate } = readWav('resources/recordings/introduction.wav')
  const from = samples.findIndex((sample) => Math.abs(sample) > 0.01)
  const tone = silence(0.2, sampleRate).map((_, i) => 0.2 * Math.sin((2 * Math.PI * 1200 * i) / sampleRate))
  return { samples: concat(samples.subarray(from, from + (seconds - 0.2) * sampleRate), tone), sampleRate }
}

/**
 * What each may do to speech at most. By themselves, over 300 to 3400 Hz, G.711 leaves 34.7 dB and a distance of 1.3 dB, and
 * Opus at 32 kbit/s 10.3 dB and 2.4 dB; at 16 kHz the distance counts the hiss above 4 kHz as well.
 */
const bars: Record<Codec, { correlation: number; segSNR: number; lsd: number; gain: number }> = {
  PCMU: { correlation: 0.998, segSNR: 28, lsd: 2, gain: 0.5 },
  PCMA: { correlation: 0.998, segSNR: 28, lsd: 2, gain: 0.5 },
  G722: { correlation: 0.99, segSNR: 22, lsd: 3.5, gain: 0.5 },
  opus: { correlation: 0.95, segSNR: 8, lsd: 4, gain: 0.8 },
}

for (const codec of Object.keys(codecs) as Codec[]) {
  test(`a message is heard whole and clean in ${codec}`, async ({ room, sounds }) => {
    const recording = message()
    const recordingId = provide(sounds, 'message', recording)
    const { callId, farEnd } = await dial(room, codec, codec)
    await room.command('call.answered', { callId })
    await room.command('message.arm', { callId, recordingId, armedBy: 'ear', isFree: true })
    const from = await packets(farEnd, 10)
    await room.command('message.play', { callId })
    await room.heard('message.drained')
    await close(farEnd)
    // From the first packet of the call on: a decoder that comes in later has to find its way into the stream.
    const whole = soundOf(
      codec,
      farEnd.packets.map(({ header, payload }) => ({ sequenceNumber: header.sequenceNumber, payload })),
    )
    const heard = { ...whole, samples: whole.samples.subarray(from * 0.02 * whole.sampleRate) }
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/${codec}.wav`, wavOf(heard))

    const rate = judgedAt[codec]
    const quality = measureMessage(resample(heard.samples, heard.sampleRate, rate), recording, seconds, rate)
    measured.set(codec, quality)
    const bar = bars[codec]
    expect(quality.correlation).toBeGreaterThan(bar.correlation)
    expect(quality.segSNR).toBeGreaterThan(bar.segSNR)
    expect(quality.lsd).toBeLessThan(bar.lsd)
    expect(Math.abs(quality.gainDb)).toBeLessThan(bar.gain)
    expect(quality).toMatchObject({ headLostMs: 0, tailLostMs: 0 })
  })
}
