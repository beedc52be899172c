import { useState } from 'react'
import type { Forecast } from '../../../shared/contract/planning.ts'
import type { ChangeOfMany } from '../../../shared/contract/browse-bridge.ts'
import type { CadenceId, ContactId } from '../../../shared/ids.ts'
import { Action } from '../controls/action.tsx'
import { SureAction } from '../controls/sure-action.tsx'
import { day } from '../controls/times.ts'
import { useContacts } from './contacts-context.ts'
import type { Browse } from './use-browse.ts'

type Opened = 'put on' | 'tag' | 'pause' | null
/** What was done last, and what takes it back. */
interface Done {
  readonly inWords: string
  readonly undo: (() => Promise<unknown>) | null
}

const opposite = { tag: 'untag', pause: 'resume', forbid: 'allow' } as const

/** What can be done with all who are chosen, each of it undone in one press. */
export function ManyActions(props: { chosen: ReadonlySet<ContactId>; browse: Browse; onDone: () => void }) {
  const { chosen, browse, onDone } = props
  const { ask } = useContacts()
  const [opened, open] = useState<Opened>(null)
  const [done, setDone] = useState<Done | null>(null)
  const [busy, setBusy] = useState(false)
  const contactIds = [...chosen]

  async function during<T>(work: Promise<T>): Promise<T> {
    setBusy(true)
    try {
      return await work
    } finally {
      setBusy(false)
    }
  }

  async function change(wanted: Extract<ChangeOfMany, { kind: keyof typeof opposite }>, inWords: string) {
    const answer = await during(ask('contacts.changeMany', { contactIds, change: wanted }))
    if ('trouble' in answer) return browse.say(answer.trouble)
    const { changed } = answer.value
    open(null)
    browse.refresh()
    const back: ChangeOfMany =
      wanted.kind === 'tag' ? { kind: 'untag', tag: wanted.tag } : ({ kind: opposite[wanted.kind] } as ChangeOfMany)
    const undo = changed.length > 0 ? () => ask('contacts.changeMany', { contactIds: changed, change: back }) : null
    setDone({ inWords: `${changed.length.toLocaleString('en')} ${inWords}`, undo })
  }

  async function putOn(cadenceId: CadenceId, name: string, beginning: 'spread' | 'at-once', count: number) {
    const some = contactIds.slice(0, count)
    const answer = await during(ask('cadence.enrolMany', { contactIds: some, cadenceId, beginning }))
    if ('trouble' in answer) return browse.say(answer.trouble)
    const { enrolled, already } = answer.value
    open(null)
    browse.refresh()
    const stayed = already > 0 ? `, ${already.toLocaleString('en')} stay where they are` : ''
    const undo = enrolled.length > 0 ? () => ask('cadence.unenrolMany', { contactIds: enrolled, cadenceId }) : null
    setDone({ inWords: `${enrolled.length.toLocaleString('en')} put on ${name}${stayed}`, undo })
  }

  async function exportThem() {
    const answer = await during(ask('contacts.exportMany', { contactIds }))
    if ('trouble' in answer) return browse.say(answer.trouble)
    if (answer.value)
      setDone({ inWords: `${answer.value.rows.toLocaleString('en')} written to ${answer.value.path}`, undo: null })
  }

  return (
    <div className="many-actions" aria-busy={busy}>
      <Action size="small" disabled={busy} onPress={() => open(opened === 'put on' ? null : 'put on')}>
        Put on …
      </Action>
      <Action size="small" disabled={busy} onPress={() => open(opened === 'tag' ? null : 'tag')}>
        Tag …
      </Action>
      <Action size="small" disabled={busy} onPress={() => open(opened === 'pause' ? null : 'pause')}>
        Pause until …
      </Action>
      <SureAction
        name="Do not call"
        means={`They go on the do-not-call list, and what was planned for them ends.`}
        surely={`Never call ${chosen.size.toLocaleString('en')}`}
        about="all who are chosen"
        pressed={busy}
        onPress={() => void change({ kind: 'forbid' }, 'are never called')}
      />
      <Action size="small" disabled={busy} onPress={() => void exportThem()}>
        Export
      </Action>
      <Action size="small" tone="quiet" onPress={onDone}>
        Choose nobody
      </Action>
      {opened === 'put on' && <PutOn browse={browse} count={chosen.size} onPutOn={(...all) => void putOn(...all)} />}
      {opened === 'tag' && (
        <OneWord
          label="Tag"
          placeholder="fair 2026"
          onKeep={(tag) => void change({ kind: 'tag', tag }, `tagged ${tag.toLowerCase()}`)}
        />
      )}
      {opened === 'pause' && <PauseMany onPause={(until, inWords) => void change({ kind: 'pause', until }, inWords)} />}
      {done && (
        <output className="many-done">
          <bdi>{done.inWords}</bdi>.
          {done.undo && (
            <Action
              size="small"
              tone="link"
              onPress={() => {
                const { undo } = done
                setDone(null)
                void during(undo!()).then(browse.refresh)
              }}
            >
              Undo
            </Action>
          )}
        </output>
      )}
    </div>
  )
}

/** What it would mean is said before it is done: to spread them, to take fewer, or to go on all the same. */
function PutOn(props: {
  browse: Browse
  count: number
  onPutOn: (cadenceId: CadenceId, name: string, beginning: 'spread' | 'at-once', count: number) => void
}) {
  const { browse, count, onPutOn } = props
  const { ask } = useContacts()
  const [picked, pick] = useState<{ cadenceId: CadenceId; name: string; forecast: Forecast } | null>(null)
  async function look(cadenceId: CadenceId, name: string) {
    const answer = await ask('cadence.forecast', { cadenceId, count })
    if ('trouble' in answer) return browse.say(answer.trouble)
    if (answer.value.fits) onPutOn(cadenceId, name, 'spread', count)
    else pick({ cadenceId, name, forecast: answer.value })
  }
  if (!picked) {
    return (
      <fieldset className="many-more" aria-label="Put on">
        {browse.cadences.map(({ cadence: { cadenceId, name } }) => (
          <Action key={cadenceId} size="small" onPress={() => void look(cadenceId, name)}>
            <bdi>{name}</bdi>
          </Action>
        ))}
      </fieldset>
    )
  }
  const { cadenceId, name, forecast } = picked
  return (
    <fieldset className="many-more" aria-label={`Put on ${name}`}>
      <p>{forecast.inWords}</p>
      <Action size="small" tone="primary" onPress={() => onPutOn(cadenceId, name, 'spread', count)}>
        Spread them
      </Action>
      {forecast.carries > 0 && (
        <Action size="small" onPress={() => onPutOn(cadenceId, name, 'spread', forecast.carries)}>
          Only the first {forecast.carries.toLocaleString('en')}
        </Action>
      )}
      <Action size="small" onPress={() => onPutOn(cadenceId, name, 'at-once', count)}>
        All the same, at once
      </Action>
    </fieldset>
  )
}

function OneWord(props: { label: string; placeholder: string; onKeep: (word: string) => void }) {
  const { label, placeholder, onKeep } = props
  const [word, write] = useState('')
  return (
    <form
      className="many-more"
      onSubmit={(event) => {
        event.preventDefault()
        if (word.trim() !== '') onKeep(word.trim())
      }}
    >
      <input
        aria-label={label}
        placeholder={placeholder}
        value={word}
        maxLength={40}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
        autoFocus
        onChange={({ currentTarget }) => write(currentTarget.value)}
      />
      <Action size="small" tone="primary" submits disabled={word.trim() === ''}>
        Keep
      </Action>
    </form>
  )
}

/** Until a day on the rep's clock, which is read back before it is kept. */
function PauseMany(props: {
  onPause: (until: { by: 'window'; dueAt: number; dueUntil: number }, inWords: string) => void
}) {
  const { ask } = useContacts()
  const [typed, type] = useState('')
  const [read, setRead] = useState<{ typed: string; until: number | null } | null>(null)
  const until = read?.typed === typed ? read.until : null
  return (
    <form
      className="many-more"
      onSubmit={(event) => {
        event.preventDefault()
        if (until !== null)
          props.onPause({ by: 'window', dueAt: until, dueUntil: until + 1 }, `paused until ${day(until)}`)
      }}
    >
      <input
        aria-label="Until"
        placeholder="monday · jan 5"
        value={typed}
        maxLength={120}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
        autoFocus
        onChange={({ currentTarget: { value } }) => {
          type(value)
          if (value.trim() === '') return
          void ask('cadence.understandPause', { until: { by: 'text', text: value.trim() } }).then((answer) =>
            setRead({ typed: value, until: 'value' in answer ? answer.value.until : null }),
          )
        }}
      />
      <output>{typed.trim() === '' ? '' : until === null ? 'Not understood yet' : `Until ${day(until)}`}</output>
      <Action size="small" tone="primary" submits disabled={until === null}>
        Pause
      </Action>
    </form>
  )
}
