import { Button } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { Queue } from '../../../shared/contract/contact.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { keys } from './shortcuts.ts'
import { lineInWords } from '../call/words.ts'
import { Action, Key } from '../controls/action.tsx'
import { actionKeys, type ActionRoom } from './actions.ts'
import { DeskMenu } from './desk-menu.tsx'
import { useContacts } from '../contact/contacts-context.ts'
import { useIntents } from './intents-context.ts'
import { Registration } from '../line/registration.tsx'

/** The line as it was last accepted, and how the day stands. */
export function Header(props: {
  line: LineState
  now: number
  today: Queue['today']
  doNotDisturb: boolean
  /** null: the rep is in the studio, which has a way back of its own. */
  room: ActionRoom | null
  /** Back to the list and the call, from whatever is over them. */
  goHome: () => void
}) {
  const { line, now, today, doNotDisturb, room, goHome } = props
  const { disturb, openLine, openSound, setCompact } = useIntents()
  const { openPalette } = useContacts()
  const lapsed = line.state === 'registered' && line.registeredUntil !== null && line.registeredUntil < now
  return (
    <header className="header">
      <Button className="line" onPress={() => openLine(true)}>
        <i className="dot" data-state={lapsed ? 'connecting' : line.state} />
        <b className="line-name">
          <bdi>{line.line?.name ?? 'Line'}</bdi>
        </b>
        <span className="line-state" title={line.trouble ? sentenceFor(line.trouble) : undefined}>
          {lineInWords(line, now)}
        </span>
      </Button>
      <Registration line={line} now={now} />
      <Button className="line to-sound" onPress={() => openSound(true)}>
        <span className="unseen">Sound</span>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 10.5v-2a5.5 5.5 0 0 1 11 0v2M2.5 9.5h2v4h-1a1 1 0 0 1-1-1zM13.5 9.5h-2v4h1a1 1 0 0 0 1-1z" />
        </svg>
      </Button>
      <div className="whole-desk">
        <Action size="small" hotkey={actionKeys.compact} onPress={() => setCompact(false)}>
          Whole desk
        </Action>
      </div>
      {room && (
        <Button className="find" onPress={() => openPalette({ kind: 'anything' })}>
          <span>Find a contact, dial a number, do anything</span>
          <Key>{actionKeys.palette}</Key>
        </Button>
      )}
      <p className="today">
        <span>
          <b>{today.tries}</b> {today.tries === 1 ? 'try' : 'tries'} today
        </span>
        <span>
          <b>{today.reached}</b> reached
        </span>
        <span>
          <b>{today.messagesLeft}</b> {today.messagesTried > today.messagesLeft && `of ${today.messagesTried} `}
          {Math.max(today.messagesLeft, today.messagesTried) === 1 ? 'message' : 'messages'} left
        </span>
      </p>
      {doNotDisturb && (
        <ToggleButton className="line quiet" isSelected onChange={() => disturb(doNotDisturb)}>
          Do not disturb <b>on</b>
        </ToggleButton>
      )}
      {room && (
        <nav className="header-actions" aria-label="Views">
          <Action size="small" tone="quiet" onPress={goHome}>
            Today
          </Action>
          <Action size="small" tone="quiet" onPress={() => room.contacts.openAll()}>
            Contacts
          </Action>
          <Action size="small" tone="quiet" hotkey={keys.studio} onPress={room.openStudio}>
            Studio
          </Action>
        </nav>
      )}
      {room && <DeskMenu room={room} />}
    </header>
  )
}
