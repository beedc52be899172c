/** Where something is heard: '' is the system's default device, which is followed; volume 0 to 1. */
export interface Output {
  readonly sinkId: string
  readonly volume: number
}

export const usualOutput: Output = { sinkId: '', volume: 1 }

/** `sinkId` and `setSinkId` of a context are not in TypeScript's DOM library yet: https://www.w3.org/TR/webaudio/ */
interface WithSink {
  setSinkId(sinkId: string): Promise<void>
}

/** A context that is heard on this device. */
export function openOutput(sinkId: string): AudioContext {
  const context = new AudioContext()
  moveOutput(context, sinkId)
  return context
}

/** Plays on, on another device. */
export function moveOutput(target: AudioContext | HTMLAudioElement, sinkId: string): void {
  const sink = target as unknown as WithSink
  sink.setSinkId(sinkId).catch((error: unknown) => {
    // The device has gone this moment, or cannot be opened: better heard on another one than not at all.
    if (error instanceof DOMException) return sinkId === '' ? undefined : moveOutput(target, '')
    throw error
  })
}
