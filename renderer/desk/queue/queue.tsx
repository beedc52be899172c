import { memo, useEffect, useRef } from 'react'
import { Collection } from 'react-aria-components/Collection'
import { Header } from 'react-aria-components/Header'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import type { Queue as QueueState, QueueItem } from '../../../shared/contract/contact.ts'
import type { ContactId } from '../../../shared/ids.ts'
import { clock, daysApart, dueTag } from '../controls/times.ts'
import { useIntents } from '../frame/intents-context.ts'
import { rowKey } from './stable-rows.ts'

const sections = [
  ['promised', 'Promised'],
  ['callback', 'Asked to be called'],
  ['now', 'Now'],
  ['between', 'Between calls'],
  ['later', 'Later'],
  ['new', 'New'],
  ['none', 'On no cadence'],
] as const

/** Who is next, and why. The arrow keys move through it, and what they land on is shown. */
export const Queue = memo(function Queue(props: { queue: QueueState; selected: ContactId | null; minute: number }) {
  const { queue, selected, minute } = props
  const { chooseToCall, show } = useIntents()
  const list = useRef<HTMLElement>(null)
  // The ring goes with what is shown, however that was chosen: the next arrow key goes on from there.
  useEffect(() => {
    if (selected === null) return
    const rowWithFocus = list.current?.querySelector<HTMLElement>('[role=option]:focus')
    const row = list.current?.querySelector<HTMLElement>('[role=option][aria-selected=true]')
    if (rowWithFocus && row && row !== rowWithFocus) row.focus({ preventScroll: true })
  }, [selected])
  const shown = sections
    .map(([section, title]) => ({
      section,
      title,
      count: queue.counts[section],
      items: queue.items.filter((item) => item.section === section),
    }))
    .filter(({ items }) => items.length > 0)
  if (shown.length === 0) return <EmptyQueue />

  return (
    <nav className="queue" aria-label="Who is next" ref={list}>
      <NothingDue items={queue.items} minute={minute} />
      <ListBox
        aria-label="Who is next"
        items={shown}
        dependencies={[minute]}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selected ? [selected] : []}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys
          const row = queue.items.find((item) => rowKey(item) === key)
          if (row && row.contactId !== selected) show(row.contactId)
        }}
      >
        {({ section, title, count, items }) => (
          <ListBoxSection id={section}>
            <Header className="section">
              {title} <span>{count}</span>
            </Header>
            <Collection items={items} dependencies={[minute]}>
              {(item) => (
                <Row id={rowKey(item)} item={item} minute={minute} onPress={() => chooseToCall(item.contactId)} />
              )}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
    </nav>
  )
})

/** The id is also its key: without it React would hand one contact's row to another when the queue moves. */
function Row(props: { id: string; item: QueueItem; minute: number; onPress: () => void }) {
  const { id, item, minute, onPress } = props
  const { name, company, why } = item
  const tag = tagOf(item, minute)
  const what = whatOf(item)
  return (
    // One that is shown already is chosen by a click as well: it is who Enter calls.
    <ListBoxItem id={id} textValue={name} className="row" onPress={onPress}>
      <span className="row-line">
        <span className="row-who" title={company ? `${name}, ${company}` : name}>
          <b>
            <bdi>{name}</bdi>
          </b>
          {company && (
            <>
              <Pause />
              <span>
                <bdi>{company}</bdi>
              </span>
            </>
          )}
        </span>
        <Pause />
        <span className={tag?.late ? 'row-tag late' : 'row-tag'}>{tag?.text ?? what}</span>
      </span>
      <Pause />
      <span className="row-line why">
        <span className="row-why" title={why}>
          {why}
        </span>
        {tag && (
          <>
            <Pause />
            <span className="row-tag">{what}</span>
          </>
        )}
      </span>
    </ListBoxItem>
  )
}

/** Between the parts of a row, for those who hear it: to the eye they are apart already. */
function Pause() {
  return <span className="unseen">, </span>
}

/** On no cadence a call is no try of one: what counts is that they were called before. */
function whatOf({ kind, section, tryNumber }: QueueItem): string {
  if (section === 'none') return tryNumber === 1 ? 'not tried' : tryNumber === 2 ? '1 try' : `${tryNumber - 1} tries`
  return kind === 'call' ? `try ${tryNumber}` : kind
}

function tagOf({ section, dueAt, dueUntil }: QueueItem, minute: number): { text: string; late: boolean } | null {
  if (section === 'promised' || section === 'callback') return dueTag(minute, dueAt, dueUntil)
  if (section === 'between') return dueTag(minute, dueAt, dueUntil)
  if (section === 'later') return { text: dueTag(minute, dueAt, Infinity).text, late: false }
  return null
}

function NothingDue({ items, minute }: { items: readonly QueueItem[]; minute: number }) {
  const planned = items.filter(({ section }) => section !== 'none')
  if (planned.some(({ section, dueAt }) => section !== 'later' && (section !== 'promised' || dueAt <= minute)))
    return null
  if (planned.length === 0) return <p className="queue-note">Nothing is planned: these are on no cadence.</p>
  const first = Math.min(...planned.map(({ dueAt }) => dueAt))
  const when = daysApart(minute, first) === 0 ? `at ${clock(first)}` : `on ${dueTag(minute, first, Infinity).text}`
  return <p className="queue-note">Nothing is due now. The next is due {when}.</p>
}

function EmptyQueue() {
  return (
    <nav className="queue" aria-label="Who is next">
      <p className="queue-note">Nobody is waiting to be called.</p>
    </nav>
  )
}
