import type { CompanyView } from '../../../shared/contract/contacts-bridge.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import { dayFrom, dueTag } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { CompanyValue } from './company-value.tsx'
import { useContacts } from './contacts-context.ts'

/** The people of a company, whoever is due first at the top: their last attempt and their next step. */
export function Company({ company, minute }: { company: CompanyView; minute: number }) {
  const { show } = useContacts()
  return (
    // Rows can be scrolled with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="log-rows" tabIndex={0} aria-label={`People at ${company.name}`}>
      <CompanyValue key={company.companyId} company={company} />
      <table className="company">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Last attempt</th>
            <th scope="col">Next step</th>
          </tr>
        </thead>
        <tbody>
          {company.people.map((person) => (
            <tr key={person.contactId}>
              <td>
                <Action size="small" tone="link" onPress={() => show(person.contactId)}>
                  <bdi>{person.name}</bdi>
                </Action>
                <span className="soft">{[person.title, person.number].filter(Boolean).join(' · ')}</span>
              </td>
              <td>
                {person.last ? (
                  <>
                    {person.last.outcome ? outcomeInWords(person.last.outcome as never) : 'Under way'}
                    <span className="soft">
                      {dayFrom(minute, person.last.at)} · {person.attempts}{' '}
                      {person.attempts === 1 ? 'attempt' : 'attempts'}
                    </span>
                  </>
                ) : (
                  <span className="soft">Never called</span>
                )}
              </td>
              <td>
                {person.next ? (
                  <>
                    {person.next.promise ? 'Promised: ' : ''}
                    {person.next.kind}, {dueTag(minute, person.next.dueAt, Infinity).text}
                    <span className="soft">{person.next.why}</span>
                  </>
                ) : (
                  <span className="soft">{person.cadence ?? 'Nothing planned'}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
