import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { DoNotCallEntry } from '../../../shared/contract/do-not-call-entry.ts'
import type { OwnList as Found } from '../../../shared/contract/list-bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { count } from './list-words.ts'
import { date } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { PlainField } from '../controls/plain-field.tsx'
import { SureAction } from '../controls/sure-action.tsx'

/** Who must not be called because they, or the rep, said so: looked through, added to, and taken off again. */
export function OwnList({ desk }: { desk: Desk }) {
  const { readOwnList } = useIntents()
  const { ownList, ownText } = desk
  return (
    <section className="lists-own" aria-label="Your own list">
      <h2>Your own list</h2>
      <p className="soft">Whom you put on it, and who asked not to be called.</p>
      <AddNumber desk={desk} />
      {ownList && (ownList.count > 0 || ownText !== '') && (
        <PlainField
          label="Find"
          value={ownText}
          maxLength={100}
          placeholder="A name, a number or a reason"
          onChange={readOwnList}
        />
      )}
      {ownList && <Entries desk={desk} found={ownList} />}
    </section>
  )
}

function AddNumber({ desk }: { desk: Desk }) {
  const { addToOwnList } = useIntents()
  const [typed, setTyped] = useState({ number: '', why: '' })
  const [asked, setAsked] = useState(false)
  const missing = asked && typed.number.trim() === ''
  async function add() {
    if (await addToOwnList(typed)) setTyped({ number: '', why: '' })
  }
  return (
    <Form
      className="own-add"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(typed.number.trim() === '')
        if (typed.number.trim() !== '') void add()
      }}
    >
      <PlainField
        label="Number"
        value={typed.number}
        maxLength={60}
        placeholder="+1 416 555 0101"
        error={missing ? 'Type the number that must not be called.' : undefined}
        onChange={(number) => setTyped({ ...typed, number })}
      />
      <PlainField
        label="Why"
        value={typed.why}
        maxLength={200}
        placeholder="Asked by letter"
        onChange={(why) => setTyped({ ...typed, why })}
      />
      <Action submits hotkey="Enter" pressed={isPressed(desk, 'ownList.add', '')}>
        Never call it
      </Action>
    </Form>
  )
}

function Entries({ desk, found: { entries, count: all } }: { desk: Desk; found: Found }) {
  const { undoForbid } = useIntents()
  if (all === 0) {
    return (
      <p className="framed-none">
        {desk.ownText === ''
          ? 'Nobody is on it.'
          : `Nobody on it has “${desk.ownText}” in a name, a number or a reason.`}
      </p>
    )
  }
  return (
    <>
      <ul className="framed lists-in-use">
        {entries.map((entry) => (
          <li key={entry.entryId}>
            <div>
              <b>{entry.subject}</b>
              <p className="soft">
                {kinds[entry.kind]} · since {date(entry.addedAt)}
                {entry.why && ` · ${entry.why}`}
              </p>
            </div>
            <SureAction
              name="Take off"
              means="They may be called again."
              surely="Take off"
              about={entry.subject}
              pressed={isPressed(desk, 'doNotCall.undo', entry.entryId)}
              onPress={() => undoForbid(entry.entryId)}
            />
          </li>
        ))}
      </ul>
      {all > entries.length && (
        <p className="soft">
          The newest {count(entries.length)} of {count(all)}: type more to find another one.
        </p>
      )}
    </>
  )
}

const kinds: Record<DoNotCallEntry['kind'], string> = {
  person: 'a person, on any number',
  number: 'a number, whoever answers',
  company: 'a company, and all its people',
}
