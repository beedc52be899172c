import { useState, type ReactNode } from 'react'
import type { SettingsState } from '../../../shared/contract/settings-bridge.ts'
import { BackupList } from '../backup/backup-list.tsx'
import { Action } from '../controls/action.tsx'
import { Check } from '../controls/check.tsx'
import { Choice } from '../controls/choice.tsx'
import { PlainField } from '../controls/plain-field.tsx'
import { actions, type ActionRoom } from './actions.ts'
import { useIntents } from './intents-context.ts'
import { OwnKeys } from './key-fields.tsx'
import { TitledDialog } from '../controls/titled-dialog.tsx'

const themes = [
  { id: 'system', name: 'As the system is', tag: '' },
  { id: 'light', name: 'Light', tag: '' },
  { id: 'dark', name: 'Dark', tag: '' },
] as const

/** Settings that have a place of their own: what stands there, in a sentence, and the action that leads there. */
const elsewhere = [
  ['Line', 'Which line you call on: server, user, how numbers are dialled and hidden, and a test of it.', 'account sip phone provider'],
  ['Microphone, speaker and ringer', 'Which device you speak into and hear from, and how loud.', 'sound audio headset volume'],
  ['Do not disturb', 'Turns away every call that comes in, until you end it.', 'quiet busy'],
  ['Working hours and public holidays', 'When cadences may plan calls, and how many a day holds.', 'capacity dials a day'],
  ['Days off: holidays and vacations', 'Days on which nothing is due.', 'vacation away'],
  ['Cadences', 'The rules by which contacts are pursued, and which one new contacts are put on.', 'sequence default'],
  ['Do-not-call lists', 'Whom nobody calls: your own list and national ones.', 'dnc block'],
  ['Compact desk, or the whole one again', 'A narrow window that stays above the others.', 'small window'],
] as const // prettier-ignore

/** Every setting in one place, each with a sentence, found by any word of it. */
export function SettingsDialog({ room }: { room: ActionRoom }) {
  const { openSettings } = useIntents()
  const { settingsOpen, facts } = room.desk
  return (
    <TitledDialog title="Settings" kind="settings" isOpen={settingsOpen} onOpenChange={openSettings}>
      {facts && <Settings room={room} settings={facts.settings} />}
    </TitledDialog>
  )
}

interface Row {
  readonly title: string
  readonly sentence: string
  readonly words: string
  readonly control: ReactNode
  /** What stands below, as wide as the row. */
  readonly more?: ReactNode
}

function Settings({ room, settings }: { room: ActionRoom; settings: SettingsState }) {
  const [typed, type] = useState('')
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = [...useOwnRows(settings), backupRow(room), ...elsewhere.map((one) => rowElsewhere(one, room))]
  const found = rows.filter((row) => {
    const text = `${row.title} ${row.sentence} ${row.words}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return (
    <>
      <PlainField
        label="Find a setting"
        value={typed}
        maxLength={60}
        placeholder="dark, keys, ringer …"
        focus
        onChange={type}
      />
      <ul className="settings-rows">
        {found.map(({ title, sentence, control, more }) => (
          <li key={title}>
            <div>
              <b>{title}</b>
              <p>{sentence}</p>
            </div>
            {control}
            {more}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="log-empty">No setting has these words.</p>}
    </>
  )
}

function useOwnRows(settings: SettingsState): Row[] {
  const { chooseSettings } = useIntents()
  const { theme, singleKeys, dialsOn, dialOnForbiddenBy } = settings
  return [
    {
      title: 'Light or dark',
      sentence: 'How the desk is painted, also while the system is otherwise.',
      words: 'theme mode appearance night colour',
      control: (
        <Choice
          label="Theme"
          value={theme}
          options={themes}
          onChange={(id) => {
            const chosen = themes.find((each) => each.id === id)
            if (chosen) chooseSettings({ theme: chosen.id })
          }}
        />
      ),
    },
    {
      title: 'A session dials on',
      sentence: dialOnForbiddenBy
        ? `Not here: the policy of ${dialOnForbiddenBy} lets no session call anybody by itself.`
        : 'In a session the next contact is called after two seconds, unless you press Esc.',
      words: 'power dialer automatic',
      control: dialOnForbiddenBy ? null : (
        <Check isSelected={dialsOn} onChange={(on) => chooseSettings({ dialsOn: on })}>
          Dial on
        </Check>
      ),
    },
    {
      title: 'Letters, digits and signs as keys',
      sentence:
        'D drops, 1 says “interested”. Without it only keys like Enter, Esc and those with Ctrl do something: for dictation and screen readers.',
      words: 'shortcuts keyboard off accessibility help',
      control: (
        <Check isSelected={singleKeys} onChange={(on) => chooseSettings({ singleKeys: on })}>
          Single keys
        </Check>
      ),
    },
    {
      title: 'Your own keys',
      sentence: 'Type another letter or sign into a field. Digits stay where they are, by their place on the keyboard.',
      words: 'shortcuts keyboard remap change help',
      control: null,
      more: singleKeys && <OwnKeys settings={settings} />,
    },
  ]
}

function backupRow({ desk }: ActionRoom): Row {
  return {
    title: 'Backups of the archive',
    sentence:
      'Every contact, attempt, promise and note, copied and checked each day: seven days and four weeks are kept.',
    words: 'restore copy recover damaged lost',
    control: null,
    more: <BackupList desk={desk} />,
  }
}

function rowElsewhere([name, sentence, words]: (typeof elsewhere)[number], room: ActionRoom): Row {
  const run = () => {
    room.intents.openSettings(false)
    // What it does now is asked once nothing is open over the desk.
    actions.find((action) => action.name === name)?.runIn({ ...room, desk: { ...room.desk, settingsOpen: false } })?.()
  }
  return {
    title: name,
    sentence,
    words,
    control: (
      <Action size="small" about={name} onPress={run}>
        {name === 'Do not disturb' || name.startsWith('Compact') ? 'Turn' : 'Open'}
      </Action>
    ),
  }
}
