import { useId, useState } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { actionsFor, type ActionRoom } from './actions.ts'
import { Key } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'

interface Row {
  readonly id: string
  readonly kind: 'Contact' | 'Call' | 'Action'
  readonly name: string
  readonly detail: string
  readonly hotkey: string
  readonly run: () => void
}

/** Contacts, numbers to dial and everything that can be done now, by what is typed. */
export function Palette({ room }: { room: ActionRoom }) {
  const { palette } = useContactsDesk()
  const { openPalette } = useContacts()
  const title = palette?.kind === 'merge' ? 'Merge with whom?' : 'Find anybody or anything'
  return (
    <ModalOverlay
      className="overlay palette-overlay"
      isOpen={palette !== null}
      onOpenChange={(open) => !open && openPalette(null)}
      isDismissable
    >
      <Modal className="modal palette">
        <Dialog className="palette-dialog" aria-label={title}>
          <Finder room={room} title={title} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Finder({ room, title }: { room: ActionRoom; title: string }) {
  const { typed, refusal } = useContactsDesk()
  const { find } = useContacts()
  const rows = useRows(room)
  const [at, setAt] = useState(0)
  const id = useId()
  const chosen = Math.min(at, rows.length - 1)
  const pressed = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step && rows.length > 0) setAt((chosen + step + rows.length) % rows.length)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) rows[chosen]?.run()
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-label={title}
        aria-expanded={rows.length > 0}
        aria-controls={`${id}-rows`}
        aria-activedescendant={rows[chosen] ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        // The palette is opened to type into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        placeholder="A name, a company, digits, or what to do"
        value={typed}
        maxLength={200}
        onChange={({ currentTarget }) => {
          setAt(0)
          find(currentTarget.value)
        }}
        onKeyDown={pressed}
      />
      <div
        className="palette-rows"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="listbox"
        id={`${id}-rows`}
        aria-label="What was found"

        tabIndex={-1}
      >
        {rows.map((row, index) => (
          // The field has the keys: it names the row that Enter takes.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={row.id}
            id={`${id}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option of a select holds text only
            role="option"
            aria-selected={index === chosen}
            ref={index === chosen ? intoView : undefined}
            className="palette-row"
            onPointerMove={() => setAt(index)}
            onClick={row.run}
          >
            <span className="palette-kind">{row.kind}</span>
            <span className="palette-name">
              <b>
                <bdi>{row.name}</bdi>
              </b>
              {row.detail && <span>{row.detail}</span>}
            </span>
            {row.hotkey && <Key>{row.hotkey}</Key>}
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="palette-nothing">{typed ? 'Nothing fits.' : 'Type a name.'}</p>}
      {refusal && <p className="palette-nothing">{sentenceFor(refusal)}</p>}
      <output className="unseen">{rows.length === 1 ? '1 is found' : `${rows.length} are found`}</output>
    </>
  )
}

function intoView(row: Element | null) {
  row?.scrollIntoView({ block: 'nearest' })
}

function useRows(room: ActionRoom): Row[] {
  const { palette, typed, answer } = useContactsDesk()
  const { show, dial, askToMerge, openPalette } = useContacts()
  const isMerge = palette?.kind === 'merge'
  const people = answer.found
    .filter(({ contactId }) => !isMerge || contactId !== palette.keptId)
    .map(({ contactId, name, company, detail }) => ({
      id: contactId,
      kind: 'Contact' as const,
      name,
      detail: [company, detail].filter(Boolean).join(' · '),
      hotkey: '',
      run: () => (isMerge ? askToMerge(contactId, name) : show(contactId)),
    }))
  if (isMerge) return people
  const { dial: number } = answer
  const numbers: Row[] = number
    ? [{ id: 'dial', kind: 'Call', name: `Call ${number}`, detail: '', hotkey: '', run: () => dial(number) }]
    : []
  const actions = actionsFor(room, typed).map(({ name, key, group, run }) => ({
    id: name,
    kind: 'Action' as const,
    name,
    detail: group,
    hotkey: key,
    run: () => {
      openPalette(null)
      run()
    },
  }))
  // Whoever is known by a number comes before a call to it.
  return [...people, ...numbers, ...actions]
}
