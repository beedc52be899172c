import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select } from 'react-aria-components/Select'
import type { ContactId, RecordingId } from '../../../shared/ids.ts'
import type { Recording } from '../../../shared/recording.ts'
import { keys } from '../state/shortcuts.ts'
import { recordingLength } from '../state/times.ts'
import { Key } from './action.tsx'
import { useIntents } from './intents-context.ts'
import { Listen } from './listen.tsx'
import { SelectButton } from './select-button.tsx'

/** What would be dropped, its words, and a way to hear it before. */
export function RecordingChooser(props: {
  contactId: ContactId
  recordings: readonly Recording[]
  chosen: Recording | null
  listening: string | null
  canListen: boolean
}) {
  const { contactId, recordings, chosen, listening, canListen } = props
  const { chooseRecording } = useIntents()
  if (!chosen) {
    return (
      <section className="message">
        <p className="message-none">No recordings yet, so there is nothing to drop into a voicemail.</p>
      </section>
    )
  }
  return (
    <section className="message">
      <div className="message-choice">
        <Select
          className="select"
          value={chosen.recordingId}
          onChange={(id) => chooseRecording(contactId, id as RecordingId)}
        >
          <Label>Message {recordings.length > 1 && <Key>{keys.otherMessage}</Key>}</Label>
          <SelectButton />
          <Popover className="popover" offset={4}>
            <ListBox items={recordings}>
              {({ recordingId, name, durationMs }) => (
                <ListBoxItem id={recordingId} textValue={name} className="option">
                  <span title={name}>{name}</span>
                  <small>{recordingLength(durationMs)}</small>
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </Select>
        {canListen && (
          <Listen
            path={`/recordings/${chosen.recordingId}.wav`}
            listening={listening}
            name={chosen.name}
            hotkey={keys.listen}
          >
            Listen
          </Listen>
        )}
      </div>
      {chosen.script && <p className="script">{chosen.script}</p>}
    </section>
  )
}
