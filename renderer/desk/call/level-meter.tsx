import { useCallback } from 'react'
import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Level, Levels } from './levels.ts'
import { bar, useCanvas, type Painting } from '../controls/canvas.ts'

const [barWidth, barGap] = [3, 3]

/**
 * The sound of the call: the far end above, the rep's microphone small below it, newest on the right. It is
 * painted when a level comes, ten times a second, and not otherwise: the desk has no clock of its own.
 */
export function LevelMeter({ call, levels }: { call: CallView; levels: Levels }) {
  const { callId, muted } = call
  const paint = useCallback(
    (painting: Painting) => paintLevels(painting, levels.of(callId), muted),
    [callId, levels, muted],
  )
  const canvas = useCanvas(paint, levels.onHeard)
  return (
    <div className="levels" data-muted={muted || undefined}>
      <span>Them</span>
      <span>{muted ? 'Muted' : 'You'}</span>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is no img */}
      <canvas ref={canvas} role="img" aria-label="Sound of the call: them above, you below" />
    </div>
  )
}

function paintLevels(painting: Painting, history: readonly Level[], muted: boolean) {
  const { context, width, height, colour } = painting
  const [quiet, them, you] = [colour('--rest'), colour('--voice'), muted ? colour('--warn') : colour('--voice-own')]

  const lane = {
    them: { middle: height * 0.38, half: height * 0.36 },
    you: { middle: height * 0.88, half: height * 0.1 },
  }
  const draw = (x: number, { middle, half }: { middle: number; half: number }, level: number, paintWith: string) => {
    const reach = Math.max(1, half * Math.sqrt(Math.min(1, level)))
    context.fillStyle = reach > 1 ? paintWith : quiet
    bar(painting, x, middle, reach, barWidth)
  }
  const count = Math.floor(width / (barWidth + barGap))
  for (let back = 0; back < count; back += 1) {
    const x = width - (back + 1) * (barWidth + barGap) + barGap
    const level = history.at(-1 - back)
    draw(x, lane.them, level?.farEnd ?? 0, them)
    draw(x, lane.you, muted ? 0 : (level?.microphone ?? 0), you)
  }
}
