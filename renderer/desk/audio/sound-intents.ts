import type { DeskBridge } from '../../../shared/contract/bridge.ts'
import type { SoundSettings } from '../../../shared/audio/sound-settings.ts'
import type { DeskStore } from '../frame/desk-store.ts'
import { soundAway, type SoundDesk } from './sound-desk.ts'

/** What the rep can want of microphone, speaker and ringer. */
export interface SoundIntents {
  /** Opens the dialog, and with it the microphone; both are closed again together. */
  openSound(open: boolean): void
  chooseSound(settings: SoundSettings): void
  /** The microphone could not be opened: perhaps it can now. */
  openMicrophoneAgain(): void
  testHeadset(): void
  testRinger(): void
}

export function makeSoundIntents(bridge: DeskBridge, store: DeskStore): SoundIntents {
  const change = (changed: Partial<SoundDesk>) => store.setState(({ sound }) => ({ sound: { ...sound, ...changed } }))
  const sound = () => store.getState().sound

  async function openMicrophone() {
    const answer = await bridge.request('sound.open', {})
    if (sound().open) change({ trouble: answer.ok ? null : answer.trouble })
  }

  async function choose(settings: SoundSettings) {
    change({ test: null })
    const answer = await bridge.request('sound.choose', settings)
    if (!answer.ok) change({ trouble: answer.trouble })
    else if (sound().trouble) await openMicrophone()
  }

  async function testHeadset() {
    if (sound().test === 'recording' || sound().trouble) return
    change({ test: 'recording' })
    const answer = await bridge.request('sound.testHeadset', {})
    if (sound().test !== 'recording') return
    change({ test: answer.ok ? answer.value : null, trouble: answer.ok ? null : answer.trouble })
  }

  return {
    openSound(open) {
      store.setState({ sound: { ...soundAway, open }, refusal: null })
      if (open) void openMicrophone()
      else void bridge.request('sound.close', {})
    },
    chooseSound: (settings) => void choose(settings),
    openMicrophoneAgain: () => void openMicrophone(),
    testHeadset: () => void testHeadset(),
    testRinger: () => void bridge.request('sound.testRinger', {}),
  }
}
