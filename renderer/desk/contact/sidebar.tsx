import { memo } from 'react'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { SidebarPart } from '../../../shared/contract/window-bridge.ts'
import type { PhoneNumberId } from '../../../shared/ids.ts'
import { countsAsTry } from '../../../shared/call/outcome.ts'
import type { Recording } from '../../../shared/contract/recording.ts'
import type { Shown } from '../call/panel-subject.ts'
import { clock, clocksDiffer, day } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { About } from './about.tsx'
import { Attempts } from './attempts.tsx'
import { HeatLegend, HeatMap } from './heat-map.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { Asked, Gatekeeper, LastNotes, Promises } from '../outcome/promises-and-notes.tsx'
import { NextPart } from '../outcome/next-step.tsx'
import { Part } from './sidebar-part.tsx'
import { Script } from './script.tsx'

/**
 * The person, in the order of what a rep in a call needs: what was promised, who asked for what, what the receptionist and the
 * last notes said, what comes next and why, then when they were tried, what to say, and the rest. Each part folds.
 */
export const Sidebar = memo(function Sidebar(props: {
  card: ContactCard | null
  /** The contact of the call the rep is in, when somebody else is shown here. */
  elsewhere: Shown | null
  recordings: readonly Recording[]
  minute: number
  listening: string | null
  phoneNumberId: PhoneNumberId | null
  folded: readonly SidebarPart[]
}) {
  const { card, elsewhere, recordings, minute, listening, phoneNumberId, folded } = props
  if (!card) return <aside className="sidebar" aria-label="The contact" />
  const { assistant, attempts } = card
  const isElsewhere = clocksDiffer(minute, card.timeZone)
  const tries = attempts.filter(({ outcome }) => outcome && countsAsTry(outcome))
  return (
    <aside className="sidebar" aria-label="The contact">
      {elsewhere && <Elsewhere card={card} elsewhere={elsewhere} />}
      <div className="sidebar-column">
        <Where card={card} minute={minute} />
        <Promises card={card} minute={minute} folded={folded} />
        <Asked card={card} minute={minute} folded={folded} />
        <Gatekeeper card={card} minute={minute} folded={folded} />
        <LastNotes notes={assistant.notes} count={assistant.noteCount} minute={minute} folded={folded} />
        <NextPart card={card} recordings={recordings} minute={minute} folded={folded} />
      </div>
      <div className="sidebar-column">
        <Part part="tries" title="Tries" count={tries.length} folded={folded}>
          <HeatMap card={card} minute={minute} />
          <HeatLegend />
          {isElsewhere && <p className="whose">By their clock.</p>}
        </Part>
        <Script card={card} folded={folded} />
        <Part part="attempts" title="Attempts" count={attempts.length + card.received.length} folded={folded}>
          {isElsewhere && attempts.length > 0 && <p className="whose">On your clock.</p>}
          <Attempts attempts={attempts} received={card.received} minute={minute} listening={listening} />
        </Part>
        <About card={card} phoneNumberId={phoneNumberId} minute={minute} folded={folded} />
      </div>
    </aside>
  )
})

function Elsewhere({ card, elsewhere }: { card: ContactCard; elsewhere: Shown }) {
  const { show } = useIntents()
  return (
    <div className="elsewhere">
      <b title={card.name}>
        <bdi>{card.name}</bdi>
      </b>
      <Action size="small" onPress={() => show(elsewhere.contactId)}>
        Back to <bdi>{elsewhere.name}</bdi>
      </Action>
    </div>
  )
}

/** What their clock says, always in sight. */
function Where({ card, minute }: { card: ContactCard; minute: number }) {
  const { timeZone, place, clockIsGuess } = card
  const otherDay = day(minute, timeZone) !== day(minute)
  return (
    <p className="where">
      Local time{' '}
      <b>
        {clockIsGuess ? '≈ ' : ''}
        {clock(minute, timeZone)}
      </b>
      {otherDay && ` ${day(minute, timeZone)}`}
      {place && `, ${place}`}
      {clockIsGuess && <small className="soft"> {clockIsGuess}</small>}
    </p>
  )
}
