import { Button } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { Queue } from '../../../shared/contact/contact.ts'
import type { LineState } from '../../../shared/line/line.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { keys } from './shortcuts.ts'
import { lineInWords } from '../call/words.ts'
import { Action, Key } from '../controls/action.tsx'
import { actionKeys } from './actions.ts'
import { useContacts } from '../contact/contacts-context.ts'
import { useIntents } from './intents-context.ts'
import { Registration } from '../line/registration.tsx'

/** The line as it was last accepted, and how the day stands. */
export function Header(props: {
  line: LineState
  now: number
  today: Queue['today']
  logOpen: boolean
  doNotDisturb: boolean
  /** null: the rep is there. */
  openStudio: (() => void) | null
}) {
  const { line, now, today, logOpen, doNotDisturb, openStudio } = props
  const { disturb, openInCall, openLine, openLog, openSound, setCompact } = useIntents()
  const { openPalette } = useContacts()
  const lapsed = line.state === 'registered' && line.registeredUntil !== null && line.registeredUntil < now
  return (
    <header className="header">
      <Button className="line" onPress={() => openLine(true)}>
        <i className="dot" data-state={lapsed ? 'connecting' : line.state} />
        <b className="line-name">{line.line?.name ?? 'Line'}</b>
        <span className="line-state" title={line.trouble ? sentenceFor(line.trouble) : undefined}>
          {lineInWords(line, now)}
        </span>
        <Key>{keys.line}</Key>
      </Button>
      <Registration line={line} now={now} />
      <Button className="line to-sound" onPress={() => openSound(true)}>
        <span className="unseen">Sound</span>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 10.5v-2a5.5 5.5 0 0 1 11 0v2M2.5 9.5h2v4h-1a1 1 0 0 1-1-1zM13.5 9.5h-2v4h1a1 1 0 0 0 1-1z" />
        </svg>
        <Key>{keys.sound}</Key>
      </Button>
      <div className="whole-desk">
        <Action size="small" hotkey={actionKeys.compact} onPress={() => setCompact(false)}>
          Whole desk
        </Action>
      </div>
      {openStudio && (
        <div className="header-actions">
          <Action size="small" hotkey={actionKeys.palette} onPress={() => openPalette({ kind: 'anything' })}>
            Find
          </Action>
          <Action size="small" hotkey={keys.number} onPress={() => openInCall('number')}>
            Dial
          </Action>
          <Action size="small" hotkey={keys.studio} onPress={openStudio}>
            Studio
          </Action>
        </div>
      )}
      <ToggleButton className="line quiet" isSelected={doNotDisturb} onChange={() => disturb(doNotDisturb)}>
        <span className="roomy">Do not disturb</span>
        <span className="tight">Quiet</span>
        {doNotDisturb && <b>on</b>}
        <Key>{keys.doNotDisturb}</Key>
      </ToggleButton>
      <Button className="line to-log" onPress={() => openLog(!logOpen)}>
        <span className="roomy">Compliance log</span>
        <span className="tight">Log</span>
        {!logOpen && <Key>{keys.log}</Key>}
      </Button>
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
    </header>
  )
}
