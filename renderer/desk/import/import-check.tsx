import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { DuplicateChoice, ImportCheck, ImportState } from '../../../shared/contract/import-state.ts'
import { Action } from '../controls/action.tsx'
import { useContacts } from '../contact/contacts-context.ts'
import { ImportStart } from './import-start.tsx'

const count = (number: number, one: string, many: string) =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

/** What will come of the file: people, duplicates with their choice, and rows with problems; then it is written. */
export function ImportCheckView({ imports }: { imports: ImportState }) {
  const { check } = imports
  if (!check) return null
  const { good, bad, warned, duplicates, doNotCall } = check
  const first = bad + warned > 0 ? 'problems' : duplicates > 0 ? 'duplicates' : 'people'
  return (
    <>
      <p className="soft import-file">
        <b>
          <bdi>{imports.file?.name}</bdi>
        </b>
        : {count(good, 'row', 'rows')} can be imported, {bad === 0 ? 'none is' : `${bad} are`} set aside
        {doNotCall > 0 && `, ${count(doNotCall, 'says itself not to be called', 'say themselves not to be called')}`}
        {duplicates > 0 && `, ${count(duplicates, 'is a duplicate', 'are duplicates')}`}.
      </p>
      <Tabs className="tabs import-tabs" defaultSelectedKey={first}>
        <TabList aria-label="What is in the file" className="tab-list">
          <Tab id="people" className="tab">
            People <small>{good}</small>
          </Tab>
          <Tab id="duplicates" className="tab">
            Duplicates <small>{duplicates}</small>
          </Tab>
          <Tab id="problems" className="tab">
            Problems <small>{bad + warned}</small>
          </Tab>
        </TabList>
        <TabPanel id="people" className="tab-panel">
          <People check={check} />
        </TabPanel>
        <TabPanel id="duplicates" className="tab-panel">
          <Duplicates check={check} />
        </TabPanel>
        <TabPanel id="problems" className="tab-panel">
          <Problems check={check} />
        </TabPanel>
      </Tabs>
      <ImportStart imports={imports} check={check} />
    </>
  )
}

function People({ check: { people, good } }: { check: ImportCheck }) {
  if (people.length === 0) return <p className="log-empty">No row can be imported. See the problems.</p>
  return (
    <Rows label="People" headings={['Row', 'Name', 'Numbers', 'Email, time zone, tags']}>
      {people.map(({ row, name, company, numbers, email, timeZone, tags }) => (
        <tr key={row}>
          <td className="soft">{row}</td>
          <td>
            <b>
              <bdi>{name}</bdi>
            </b>
            <span className="soft">
              <bdi>{company}</bdi>
            </span>
          </td>
          <td>{numbers.join(', ')}</td>
          <td className="soft">{[email, timeZone, ...tags].filter(Boolean).join(' · ')}</td>
        </tr>
      ))}
      {good > people.length && <More rest={good - people.length} columns={4} />}
    </Rows>
  )
}

const choicesInWords: Readonly<Record<DuplicateChoice, string>> = { skip: 'Skip', merge: 'Merge', add: 'Add anyway' }

function Duplicates({ check: { found, duplicates } }: { check: ImportCheck }) {
  const { choose } = useContacts()
  if (found.length === 0) return <p className="log-empty">Nobody in the file is in the archive already.</p>
  return (
    <>
      <div className="import-actions">
        <span className="soft">All of them:</span>
        {(['skip', 'merge', 'add'] as const).map((choice) => (
          <Action key={choice} size="small" about="all duplicates" onPress={() => choose(null, choice)}>
            {choicesInWords[choice]}
          </Action>
        ))}
      </div>
      <Rows label="Duplicates" headings={['Row', 'Who', 'Seems to be', 'What is done']}>
        {found.map(({ row, name, company, reason, choice }) => (
          <tr key={row}>
            <td className="soft">{row}</td>
            <td>
              <b>
                <bdi>{name}</bdi>
              </b>
              <span className="soft">
                <bdi>{company}</bdi>
              </span>
            </td>
            <td>{reason}</td>
            <td>
              <select
                aria-label={`What is done with row ${row}, ${name}`}
                value={choice}
                onChange={({ currentTarget }) => choose(row, currentTarget.value as DuplicateChoice)}
              >
                {(['skip', 'merge', 'add'] as const).map((one) => (
                  <option key={one} value={one}>
                    {choicesInWords[one]}
                  </option>
                ))}
              </select>
            </td>
          </tr>
        ))}
        {duplicates > found.length && <More rest={duplicates - found.length} columns={4} />}
      </Rows>
    </>
  )
}

function Problems({ check: { problems, bad, warned } }: { check: ImportCheck }) {
  if (problems.length === 0) return <p className="log-empty">Every row can be read.</p>
  return (
    <Rows label="Problems" headings={['Row', 'What it says', 'What is wrong']}>
      {problems.map(({ row, text, reason, bad: isBad }) => (
        <tr key={`${row}-${String(isBad)}`}>
          <td className="soft">{row}</td>
          <td>{text}</td>
          <td>
            <b className={isBad ? 'is-bad' : 'is-warned'}>{isBad ? 'Set aside' : 'Imported without it'}</b>
            <span className="soft">{reason}</span>
          </td>
        </tr>
      ))}
      {bad + warned > problems.length && <More rest={bad + warned - problems.length} columns={3} />}
    </Rows>
  )
}

function Rows(props: { label: string; headings: readonly string[]; children: React.ReactNode }) {
  const { label, headings, children } = props
  return (
    // Rows can be scrolled with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="log-rows" tabIndex={0} aria-label={label}>
      <table className="import-rows">
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function More({ rest, columns }: { rest: number; columns: number }) {
  return (
    <tr>
      <td className="soft" colSpan={columns}>
        and {rest.toLocaleString('en')} more
      </td>
    </tr>
  )
}
