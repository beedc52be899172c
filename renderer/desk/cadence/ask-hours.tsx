import { useEffect } from 'react'
import { Action } from '../controls/action.tsx'
import { useCadences, useCadencesDesk } from './cadences-context.ts'
import { usualHours } from './working-hours.ts'

/** Asked once, in the first hour: when the rep calls. After that it says what a day holds. */
export function AskHours() {
  const { planning } = useCadencesDesk()
  const { readPlanning, keepPlanning, openPlanning } = useCadences()
  useEffect(readPlanning, [readPlanning])
  if (!planning) return null
  if (planning.asked) {
    return (
      <p className="day-holds">
        <Action size="small" tone="link" onPress={openPlanning}>
          {`${planning.dialsADay} a day, ${planning.inWords}`}
        </Action>
      </p>
    )
  }
  return (
    <div className="ask-hours">
      <p>When do you call? Cadences are planned into these hours.</p>
      <Action
        size="small"
        tone="primary"
        onPress={() => keepPlanning({ workingHours: usualHours(planning.ownTimeZone) })}
      >
        Mon to Fri, 9 to 5
      </Action>
      <Action size="small" onPress={openPlanning}>
        Other hours
      </Action>
    </div>
  )
}
