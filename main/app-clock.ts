import { tallySlots } from './archive/answer-tallies.ts'
import { guard } from './archive/open.ts'
import { moveFromDaysOff } from './cadence/take-days-off.ts'
import { doubtClock } from './cadence/doubt-clock.ts'
import type { AppContext } from './app-context.ts'
import { remind } from './cadence/remind.ts'
import { planDay } from './cadence/plan-day.ts'

/** What happens in main because time goes by. */
export interface AppClock {
  readonly start: () => void
  readonly stop: () => void
}

/** @param everySecond what else is to be tried again each second. */
export function openAppClock(app: AppContext, everySecond: () => void): AppClock {
  let ticking: NodeJS.Timeout | undefined
  let minute = 0
  const everyMinute = () => {
    sayWhatIsDue(app)
    planTheDay(app)
    void shiftFromDaysOff(app)
  }
  return {
    start() {
      ticking = setInterval(() => {
        everySecond()
        app.desk.tick()
        // Windows open and close with the minutes, and promises are due.
        const now = Math.floor(app.now() / 60_000)
        if (now === minute) return
        minute = now
        app.backups.keepUp()
        if (isClockRight(app)) everyMinute()
      }, 1000)
      if (isClockRight(app)) {
        planTheDay(app)
        void shiftFromDaysOff(app)
      }
      tallyOldAttempts(app)
    },
    stop: () => clearInterval(ticking),
  }
}

/** Where it may not be, that is said again each minute, and nothing else happens by itself. */
function isClockRight({ archive, desk, now }: Pick<AppContext, 'archive' | 'desk' | 'now'>): boolean {
  if (!archive.open) return false
  const doubt = doubtClock(archive, now())
  const trouble = doubt.ok ? doubt.value : doubt.trouble
  if (trouble) desk.notice(trouble)
  return trouble === null
}

function sayWhatIsDue(app: Pick<AppContext, 'archive' | 'calls' | 'desk' | 'now' | 'quiet' | 'remind'>): void {
  const reminded = remind(app)
  if (!reminded.ok) app.desk.notice(reminded.trouble)
}

/** A few milliseconds at a time, so that a call may come in between; the desk is told once, at the end. */
function planTheDay(app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'random'>, moved = 0): void {
  const { archive, desk, now, random, newId } = app
  if (!archive.open) return
  const planned = planDay(archive, { now: now(), random, newId })
  if (!planned.ok) return desk.notice(planned.trouble)
  const all = moved + planned.value.moved
  if (planned.value.more) setImmediate(() => planTheDay(app, all))
  else if (all > 0) desk.archiveChanged()
}

/** What was planned for a day off since, or was being moved when Afterbeep ended. */
async function shiftFromDaysOff(app: Pick<AppContext, 'archive' | 'desk' | 'newId' | 'now' | 'random'>): Promise<void> {
  const { archive, desk, now, random, newId } = app
  const shifted = await moveFromDaysOff(archive, () => ({ now: now(), random, newId }))
  if (!shifted.ok) return desk.notice(shifted.trouble)
  if (shifted.value.moved > 0) desk.archiveChanged()
}

/** Attempts of an older Afterbeep have no slot yet. */
function tallyOldAttempts(app: Pick<AppContext, 'archive' | 'desk'>): void {
  const tallied = guard(() => tallySlots(app.archive, 200))
  if (!tallied.ok) return app.desk.notice(tallied.trouble)
  if (tallied.value > 0) setImmediate(() => tallyOldAttempts(app))
}
