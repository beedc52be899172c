import { useEffect, useRef } from 'react'
import type { CallView } from '../../../shared/bridge.ts'
import type { Level, Levels } from '../state/levels.ts'

const [barWidth, barGap] = [3, 3]

/**
 * The sound of the call: the far end above, the rep's microphone small below it, newest on the right. It is
 * painted when a level comes, ten times a second, and not otherwise: the desk has no clock of its own.
 */
export function LevelStrip({ call, levels }: { call: CallView; levels: Levels }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { callId, muted } = call
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const repaint = () => paint(element, levels.of(callId), muted)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const resized = new ResizeObserver(repaint)
    const stopListening = levels.onHeard(repaint)
    resized.observe(element)
    dark.addEventListener('change', repaint)
    repaint()
    return () => {
      stopListening()
      resized.disconnect()
      dark.removeEventListener('change', repaint)
    }
  }, [callId, levels, muted])
  return (
    <div className="levels" data-muted={muted || undefined}>
      <span>Them</span>
      <span>{muted ? 'Muted' : 'You'}</span>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is no img */}
      <canvas ref={canvas} role="img" aria-label="Sound of the call: them above, you below" />
    </div>
  )
}

function paint(canvas: HTMLCanvasElement, history: readonly Level[], muted: boolean) {
  const scale = devicePixelRatio
  const { clientWidth: width, clientHeight: height } = canvas
  const context = canvas.getContext('2d')
  if (!context || width === 0) return
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  context.scale(scale, scale)
  const style = getComputedStyle(canvas)
  const colour = (token: string) => style.getPropertyValue(token).trim()
  const [quiet, them, you] = [colour('--rest'), colour('--voice'), muted ? colour('--warn') : colour('--voice-own')]

  const lane = {
    them: { middle: height * 0.38, half: height * 0.36 },
    you: { middle: height * 0.88, half: height * 0.1 },
  }
  const bar = (x: number, { middle, half }: { middle: number; half: number }, level: number, paintWith: string) => {
    const reach = Math.max(1, half * Math.sqrt(Math.min(1, level)))
    context.fillStyle = reach > 1 ? paintWith : quiet
    context.beginPath()
    context.roundRect(x, middle - reach, barWidth, reach * 2, 1.5)
    context.fill()
  }
  const count = Math.floor(width / (barWidth + barGap))
  for (let back = 0; back < count; back += 1) {
    const x = width - (back + 1) * (barWidth + barGap) + barGap
    const level = history.at(-1 - back)
    bar(x, lane.them, level?.farEnd ?? 0, them)
    bar(x, lane.you, muted ? 0 : (level?.microphone ?? 0), you)
  }
}
