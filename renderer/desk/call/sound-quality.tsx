import { figuresInWords, mosInWords, type LiveQuality } from '../../../shared/call/call-quality.ts'

/** How the call sounds, in two words; the figures are in its tooltip. */
export function SoundQuality({ live }: { live: LiveQuality | null }) {
  if (!live) return null
  const { quality } = live
  const figures = `${quality.mos.toFixed(1)} of 4.4 · ${figuresInWords(quality)}`
  return (
    <span className="sound-quality" data-band={mosInWords(quality.mos)} title={figures}>
      Sound {mosInWords(quality.mos)}
    </span>
  )
}

/** What is wrong with the sound, and what to do. */
export function SoundWarning({ live }: { live: LiveQuality | null }) {
  if (!live?.warning) return null
  return (
    <output className="note warn">
      <p>{live.warning}</p>
    </output>
  )
}
