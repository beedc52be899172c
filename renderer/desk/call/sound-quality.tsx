import { figuresInWords, mosInWords, type LiveQuality } from '../../../shared/call/call-quality.ts'

/** How the call sounds, in one quiet line; what is wrong with it, and what to do, in a loud one. */
export function SoundQuality({ live }: { live: LiveQuality | null }) {
  if (!live) return <p className="sound-quality">Sound: not measured yet</p>
  const { quality, warning } = live
  return (
    <>
      <p className="sound-quality" data-band={mosInWords(quality.mos)}>
        <b>
          Sound {mosInWords(quality.mos)}, {quality.mos.toFixed(1)} of 4.4
        </b>
        <span>{figuresInWords(quality)}</span>
      </p>
      {warning && (
        <output className="note warn">
          <p>{warning}</p>
        </output>
      )}
    </>
  )
}
