import type { RecordingWarning } from '../../../shared/contract/studio.ts'
import { warningInWords } from '../../../shared/studio/studio-words.ts'

/** What was measured of a sound, and what may need another take. */
export function SoundFacts({ facts, warnings }: { facts: readonly string[]; warnings: readonly RecordingWarning[] }) {
  return (
    <>
      <p className="sound-facts">{facts.join(' · ')}</p>
      {warnings.map((warning) => (
        <div className="note warn" key={warning}>
          <p>{warningInWords(warning)}</p>
        </div>
      ))}
    </>
  )
}

/** −22.5 LUFS, with a minus that is as wide as a digit. */
export function levelInWords(value: number, unit: string): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)} ${unit}`
}
