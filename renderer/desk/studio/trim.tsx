import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Take } from '../../../shared/contract/studio.ts'
import { recordingLength } from '../controls/times.ts'
import { useStudio } from './studio-context.ts'
import { Waveform } from './waveform.tsx'

/** What is left of a take may not be shorter. */
const leastMs = 300
const [stepMs, largeStepMs] = [10, 200]
/** After the last arrow key, before main is asked: one asks for where they end, not for each step. */
const restMs = 400

type Sound = NonNullable<Take['sound']>
type Side = 'from' | 'to'

/** The whole take, with a handle at each end of what is kept. */
export function Trim({ sound, playhead }: { sound: Sound; playhead: number | null }) {
  const { trim } = useStudio()
  const { durationMs, fromMs, toMs, peaks } = sound.source
  const [kept, setKept] = useState({ from: fromMs, to: toMs })
  const [told, setTold] = useState(sound)
  const frame = useRef<HTMLDivElement>(null)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(rest.current), [])
  // Main has prepared another part, or another take: the handles are where it says.
  if (told !== sound) {
    setTold(sound)
    setKept({ from: fromMs, to: toMs })
  }

  const moved = (side: Side, ms: number) => {
    const next =
      side === 'from'
        ? { ...kept, from: Math.min(kept.to - leastMs, Math.max(0, ms)) }
        : { ...kept, to: Math.max(kept.from + leastMs, Math.min(durationMs, ms)) }
    setKept(next)
    return next
  }
  const settle = ({ from, to }: typeof kept) => {
    if (from !== fromMs || to !== toMs) trim(from, to)
  }
  const under = (event: PointerEvent) => {
    const { left, width } = frame.current!.getBoundingClientRect()
    return ((event.clientX - left) / width) * durationMs
  }
  const pressed = (side: Side) => (event: KeyboardEvent) => {
    const step = event.shiftKey ? largeStepMs : stepMs
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = moved(side, kept[side] + by)
    clearTimeout(rest.current)
    rest.current = setTimeout(() => settle(next), restMs)
  }
  const handle = (side: Side, name: string) => (
    <div
      className="trim-handle"
      data-side={side}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no input has two handles on one track
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.round(kept[side])}
      aria-valuetext={`${(kept[side] / 1000).toFixed(2)} seconds`}
      style={{ left: `${(kept[side] / durationMs) * 100}%` }}
      onKeyDown={pressed(side)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && moved(side, under(event))}
      onPointerUp={(event) => settle(moved(side, under(event)))}
    />
  )
  const length = kept.to - kept.from
  const place = playhead === null ? null : (fromMs + playhead * (toMs - fromMs)) / durationMs
  return (
    <div className="sound-frame">
      <div className="trim" ref={frame}>
        <Waveform
          peaks={peaks}
          kept={{ from: kept.from / durationMs, to: kept.to / durationMs }}
          playhead={place}
          says={`The take: ${recordingLength(length)} of ${recordingLength(durationMs)} are kept`}
        />
        {handle('from', 'Where the message begins')}
        {handle('to', 'Where the message ends')}
      </div>
    </div>
  )
}
