import { useState } from 'react'
import type { DeskSettings } from '../../../shared/contract/settings-bridge.ts'
import { Action } from '../controls/action.tsx'
import type { KeySettings } from '../controls/own-keys.ts'
import { actions } from './actions.ts'
import { useIntents } from './intents-context.ts'

/** What can have another key: letters and signs. A digit is known by its place, other keys by their name. */
const changeable = actions.filter(({ key }) => [...key].length === 1)

/** What has this key; null: it is free for the one that has `usual`. */
function takenBy(cap: string, usual: string, ownKeys: DeskSettings['ownKeys']): string | null {
  const other = changeable.find(({ key }) => key !== usual && (ownKeys[key] ?? key) === cap)
  if (other) return other.name
  return /^[0-9*#]$/.test(cap) ? 'How the call ended, and the keypad' : null
}

/** Every key of the desk that is a letter or a sign, and the rep's own instead of it. */
export function OwnKeys({ settings }: { settings: KeySettings }) {
  const { chooseSettings } = useIntents()
  const { ownKeys } = settings
  const choose = (usual: string, cap: string) => {
    const { [usual]: _, ...others } = ownKeys
    chooseSettings({ ownKeys: cap === usual ? others : { ...others, [usual]: cap } })
  }
  return (
    <div className="own-keys">
      {changeable.map(({ name, key }) => (
        <OwnKey
          key={name}
          name={name}
          usual={key}
          cap={ownKeys[key] ?? key}
          taken={(cap) => takenBy(cap, key, ownKeys)}
          choose={(cap) => choose(key, cap)}
        />
      ))}
      {Object.keys(ownKeys).length > 0 && (
        <Action size="small" onPress={() => chooseSettings({ ownKeys: {} })}>
          All keys as they were
        </Action>
      )}
    </div>
  )
}

function OwnKey(props: {
  name: string
  usual: string
  cap: string
  taken: (cap: string) => string | null
  choose: (cap: string) => void
}) {
  const { name, usual, cap, taken, choose } = props
  const [refused, refuse] = useState<{ readonly cap: string; readonly by: string } | null>(null)
  const typed = (text: string) => {
    // The new one stands before or behind the one that was there; nothing at all: the usual one again.
    const wanted = [...text.toUpperCase().replace(cap, '').trim()].at(0) ?? (text.trim() === '' ? usual : cap)
    const by = taken(wanted)
    refuse(by === null ? null : { cap: wanted, by })
    if (by === null && wanted !== cap) choose(wanted)
  }
  return (
    <label data-own={cap === usual ? undefined : true}>
      <span>
        <bdi>{name}</bdi>
      </span>
      <input
        value={cap}
        maxLength={2}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={refused !== null}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onBlur={() => refuse(null)}
        onChange={({ currentTarget }) => typed(currentTarget.value)}
      />
      {refused && (
        <small role="alert">
          {refused.cap} is “{refused.by}”: give that another key first.
        </small>
      )}
    </label>
  )
}
