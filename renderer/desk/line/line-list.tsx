import { useSingleKeys } from '../controls/own-keys.ts'
import { useEffect, useState } from 'react'
import type { LineEntry } from '../../../shared/contract/line-bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import type { LineState } from '../../../shared/contract/line.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { lineInWords } from '../call/words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { PracticeLine } from './practice-line.tsx'

/** The rep's own lines, and the practice line. Calls are made on one at a time, and that one is registered. */
export function LineList(props: {
  desk: Desk
  state: LineState
  edit: (lineId: LineId | null) => void
  test: (lineId: LineId) => void
}) {
  const { desk, state, edit, test } = props
  const { chooseLine, practise } = useIntents()
  const own = desk.facts!.lines.entries.filter(({ line }) => line.kind === 'sip')

  const hasKeys = useSingleKeys()
  useEffect(() => {
    if (!hasKeys) return
    const pressed = (event: KeyboardEvent) => {
      const { target, key } = event
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (target instanceof Element && target.closest('input, textarea, .popover')) return
      const chosen = /^[1-9]$/.test(key) ? own[Number(key) - 1] : undefined
      if (chosen && !chosen.inUse) chooseLine(chosen.line.lineId)
      else if (key.toUpperCase() === 'A') edit(null)
      else if (key.toUpperCase() === 'P') practise()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  })

  return (
    <>
      {own.length > 0 && (
        <ul className="framed line-list" aria-label="Your lines">
          {own.map((entry, index) => (
            <LineRow
              key={entry.line.lineId}
              desk={desk}
              state={state}
              entry={entry}
              hotkey={index < 9 ? String(index + 1) : null}
              edit={() => edit(entry.line.lineId)}
              test={() => test(entry.line.lineId)}
            />
          ))}
        </ul>
      )}
      <div className="line-add">
        <Action tone={own.length > 0 ? 'plain' : 'primary'} hotkey="A" onPress={() => edit(null)}>
          Add a line
        </Action>
        <p className="dialog-says">
          {own.length > 0
            ? 'Calls are made on one line at a time, and only that one is registered. A call under way stays on its own.'
            : 'Any SIP line that can be reached over a WebSocket. Your provider or PBX has its address and password.'}
        </p>
      </div>
      <PracticeLine desk={desk} state={state} first={state.line === null} />
    </>
  )
}

function LineRow(props: {
  desk: Desk
  state: LineState
  entry: LineEntry
  hotkey: string | null
  edit: () => void
  test: () => void
}) {
  const { desk, state, entry, hotkey, edit, test } = props
  const { chooseLine, removeLine } = useIntents()
  const [removing, setRemoving] = useState(false)
  const { line, inUse } = entry
  const { lineId, name, user } = line
  return (
    <li className="line-row" data-in-use={inUse || undefined}>
      <i className="dot" data-state={inUse ? state.state : 'off'} />
      <div className="line-about">
        <b>
          <bdi>{name}</bdi>
        </b>
        <span>
          {user} at {line.domain || hostIn(line.server)}
        </span>
        <small>{inUse ? `In use · ${lineInWords(state, desk.facts!.now)}` : passwordInWords(entry)}</small>
      </div>
      {removing ? (
        <div className="line-actions">
          <span>Remove it? Its calls stay.</span>
          <Action size="small" tone="danger" about={name} onPress={() => removeLine(lineId)}>
            Remove
          </Action>
          <Action size="small" about={name} onPress={() => setRemoving(false)}>
            Keep
          </Action>
        </div>
      ) : (
        <div className="line-actions">
          {!inUse && (
            <Action
              size="small"
              about={name}
              {...(hotkey && { hotkey })}
              pressed={isPressed(desk, 'line.choose', lineId)}
              onPress={() => chooseLine(lineId)}
            >
              Use
            </Action>
          )}
          <Action size="small" about={name} onPress={test}>
            Test
          </Action>
          <Action size="small" about={name} onPress={edit}>
            Edit
          </Action>
          <Action size="small" about={name} onPress={() => setRemoving(true)}>
            Remove
          </Action>
        </div>
      )}
    </li>
  )
}

function hostIn(server: string): string {
  return /^wss?:\/\/([^/]+)/i.exec(server)?.[1] ?? server
}

function passwordInWords({ password }: LineEntry): string {
  switch (password) {
    case 'keyring':
      return 'Password in this computer’s keyring'
    case 'weakly':
      return 'Password stored, weakly protected'
    case 'typed':
      return 'Password kept until Afterbeep closes'
    case 'waiting':
      return 'Waiting for this computer’s keyring'
    case 'missing':
      return 'Password is asked for'
    default:
      return password satisfies never
  }
}
