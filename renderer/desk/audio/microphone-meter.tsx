import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import type { MicrophoneLevel } from './sound-desk.ts'
import { useCanvas, type Painting } from '../controls/canvas.ts'
import { paintPeaks } from '../studio/take-meter.tsx'

/** What the microphone hears while the rep looks, newest on the right. */
export function MicrophoneMeter({ level }: { level: MicrophoneLevel }) {
  const { peaks } = useStore(level)
  // What was heard the last time is of no interest the next.
  useEffect(() => () => level.setState({ peaks: [] }), [level])
  const paint = useCallback((painting: Painting) => paintPeaks(painting, peaks), [peaks])
  const canvas = useCanvas(paint)
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is no img
  return <canvas className="microphone-meter" ref={canvas} role="img" aria-label="What the microphone hears" />
}
