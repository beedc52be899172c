import { useState } from 'react'
import { Action } from '../controls/action.tsx'
import { Check } from '../controls/check.tsx'
import { PlainField } from '../controls/plain-field.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import type { Holiday, PlanningState } from './planning-intents.ts'
import { readWorkingHours } from './working-hours.ts'
import { workingHoursInWords } from '../../../shared/time/working-hours-in-words.ts'

/** The rep's week: when they call, what a day holds, and the holidays on which nobody is called. */
export function PlanningView() {
  const { planning, holidays } = useCadencesDesk()
  if (!planning) return <p className="log-empty">Reading …</p>
  return (
    <div className="planning">
      <Hours key={planning.inWords} state={planning} />
      <Dials key={planning.dialsADay} state={planning} />
      <Holidays holidays={holidays} />
    </div>
  )
}

function Hours({ state }: { state: PlanningState }) {
  const { keepPlanning } = useCadences()
  const { workingHours } = state.planning
  const [written, write] = useState('')
  const [zone, writeZone] = useState(workingHours?.timeZone ?? state.ownTimeZone)
  const read = written.trim() === '' ? null : readWorkingHours(written, zone.trim())
  const isRead = read !== null && typeof read !== 'string'
  return (
    <section aria-label="When you call">
      <h2>When you call</h2>
      <p>
        {workingHours
          ? `Now: ${state.inWords}, ${workingHours.timeZone}. Nothing of a cadence is planned outside these hours.`
          : 'You have not said so yet: anything from 8:00 to 20:00 is planned, on the clock of whom you call.'}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isRead) keepPlanning({ workingHours: read })
        }}
      >
        <PlainField
          label="Your hours"
          value={written}
          maxLength={120}
          placeholder="mon-fri 9-5, sat 10-12"
          {...(typeof read === 'string' && { error: `Not understood: ${read}.` })}
          {...(isRead && { hint: workingHoursInWords(read) })}
          onChange={write}
        />
        <PlainField label="On the clock of" value={zone} maxLength={60} onChange={writeZone} />
        <Action tone="primary" submits disabled={!isRead}>
          Keep these hours
        </Action>
      </form>
    </section>
  )
}

function Dials({ state }: { state: PlanningState }) {
  const { keepPlanning } = useCadences()
  const { planning, measuredDials, dialsADay } = state
  const [written, write] = useState(planning.dialsADay === null ? '' : String(planning.dialsADay))
  const number = Number(written)
  const isNumber = written.trim() === '' || (Number.isInteger(number) && number >= 1 && number <= 1000)
  return (
    <section aria-label="What a day holds">
      <h2>What a day holds</h2>
      <p>
        {`${dialsADay} calls a day are planned. `}
        {measuredDials === null
          ? 'From the second week on your own days are counted.'
          : `You have made ${measuredDials} on a usual day of late.`}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isNumber) keepPlanning({ dialsADay: written.trim() === '' ? null : number })
        }}
      >
        <PlainField
          label="Calls a day"
          value={written}
          maxLength={4}
          placeholder="as counted"
          {...(!isNumber && { error: 'A number from 1 to 1000, or nothing.' })}
          onChange={write}
        />
        <Action submits disabled={!isNumber}>
          Keep
        </Action>
      </form>
      <Check isSelected={planning.valueFirst} onChange={(valueFirst) => keepPlanning({ valueFirst })}>
        Whoever is worth most comes first within a part of the day
      </Check>
    </section>
  )
}

function Holidays({ holidays }: { holidays: readonly Holiday[] | null }) {
  const { strikeHoliday } = useCadences()
  return (
    <section aria-label="Public holidays">
      <h2>Public holidays</h2>
      <p>
        Nobody is called on these days in the place they are in. Strike out the ones on which you call all the same.
      </p>
      {holidays === null && <p className="log-empty">Reading …</p>}
      {holidays?.length === 0 && <p className="log-empty">None: no contact is known to be in a place with any.</p>}
      <ul className="holidays">
        {holidays?.map((holiday) => (
          <li key={`${holiday.region} ${holiday.day}`} data-struck={holiday.struck || undefined}>
            <time>{holiday.day}</time>
            <bdi>{holiday.name}</bdi>
            <span className="soft">{holiday.region}</span>
            <Action
              size="small"
              tone="link"
              about={`${holiday.name}, ${holiday.region}`}
              onPress={() => strikeHoliday(holiday, !holiday.struck)}
            >
              {holiday.struck ? 'Do not call after all' : 'Call all the same'}
            </Action>
          </li>
        ))}
      </ul>
    </section>
  )
}
