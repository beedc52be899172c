import { useEffect, useRef, type RefObject } from 'react'

export interface Painting {
  readonly context: CanvasRenderingContext2D
  readonly width: number
  readonly height: number
  /** The value of a design token here. */
  readonly colour: (token: string) => string
}

/**
 * A canvas that is painted again when its size, the colour scheme, the screen or `paint` changes, and whenever what
 * `listen` is given is called: for what moves without React. `listen` answers the function that stops it.
 */
export function useCanvas(
  paint: (painting: Painting) => void,
  listen?: (repaint: () => void) => () => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const repaint = () => paintOn(element, paint)
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const resized = new ResizeObserver(repaint)
    resized.observe(element)
    dark.addEventListener('change', repaint)
    const stopListening = listen?.(repaint)
    repaint()
    return () => {
      stopListening?.()
      resized.disconnect()
      dark.removeEventListener('change', repaint)
    }
  }, [paint, listen])
  return canvas
}

function paintOn(canvas: HTMLCanvasElement, paint: (painting: Painting) => void) {
  const { clientWidth: width, clientHeight: height } = canvas
  const context = canvas.getContext('2d')
  if (!context || width === 0) return
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  context.scale(devicePixelRatio, devicePixelRatio)
  const style = getComputedStyle(canvas)
  paint({ context, width, height, colour: (token) => style.getPropertyValue(token).trim() })
}

/** A bar of the given half height about the middle, with round ends. */
export function bar({ context }: Painting, x: number, middle: number, half: number, width: number) {
  context.beginPath()
  context.roundRect(x, middle - half, width, half * 2, Math.min(width / 2, half))
  context.fill()
}
