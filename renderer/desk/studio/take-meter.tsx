import { useCallback } from 'react'
import { useStore } from 'zustand'
import { duration } from '../controls/times.ts'
import { bar, useCanvas, type Painting } from '../controls/canvas.ts'
import { useStudioRoom } from './studio-context.ts'

const [barWidth, barGap] = [3, 3]
/** Above it a syllable is likely to be distorted. */
const tooLoud = 0.9

/** What the microphone hears while a take is recorded, newest on the right, and for how long it has been. */
export function TakeMeter() {
  const { levels } = useStudioRoom()
  const { peaks, recordedMs } = useStore(levels)
  const paint = useCallback((painting: Painting) => paintPeaks(painting, peaks), [peaks])
  const canvas = useCanvas(paint)
  const latest = peaks.slice(-10)
  return (
    <div className="sound-frame meter">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is no img */}
      <canvas className="waveform" ref={canvas} role="img" aria-label="What the microphone hears" />
      <div className="meter-says">
        <time className="timer">{duration(recordedMs)}</time>
        <span data-bad={latest.some((peak) => peak > tooLoud) || undefined}>{meterSays(peaks, latest)}</span>
      </div>
    </div>
  )
}

function meterSays(peaks: readonly number[], latest: readonly number[]): string {
  if (latest.some((peak) => peak > tooLoud)) return 'Too loud: move back a little'
  if (peaks.length > 15 && latest.every((peak) => peak < 0.02)) return 'Nothing is heard'
  return 'Recording'
}

/** Bars about the middle, newest on the right; what is too loud stands out. */
export function paintPeaks(painting: Painting, peaks: readonly number[]) {
  const { context, width, height, colour } = painting
  const [quiet, voice, bad] = [colour('--rest'), colour('--voice-own'), colour('--bad')]
  const count = Math.floor(width / (barWidth + barGap))
  for (let back = 0; back < count; back += 1) {
    const peak = peaks.at(-1 - back) ?? 0
    const half = Math.max(1, (height / 2 - 4) * Math.sqrt(Math.min(1, peak)))
    context.fillStyle = peak > tooLoud ? bad : half > 1 ? voice : quiet
    bar(painting, width - (back + 1) * (barWidth + barGap) + barGap, height / 2, half, barWidth)
  }
}
