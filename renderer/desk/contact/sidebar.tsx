import { memo } from 'react'
import type { ContactCard } from '../../../shared/contact/contact.ts'
import type { PhoneNumberId } from '../../../shared/ids.ts'
import { countsAsTry } from '../../../shared/call/outcome.ts'
import type { Recording } from '../../../shared/studio/recording.ts'
import type { Shown } from '../call/panel-subject.ts'
import { clock, day } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { Attempts } from './attempts.tsx'
import { ContactActions } from './contact-actions.tsx'
import { Consent, Correction } from './correction.tsx'
import { DoNotCall } from '../compliance/do-not-call.tsx'
import { HeatLegend, HeatMap } from './heat-map.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { BestTimes, Gatekeeper, LastNotes, Promises, Paused, TalkingPoints } from '../outcome/promises-and-notes.tsx'
import { NextStep } from '../outcome/next-step.tsx'

/** The person: where they are, how far the cadence has come, what was tried, what comes next and why. */
export const Sidebar = memo(function Sidebar(props: {
  card: ContactCard | null
  /** The contact of the call the rep is in, when somebody else is shown here. */
  elsewhere: Shown | null
  recordings: readonly Recording[]
  minute: number
  listening: string | null
  phoneNumberId: PhoneNumberId | null
}) {
  const { card, elsewhere, recordings, minute, listening, phoneNumberId } = props
  const { show } = useIntents()
  if (!card) return <aside className="sidebar" aria-label="The contact" />
  const { assistant, attempts } = card
  const tries = attempts.filter(({ outcome }) => outcome && countsAsTry(outcome))
  return (
    <aside className="sidebar" aria-label="The contact">
      {elsewhere && (
        <div className="elsewhere">
          <b title={card.name}>
            <bdi>{card.name}</bdi>
          </b>
          <Action size="small" onPress={() => show(elsewhere.contactId)}>
            Back to <bdi>{elsewhere.name}</bdi>
          </Action>
        </div>
      )}
      <div className="sidebar-column">
        <section className="facts">
          <Facts card={card} minute={minute} />
          <ContactActions card={card} />
        </section>
        <Promises name={card.name} promises={assistant.promises} minute={minute} />
        <TalkingPoints step={assistant.step} />
        <Gatekeeper facts={assistant.gatekeeper} minute={minute} />
        <LastNotes notes={assistant.notes} count={assistant.noteCount} minute={minute} />
        <section className="next">
          <h2>Next, and why</h2>
          <NextStep card={card} recordings={recordings} minute={minute} />
          <Paused card={card} />
          <BestTimes times={assistant.bestTimes} />
        </section>
        <section className="facts seldom">
          <Correction card={card} key={card.contactId} />
          <DoNotCall card={card} key={`never ${card.contactId}`} phoneNumberId={phoneNumberId} minute={minute} />
        </section>
      </div>
      <div className="sidebar-column">
        <section className="tries">
          <h2>
            Tries <span>{tries.length}</span>
          </h2>
          <HeatMap card={card} minute={minute} />
          <HeatLegend />
        </section>
        <section className="history">
          <h2>Attempts</h2>
          <Attempts attempts={attempts} received={card.received} minute={minute} listening={listening} />
        </section>
      </div>
    </aside>
  )
})

function Facts({ card, minute }: { card: ContactCard; minute: number }) {
  const { cadence, timeZone, tags } = card
  const otherDay = day(minute, timeZone) !== day(minute)
  return (
    <dl className="kv">
      <dt>Local time</dt>
      <dd>
        <b>
          {card.clockIsGuess ? '≈ ' : ''}
          {clock(minute, timeZone)}
        </b>
        {otherDay && ` ${day(minute, timeZone)}`}
        {card.place && `, ${card.place}`}
        {card.clockIsGuess && <small className="soft"> {card.clockIsGuess}</small>}
      </dd>
      <dt>Cadence</dt>
      <dd>{cadence ? cadenceInWords(cadence) : 'None'}</dd>
      {cadence && (
        <>
          <dt>Message</dt>
          <dd>{cadence.messageRule}</dd>
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
