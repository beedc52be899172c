import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import type { PhoneNumberId } from '../../../shared/ids.ts'
import { ContactActions } from './contact-actions.tsx'
import { Consent, Correction } from './correction.tsx'
import { DoNotCall } from '../compliance/do-not-call.tsx'
import { Part } from './sidebar-part.tsx'

/** What is known of the contact as such, and what can be done with them. */
export function About(props: {
  card: ContactCard
  phoneNumberId: PhoneNumberId | null
  minute: number
  folded: readonly SidebarPart[]
}) {
  const { card, phoneNumberId, minute, folded } = props
  return (
    <Part part="about" title="About them" folded={folded}>
      <div className="facts">
        <Facts card={card} />
        <ContactActions card={card} />
        <Correction card={card} key={card.contactId} />
        <DoNotCall card={card} key={`never ${card.contactId}`} phoneNumberId={phoneNumberId} minute={minute} />
      </div>
    </Part>
  )
}

function Facts({ card }: { card: ContactCard }) {
  const { cadence, tags, referrer, dealValue } = card
  return (
    <dl className="kv">
      <dt>Cadence</dt>
      <dd>{cadence ? cadenceInWords(cadence) : 'None'}</dd>
      {cadence && (
        <>
          <dt>Message</dt>
          <dd>{cadence.messageRule}</dd>
        </>
      )}
      {dealValue !== null && (
        <>
          <dt>Value</dt>
          <dd>{dealValue.toLocaleString('en-GB')}</dd>
        </>
      )}
      {referrer && (
        <>
          <dt>Name from</dt>
          <dd>
            <bdi>{referrer}</bdi>
          </dd>
        </>
      )}
      <dt>Consent to recordings</dt>
      <dd>
        <Consent card={card} />
      </dd>
      {tags.length > 0 && (
        <>
          <dt>Tags</dt>
          <dd>{tags.join(', ')}</dd>
        </>
      )}
    </dl>
  )
}

function cadenceInWords({ name, tries, maxTries, stopped }: NonNullable<ContactCard['cadence']>): string {
  if (stopped) return `${name}, stopped after ${tries} ${tries === 1 ? 'call' : 'calls'}`
  return `${name}, call ${Math.min(tries + 1, maxTries)} of ${maxTries}`
}
