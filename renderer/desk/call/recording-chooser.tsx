import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select } from 'react-aria-components/Select'
import type { RecordingId } from '../../../shared/ids.ts'
import type { Recording } from '../../../shared/contract/recording.ts'
import { heardAt } from './message-choice.ts'
import type { Shown } from './panel-subject.ts'
import { keys } from '../frame/shortcuts.ts'
import { day, recordingLength } from '../controls/times.ts'
import { Key } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { Listen } from './listen.tsx'
import { SelectButton } from '../controls/select-button.tsx'

/** What would be dropped, its words, and a way to hear it before. */
export function RecordingChooser(props: {
  contact: Shown
  recordings: readonly Recording[]
  chosen: Recording | null
  /** Why the cadence leaves none of them; null: it leaves one. */
  whyNone?: string | null
  listening: string | null
  canListen: boolean
}) {
  const { contact, recordings, chosen, whyNone, listening, canListen } = props
  const { contactId, card } = contact
  const { chooseRecording } = useIntents()
  if (!chosen) {
    return (
      <section className="message">
        <p className="message-none">No recordings yet, so there is nothing to drop into a voicemail.</p>
      </section>
    )
  }
  const before = heardAt(card, chosen.recordingId)
  return (
    <section className="message">
      {whyNone && <CadenceSays card={card} why={whyNone} />}
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
                  <span title={name}>
                    <bdi>{name}</bdi>
                  </span>
                  <small>
                    <Heard at={heardAt(card, recordingId)} />
                    {recordingLength(durationMs)}
                  </small>
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
      {before !== null && (
        <p className="heard-before">
          <bdi>{contact.name}</bdi> heard this one on {day(before)}.
        </p>
      )}
      {chosen.promisesFollowUp && (
        <p className="heard-before">It says “I’ll follow up this week”: leaving it promises a call this week.</p>
      )}
      {chosen.script && <p className="script">{chosen.script}</p>}
    </section>
  )
}

/** The cadence's word on messages, beside a drop that goes against it. */
export function CadenceSays({ card, why }: { card: Shown['card']; why: string }) {
  return (
    <p className="cadence-says">
      {card?.cadence && (
        <b>
          <bdi>{card.cadence.name}</bdi>
        </b>
      )}{' '}
      {why}
    </p>
  )
}

function Heard({ at }: { at: number | null }) {
  return at === null ? null : <span className="heard-on">heard {day(at)} · </span>
}
