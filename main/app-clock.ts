import { tallySlots } from './archive/answer-tallies.ts'
import { guard } from './archive/open.ts'
import { moveFromDaysOff } from './cadence/take-days-off.ts'
import type { House } from './app-context.ts'
import { remind } from './cadence/remind.ts'
import { shiftMissed } from './cadence/shift-missed.ts'

/** What happens in main because time goes by. */
export interface HouseClock {
  readonly start: () => void
  readonly stop: () => void
}

/** @param everySecond what else is to be tried again each second. */
export function openHouseClock(house: House, everySecond: () => void): HouseClock {
  let ticking: NodeJS.Timeout | undefined
  let minute = 0
  return {
    start() {
      ticking = setInterval(() => {
        everySecond()
        house.desk.tick()
        // Windows open and close with the minutes, and promises are due.
        const now = Math.floor(house.now() / 60_000)
        if (now === minute) return
        minute = now
        sayWhatIsDue(house)
        shiftWhatWasMissed(house)
        void shiftFromDaysOff(house)
      }, 1000)
      shiftWhatWasMissed(house)
      void shiftFromDaysOff(house)
      tallyOldAttempts(house)
    },
    stop: () => clearInterval(ticking),
  }
}

function sayWhatIsDue(house: House): void {
  const said = remind(house)
  if (!said.ok) house.desk.notice(said.trouble)
}

/** A few at a time, so that a call may come in between. */
function shiftWhatWasMissed(house: House): void {
  const { archive, desk, now, random, newId } = house
  const shifted = shiftMissed(archive, { now: now(), random, newId })
  if (!shifted.ok) return desk.notice(shifted.trouble)
  if (shifted.value.length === 0) return
  desk.archiveChanged()
  setImmediate(() => shiftWhatWasMissed(house))
}

/** What was planned for a day off since, or was being moved when Afterbeep ended. */
async function shiftFromDaysOff(house: House): Promise<void> {
  const { archive, desk, now, random, newId } = house
  const shifted = await moveFromDaysOff(archive, () => ({ now: now(), random, newId }))
  if (!shifted.ok) return desk.notice(shifted.trouble)
  if (shifted.value.moved > 0) desk.archiveChanged()
}

/** Attempts of an older Afterbeep have no slot yet. */
function tallyOldAttempts(house: House): void {
  const tallied = guard(() => tallySlots(house.archive, 200))
  if (!tallied.ok) return house.desk.notice(tallied.trouble)
  if (tallied.value > 0) setImmediate(() => tallyOldAttempts(house))
}
