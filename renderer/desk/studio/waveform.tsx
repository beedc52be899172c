import { useCallback } from 'react'
import { bar, useCanvas, type Painting } from '../controls/canvas.ts'

const [barWidth, barGap] = [2, 1]

/** The shape of a sound. What lies outside `kept` (0 to 1, of its length) is pale; `playhead` is where it plays. */
export function Waveform(props: {
  peaks: readonly number[]
  kept: { readonly from: number; readonly to: number }
  playhead: number | null
  says: string
}) {
  const { peaks, kept, playhead, says } = props
  const { from, to } = kept
  const paint = useCallback(
    (painting: Painting) => {
      paintBars(painting, peaks, from, to)
      if (playhead !== null) paintPlayhead(painting, playhead)
    },
    [peaks, from, to, playhead],
  )
  const canvas = useCanvas(paint)
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is no img
  return <canvas className="waveform" ref={canvas} role="img" aria-label={says} />
}

function paintBars(painting: Painting, peaks: readonly number[], from: number, to: number) {
  const { context, width, height, colour } = painting
  const [kept, left] = [colour('--voice-own'), colour('--rest')]
  const count = Math.floor((width + barGap) / (barWidth + barGap))
  for (let i = 0; i < count; i += 1) {
    const [start, end] = [i / count, (i + 1) / count]
    let most = 0
    const last = Math.max(Math.floor(start * peaks.length) + 1, Math.floor(end * peaks.length))
    for (let p = Math.floor(start * peaks.length); p < last; p += 1) most = Math.max(most, peaks[p] ?? 0)
    const middle = (start + end) / 2
    context.fillStyle = middle >= from && middle <= to ? kept : left
    // Speech is far below full scale most of the time: the root lets its shape be seen.
    bar(
      painting,
      i * (barWidth + barGap),
      height / 2,
      Math.max(0.75, (height / 2 - 4) * Math.sqrt(most / 255)),
      barWidth,
    )
  }
}

function paintPlayhead({ context, width, height, colour }: Painting, at: number) {
  context.fillStyle = colour('--ink')
  context.fillRect(Math.round(at * width), 0, 1.5, height)
}
