import { useEffect, useState } from 'react'
import { overThePhone } from '../../../shared/audio/telephone-preview.ts'
import { readWav, wavOf } from '../../../shared/audio/wav-format.ts'
import type { Playing } from './studio-store.ts'
import { useStudio } from './studio-context.ts'

/** Plays to the rep what is in the recorder, as it is or as it comes out of a phone. `onPlace`: 0 to 1 of its length. */
export function StudioSound({ playing, onPlace }: { playing: Playing; onPlace: (place: number) => void }) {
  const { played, cannotPlay } = useStudio()
  const [source, setSource] = useState<string | null>(playing.overThePhone ? null : playing.path)
  useEffect(() => {
    if (!playing.overThePhone) return
    let address: string | null = null
    let left = false
    asHeard(playing.path).then(
      (heard) => {
        if (left) return
        address = URL.createObjectURL(heard)
        setSource(address)
      },
      () => left || cannotPlay(),
    )
    return () => {
      left = true
      if (address) URL.revokeObjectURL(address)
    }
  }, [playing, cannotPlay])
  if (!source) return null
  return (
    // Its words are the script beside it.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <audio
      src={source}
      autoPlay
      data-over-the-phone={playing.overThePhone || undefined}
      onTimeUpdate={({ currentTarget: { currentTime, duration } }) =>
        onPlace(duration > 0 ? currentTime / duration : 0)
      }
      onEnded={played}
      onError={cannotPlay}
    />
  )
}

async function asHeard(path: string): Promise<Blob> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`no sound at ${path}`)
  const sound = readWav(new Uint8Array(await response.arrayBuffer()))
  return new Blob([wavOf(overThePhone(sound))], { type: 'audio/wav' })
}
