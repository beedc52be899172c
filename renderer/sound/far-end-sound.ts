import { moveOutput, type Output } from './output.ts'

/** What comes from the far end, in the rep's ear. */
export interface FarEndSound {
  readonly element: HTMLAudioElement
}

/**
 * Played by a media element, not by WebAudio: the echo canceller takes its reference from there. A call that the rep
 * does not listen to keeps playing, muted, since Chromium feeds a remote track to WebAudio (our hearing) only while
 * a media element plays it: https://github.com/BabylonJS/Babylon.js/pull/18745
 */
export function createFarEndSound(output: Output): FarEndSound {
  const element = new Audio()
  element.autoplay = true
  const sound = { element }
  playFarEndOn(sound, output)
  return sound
}

/** In the middle of a call too. */
export function playFarEndOn({ element }: FarEndSound, { sinkId, volume }: Output): void {
  element.volume = volume
  moveOutput(element, sinkId)
}

export function playFarEnd(sound: FarEndSound, track: MediaStreamTrack): void {
  sound.element.srcObject = new MediaStream([track])
}

export function setAudible(sound: FarEndSound, audible: boolean): void {
  sound.element.muted = !audible
}

export function closeFarEndSound(sound: FarEndSound): void {
  sound.element.pause()
  sound.element.srcObject = null
}
