import { useEffect, type ReactNode } from 'react'
import type { SoundState } from '../../../shared/contract/sound-bridge.ts'
import type { SoundEnd } from '../../../shared/audio/sound-settings.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { DeviceChoice } from './device-choice.tsx'
import { headsetInWords, insteadOf, type MicrophoneLevel, type SoundDesk } from './sound-desk.ts'
import { Action } from '../controls/action.tsx'
import { Check } from '../controls/check.tsx'
import { useSingleKeys } from '../controls/own-keys.ts'
import { useIntents } from '../frame/intents-context.ts'
import { MicrophoneMeter } from './microphone-meter.tsx'
import { Volume } from './volume.tsx'
import { TitledDialog } from '../controls/titled-dialog.tsx'

/** What the rep speaks into, hears calls in, and hears ringing; and whether it works. */
export function SoundDialog(props: { desk: SoundDesk; sound: SoundState; level: MicrophoneLevel }) {
  const { openSound } = useIntents()
  return (
    <TitledDialog title="Sound" kind="sound" isOpen={props.desk.open} onOpenChange={openSound}>
      <Ends {...props} />
    </TitledDialog>
  )
}

function Ends({ desk, sound, level }: { desk: SoundDesk; sound: SoundState; level: MicrophoneLevel }) {
  const { chooseSound, openMicrophoneAgain, testHeadset, testRinger } = useIntents()
  const { settings } = sound
  useDialogKeys({ T: testHeadset, R: testRinger })
  return (
    <>
      <End end="microphone" name="Microphone" sound={sound}>
        {desk.trouble ? (
          <div className="note bad" role="alert">
            <p>{sentenceFor(desk.trouble)}</p>
            <Action size="small" onPress={openMicrophoneAgain}>
              Try again
            </Action>
          </div>
        ) : (
          <MicrophoneMeter level={level} />
        )}
        <div className="headset-test">
          <Action hotkey="T" pressed={desk.test === 'recording'} disabled={desk.trouble !== null} onPress={testHeadset}>
            Test my headset
          </Action>
          <output data-test={desk.test ?? undefined}>{headsetInWords(desk.test)}</output>
        </div>
        <fieldset className="call-microphone">
          <legend>In calls</legend>
          <Check
            isSelected={settings.noiseSuppression}
            onChange={(noiseSuppression) => chooseSound({ ...settings, noiseSuppression })}
          >
            Suppress noise
          </Check>
          <Check
            isSelected={settings.echoCancellation}
            onChange={(echoCancellation) => chooseSound({ ...settings, echoCancellation })}
          >
            Cancel echo
          </Check>
          <Check
            isSelected={settings.autoGainControl}
            onChange={(autoGainControl) => chooseSound({ ...settings, autoGainControl })}
          >
            Even out loudness
          </Check>
        </fieldset>
      </End>
      <End end="speaker" name="Speaker" sound={sound}>
        <Volume
          label="Volume of calls"
          volume={settings.speakerVolume}
          onChange={(speakerVolume) => chooseSound({ ...settings, speakerVolume })}
        />
      </End>
      <End end="ringer" name="Ringer" sound={sound}>
        <div className="ringer-test">
          <Volume
            label="Volume of the ringer"
            volume={settings.ringerVolume}
            onChange={(ringerVolume) => chooseSound({ ...settings, ringerVolume })}
          />
          <Action hotkey="R" onPress={testRinger}>
            Ring once
          </Action>
        </div>
      </End>
    </>
  )
}

/** One end: which device, and what there is to it. */
function End(props: { end: SoundEnd; name: string; sound: SoundState; children: ReactNode }) {
  const { end, name, sound, children } = props
  const { settings, devices } = sound
  const instead = insteadOf(end, settings[end], devices)
  return (
    <section className="sound-end" aria-label={name}>
      <DeviceChoice end={end} name={name} sound={sound} />
      {instead && <p className="instead">{instead}</p>}
      {children}
    </section>
  )
}

/** Keys of the open dialog; typing, menus and sliders keep theirs. */
function useDialogKeys(actions: Readonly<Partial<Record<string, () => void>>>) {
  const hasKeys = useSingleKeys()
  useEffect(() => {
    if (!hasKeys) return

    const pressed = (event: KeyboardEvent) => {
      const { target, key } = event
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (target instanceof Element && target.closest('.popover, .select-button')) return
      const action = actions[key.toUpperCase()]
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })
}
