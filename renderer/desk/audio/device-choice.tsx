import type { SoundState } from '../../../shared/contract/sound-bridge.ts'
import type { SoundEnd } from '../../../shared/audio/sound-settings.ts'
import { Choice } from '../controls/choice.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { deviceOptions, optionChosen, withDevice } from './sound-desk.ts'

/** Which device is used for one end: the same for calls and for takes, wherever it is changed. */
export function DeviceChoice({ end, name, sound }: { end: SoundEnd; name: string; sound: SoundState }) {
  const { chooseSound } = useIntents()
  const { settings, devices } = sound
  return (
    <Choice
      label={name}
      value={optionChosen(end, settings[end], devices)}
      options={deviceOptions(end, settings[end], devices)}
      onChange={(id) => chooseSound(withDevice(settings, end, id, devices))}
    />
  )
}
