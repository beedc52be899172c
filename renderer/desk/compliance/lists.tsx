import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Form } from 'react-aria-components/Form'
import type { NationalListView } from '../../../shared/contract/national-lists.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { count, day10, sizeInWords } from './list-words.ts'
import { date } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { ListImport } from './list-import.tsx'
import { OwnList } from './own-list.tsx'
import { PlainField } from '../controls/plain-field.tsx'
import { SureAction } from '../controls/sure-action.tsx'

/** The rep's own do-not-call list, the national ones in use, and how another one is imported. */
export function Lists({ desk }: { desk: Desk }) {
  const { openLists } = useIntents()
  const { lists } = desk
  return (
    <main className="log lists">
      <header className="log-head">
        <div>
          <h1>Do-not-call lists</h1>
          <p>
            Your own, and national ones as their publishers hand them out. Who is on one is not called. This is
            information, not legal advice.
          </p>
        </div>
        <Button className="close" onPress={() => openLists(false)}>
          Back <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </header>
      {/* It can be scrolled with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="lists-body" tabIndex={0} aria-label="Lists">
        <OwnList desk={desk} />
        {lists ? (
          <section className="lists-national" aria-label="National lists">
            <h2>National lists</h2>
            <InUse desk={desk} lists={lists.lists} />
            <ListImport lists={lists} />
            {!lists.importing && <ImportForm desk={desk} region={lists.region} />}
          </section>
        ) : (
          <p className="log-empty">Reading …</p>
        )}
      </section>
    </main>
  )
}

function InUse({ desk, lists }: { desk: Desk; lists: readonly NationalListView[] }) {
  const { removeList } = useIntents()
  if (lists.length === 0) {
    return <p className="framed-none">No national list is in use: only your own is asked before a call.</p>
  }
  return (
    <ul className="framed lists-in-use">
      {lists.map((list) => (
        <li key={list.listId}>
          <div>
            <b>
              <bdi>{list.name}</bdi>
            </b>
            {list.isReadable ? (
              <p className="soft">
                {count(list.count)} {list.count === 1 ? 'number' : 'numbers'}
                {list.region && ` · ${list.region}`}
                {list.asOf && ` · as of ${day10(list.asOf)}`} · imported on {date(list.importedAt)} ·{' '}
                {sizeInWords(list.count)}
              </p>
            ) : (
              <p className="caller-id-test-reason">Nobody can say who is on it: remove it, and import it again.</p>
            )}
          </div>
          <SureAction
            name="Remove"
            means="Its numbers may be called again."
            surely="Remove it"
            about={list.name}
            pressed={isPressed(desk, 'lists.remove', list.listId)}
            onPress={() => removeList(list.listId)}
          />
        </li>
      ))}
    </ul>
  )
}

function ImportForm({ desk, region }: { desk: Desk; region: string }) {
  const { importList } = useIntents()
  const [form, setForm] = useState({ name: '', region, asOf: '' })
  const [asked, setAsked] = useState(false)
  const country = form.region.trim().toUpperCase()
  const errors = {
    name: form.name.trim() === '' ? 'Give it the name its publisher uses, like “US National Registry”.' : undefined,
    region: /^([A-Z]{2})?$/.test(country) ? undefined : 'Two letters, like CA or GB.',
  }
  return (
    <Form
      className="lists-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!errors.name && !errors.region) importList({ name: form.name.trim(), region: country, asOf: form.asOf })
      }}
    >
      <h2>Import a list</h2>
      <p className="soft">
        A CSV or text file, up to 50 million numbers, in any column. A list of the same name is replaced once the new
        one is whole. Nothing of it leaves this computer.
      </p>
      <div className="lists-fields">
        <PlainField
          label="Name"
          error={asked ? errors.name : undefined}
          value={form.name}
          maxLength={60}
          placeholder="US National Registry"
          onChange={(name) => setForm({ ...form, name })}
        />
        <PlainField
          label="Country"
          error={asked ? errors.region : undefined}
          hint="Of numbers written without one"
          value={form.region}
          maxLength={60}
          placeholder="US"
          onChange={(next) => setForm({ ...form, region: next })}
        />
        <PlainField
          label="As of"
          hint="The day the list is of"
          type="date"
          value={form.asOf}
          maxLength={60}
          onChange={(asOf) => setForm({ ...form, asOf })}
        />
      </div>
      <div className="lists-actions">
        <Action tone="primary" submits hotkey="Enter" pressed={isPressed(desk, 'lists.import', '')}>
          Choose the file …
        </Action>
      </div>
    </Form>
  )
}
