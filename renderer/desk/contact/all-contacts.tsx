import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField } from 'react-aria-components/TextField'
import { dealValueInWords } from '../../../shared/import/deal-value.ts'
import { allOutcomes, outcomeInWords } from '../../../shared/call/outcome.ts'
import type { BrowsedBy, BrowsedContact, ContactFilter, Standing } from '../../../shared/contract/browse-bridge.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { Action } from '../controls/action.tsx'
import { Check } from '../controls/check.tsx'
import { dayFrom } from '../controls/times.ts'
import { TroubleNote } from '../frame/trouble-note.tsx'
import { useContacts } from './contacts-context.ts'
import { ManyActions } from './many-actions.tsx'
import { everybody, useBrowse, type Browse } from './use-browse.ts'

const ROW_PX = 40
/** So many rows are drawn beyond what is seen. */
const MARGIN = 8

const columns: readonly { readonly by: BrowsedBy; readonly title: string }[] = [
  { by: 'name', title: 'Name' },
  { by: 'company', title: 'Company' },
  { by: 'place', title: 'Place' },
  { by: 'cadence', title: 'Cadence' },
  { by: 'tried', title: 'Last try' },
  { by: 'value', title: 'Value' },
]

/** Everybody: found, sorted and narrowed, and changed together. Only the rows that are seen are there. */
export function AllContacts({ minute, standing }: { minute: number; standing: Standing }) {
  const browse = useBrowse(standing)
  const { ask } = useContacts()
  const [chosen, choose] = useState<ReadonlySet<ContactId>>(new Set())
  const { total, filter, by, down, trouble } = browse
  async function chooseAll() {
    const answer = await ask('contacts.all', { ...filter, by, down })
    if ('trouble' in answer) return browse.say(answer.trouble)
    choose(new Set(answer.value))
  }
  return (
    <div className="all-contacts">
      <Filters browse={browse} />
      <div className="all-head">
        <Check
          label="Choose all of these"
          isSelected={total !== null && total > 0 && chosen.size >= total}
          onChange={(isSelected) => (isSelected ? void chooseAll() : choose(new Set()))}
        />
        <span aria-live="polite">
          {total === null ? 'Reading …' : counted(total)}
          {chosen.size > 0 && `, ${chosen.size.toLocaleString('en')} chosen`}
        </span>
        {chosen.size > 0 && <ManyActions chosen={chosen} browse={browse} onDone={() => choose(new Set())} />}
      </div>
      {trouble && <TroubleNote trouble={trouble} tone="bad" remedy={false} onDismiss={() => browse.say(null)} />}
      <Rows
        browse={browse}
        minute={minute}
        chosen={chosen}
        onChoose={(contactId, isChosen) => {
          const all = new Set(chosen)
          if (isChosen) all.add(contactId)
          else all.delete(contactId)
          choose(all)
        }}
      />
    </div>
  )
}

function counted(total: number): string {
  return `${total.toLocaleString('en')} ${total === 1 ? 'contact' : 'contacts'}`
}

function Filters({ browse }: { browse: Browse }) {
  const { filter, choices, cadences, narrow } = browse
  const isNarrowed = JSON.stringify(filter) !== JSON.stringify(everybody)
  const [least, writeLeast] = useState('')
  return (
    <search className="all-filters">
      <TextField
        className="field"
        aria-label="Find among all contacts"
        value={filter.text}
        maxLength={200}
        autoComplete="off"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the view is opened to look for somebody
        autoFocus
        onChange={(text) => narrow({ text })}
      >
        <Input placeholder="Name, company, number, note" type="search" />
      </TextField>
      <Menu
        label="Cadence"
        value={filter.standing}
        options={[
          ['any', 'Any cadence or none'],
          ['none', 'On no cadence'],
          ['running', 'On a cadence'],
          ['paused', 'Paused'],
          ['stopped', 'Cadence ended'],
          ...cadences.map(({ cadence }) => [cadence.cadenceId, `On ${cadence.name}`] as const),
        ]}
        onChange={(id) => narrow({ standing: id as Standing })}
      />
      <Menu
        label="Tag"
        value={filter.tag ?? ''}
        options={[
          ['', 'Any tag'],
          ...(choices?.tags ?? []).map(({ id, name, count }) => [id, `${name} (${count})`] as const),
        ]}
        onChange={(tag) => narrow({ tag: tag || null })}
      />
      <Menu
        label="List"
        value={filter.importId ?? ''}
        options={[
          ['', 'Any list'],
          ...(choices?.imports ?? []).map(({ id, name, count }) => [id, `${name} (${count})`] as const),
        ]}
        onChange={(importId) => narrow({ importId: (importId || null) as ContactFilter['importId'] })}
      />
      <Menu
        label="Place"
        value={filter.place ?? ''}
        options={[
          ['', 'Any place'],
          ...(choices?.places ?? []).map(({ id, name, count }) => [id, `${name} (${count})`] as const),
        ]}
        onChange={(place) => narrow({ place: place || null })}
      />
      <Menu
        label="Last outcome"
        value={filter.outcome ?? ''}
        options={[
          ['', 'Any outcome'],
          ['never', 'Never called'],
          ...allOutcomes.map((one) => [one, outcomeInWords(one)] as const),
        ]}
        onChange={(outcome) => narrow({ outcome: (outcome || null) as ContactFilter['outcome'] })}
      />
      <input
        className="least"
        aria-label="Worth at least"
        placeholder="Worth at least"
        inputMode="numeric"
        value={least}
        maxLength={12}
        onChange={({ currentTarget: { value } }) => {
          writeLeast(value)
          const number = Number(value)
          narrow({ leastValue: value.trim() !== '' && Number.isFinite(number) && number >= 0 ? number : null })
        }}
      />
      {isNarrowed && (
        <Action
          size="small"
          onPress={() => {
            writeLeast('')
            narrow(everybody)
          }}
        >
          Show everybody
        </Action>
      )}
    </search>
  )
}

function Menu(props: {
  label: string
  value: string
  options: readonly (readonly [string, string])[]
  onChange: (value: string) => void
}) {
  const { label, value, options, onChange } = props
  return (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  )
}

function Rows(props: {
  browse: Browse
  minute: number
  chosen: ReadonlySet<ContactId>
  onChoose: (contactId: ContactId, isChosen: boolean) => void
}) {
  const { browse, minute, chosen, onChoose } = props
  const { total, by, down, sort, need, row } = browse
  const box = useRef<HTMLElement>(null)
  const [seen, setSeen] = useState({ first: 0, last: 30 })
  const look = () => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    const first = Math.max(0, Math.floor(scrollTop / ROW_PX) - MARGIN)
    setSeen({ first, last: Math.ceil((scrollTop + clientHeight) / ROW_PX) + MARGIN })
  }
  useLayoutEffect(look, [total])
  const end = Math.min(seen.last, total ?? 0)
  useEffect(() => {
    if (end > 0) need(seen.first, end - 1)
  }, [seen.first, end, need])
  const rows = Array.from({ length: Math.max(0, end - seen.first) }, (_, at) => seen.first + at)
  return (
    // Rows can be scrolled with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={box} className="all-rows" tabIndex={0} aria-label="Contacts" onScroll={look}>
      <table aria-rowcount={(total ?? 0) + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="tick">
              <span className="unseen">Chosen</span>
            </th>
            {columns.map(({ by: one, title }) => (
              <th
                key={one}
                scope="col"
                className={`of-${one}`}
                aria-sort={one === by ? (down ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => sort(one)}>
                  {title}
                  <span aria-hidden="true">{one === by ? (down ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seen.first > 0 && (
            <tr aria-hidden="true" style={{ height: seen.first * ROW_PX }}>
              <td colSpan={columns.length + 1}>…</td>
            </tr>
          )}
          {rows.map((at) => {
            const contact = row(at)
            return contact ? (
              <Row
                key={contact.contactId}
                {...{ contact, minute, at, onChoose }}
                isChosen={chosen.has(contact.contactId)}
              />
            ) : (
              <tr key={at} className="all-row">
                <td colSpan={columns.length + 1}>…</td>
              </tr>
            )
          })}
          {end < (total ?? 0) && (
            <tr aria-hidden="true" style={{ height: ((total ?? 0) - end) * ROW_PX }}>
              <td colSpan={columns.length + 1}>…</td>
            </tr>
          )}
        </tbody>
      </table>
      {total === 0 && <p className="log-empty">Nobody is like this.</p>}
    </section>
  )
}

function Row(props: {
  contact: BrowsedContact
  minute: number
  at: number
  isChosen: boolean
  onChoose: (contactId: ContactId, isChosen: boolean) => void
}) {
  const { contact, minute, at, isChosen, onChoose } = props
  const { show } = useContacts()
  const { contactId, name, company, place, tags, triedAt, outcome, value, forbidden } = contact
  return (
    <tr className="all-row" aria-rowindex={at + 2} data-chosen={isChosen || undefined}>
      <td className="tick">
        <Check label={name} isSelected={isChosen} onChange={(on) => onChoose(contactId, on)} />
      </td>
      <td className="of-name" title={name}>
        <button type="button" className="all-name" onClick={() => show(contactId)}>
          <bdi>{name}</bdi>
        </button>
        {tags && (
          <small title={tags}>
            <bdi>{tags}</bdi>
          </small>
        )}
      </td>
      <td title={company ?? ''}>
        <bdi>{company}</bdi>
      </td>
      <td title={place}>
        <bdi>{place}</bdi>
      </td>
      <td title={standingOf(contact)}>
        <bdi>{standingOf(contact)}</bdi>
      </td>
      <td>
        {triedAt === null ? (
          <span className="soft">Never called</span>
        ) : (
          `${dayFrom(minute, triedAt)}${outcome ? `, ${outcomeInWords(outcome).toLowerCase()}` : ''}`
        )}
        {forbidden && <b className="all-forbidden"> Do not call</b>}
      </td>
      <td className="of-value">{value === null ? '' : dealValueInWords(value)}</td>
    </tr>
  )
}

function standingOf({ cadence, stopped, paused }: BrowsedContact): string {
  if (cadence === null) return 'None'
  if (stopped !== null) return `${cadence}: ${stopped}`
  return paused ? `${cadence}, paused` : cadence
}
