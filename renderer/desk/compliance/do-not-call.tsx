import { useState } from 'react'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { DoNotCallEntry } from '../../../shared/contract/do-not-call-entry.ts'
import type { PhoneNumberId } from '../../../shared/ids.ts'
import { dayFrom } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** Who of this contact is on the rep's do-not-call list, and what puts them there: a press, and a second one once it is said what that means. */
export function DoNotCall(props: { card: ContactCard; phoneNumberId: PhoneNumberId | null; minute: number }) {
  const { card, phoneNumberId, minute } = props
  const { forbid, undoForbid } = useIntents()
  const { contactId, company, doNotCall } = card
  const number = card.numbers.find((each) => each.phoneNumberId === phoneNumberId) ?? card.numbers[0]
  const [asked, setAsked] = useState<DoNotCallEntry['kind'] | null>(null)
  const means = { person: card.name, number: number?.shown ?? 'this number', company: company ?? 'this company' }
  const isListed = (kind: DoNotCallEntry['kind']) => doNotCall.some((entry) => entry.kind === kind)
  const choices = [
    { kind: 'person' as const, name: 'Person' },
    ...(number ? [{ kind: 'number' as const, name: 'Number' }] : []),
    ...(company ? [{ kind: 'company' as const, name: 'Company' }] : []),
  ].filter(({ kind }) => !isListed(kind))
  return (
    <div className="do-not-call">
      {doNotCall.map((entry) => (
        <div className="card listed" key={entry.entryId}>
          <p>
            <b>{entry.subject}</b> is on your do-not-call list since {dayFrom(minute, entry.addedAt)}
            {entry.why ? `: ${entry.why}` : ''}.
          </p>
          <Action size="small" about={entry.subject} onPress={() => undoForbid(entry.entryId)}>
            Undo
          </Action>
        </div>
      ))}
      {choices.length > 0 && !isListed('person') && (
        <p className="forbid">
          {asked === null && (
            <>
              <span>Never call</span>
              {choices.map(({ kind, name }) => (
                <Action key={kind} size="small" onPress={() => setAsked(kind)}>
                  <bdi>{name}</bdi>
                </Action>
              ))}
            </>
          )}
          {asked !== null && (
            <>
              <span>Never call {means[asked]} again?</span>
              <Action
                size="small"
                tone="danger"
                onPress={() => {
                  setAsked(null)
                  forbid({ contactId, kind: asked, phoneNumberId: asked === 'number' ? phoneNumberId : null })
                }}
              >
                Never call
              </Action>
              <Action size="small" onPress={() => setAsked(null)}>
                Cancel
              </Action>
            </>
          )}
        </p>
      )}
    </div>
  )
}
