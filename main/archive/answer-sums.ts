import { learntRates, type AnswerCell, type Rates } from '../../shared/cadence/learnt-rates.ts'
import { answerTallies } from './answer-tallies.ts'
import { prepared, type Archive } from './open.ts'

/*
 * When the rep's calls are answered, by slot, hour and number of the try. The archive sums by itself (attempts_summed); a call
 * weighs 2 ^ (its age before a fixed moment in half-lives), so that dividing by what a call weighs now fades all of them at once.
 */

const ANSWERED_SINCE = 1_600_000_000_000
const DAY_MS = 86_400_000
/** Older calls weigh less than half a hundredth. */
const HALF_LIVES_COUNTED = 8

const known = new WeakMap<Archive, { key: string; rates: Rates }>()

/** What is learnt so far; the same object as long as nothing has changed today. */
export function learntFrom(db: Archive, now: number): Rates {
  const { changed, halfLife } = prepared<{ changed: number; halfLife: number }>(
    db,
    `SELECT CAST(changed AS REAL) AS changed, half_life_days AS halfLife FROM answer_fading WHERE one = 1`,
  ).get({})!
  const key = `${changed} ${halfLife} ${Math.floor(now / DAY_MS)}`
  const before = known.get(db)
  if (before?.key === key) return before.rates
  const weight = 2 ** ((now - ANSWERED_SINCE) / (halfLife * DAY_MS))
  const rows = prepared<AnswerCell>(db, `SELECT slot, hour, band, tries, answered FROM answer_sums`).all({})
  const cells = rows.map((cell) => ({ ...cell, tries: cell.tries / weight, answered: cell.answered / weight }))
  const rates = learntRates(
    answerTallies(db),
    // What is left of a sum after its calls were taken out of it again is nothing but rounding.
    cells.filter(({ tries }) => tries > 1e-6),
  )
  known.set(db, { key, rates })
  return rates
}

/** Another half-life: what was counted is counted anew, as far back as it weighs anything. For use inside a transaction. */
export function fadeBy(db: Archive, halfLifeDays: number, now: number): void {
  const { changes } = prepared(
    db,
    `UPDATE answer_fading SET half_life_days = @halfLifeDays, changed = random() WHERE half_life_days <> @halfLifeDays`,
  ).run({ halfLifeDays })
  if (changes === 0) return
  prepared(db, `DELETE FROM answer_sums`).run({})
  prepared(
    db,
    `INSERT INTO answer_sums (slot, hour, band, tries, answered)
     SELECT slot, hour, band, sum(weight), sum(weight * answered) FROM (
       SELECT slot, hour, band, answered, pow(2.0, (started_at - @since) / (@dayMs * @halfLifeDays)) AS weight
       FROM attempts a JOIN counted_outcomes c ON c.outcome = a.outcome
       WHERE started_at >= @oldest AND slot IS NOT NULL AND hour IS NOT NULL AND band IS NOT NULL)
     GROUP BY slot, hour, band`,
  ).run({
    since: ANSWERED_SINCE,
    dayMs: DAY_MS * 1.0,
    halfLifeDays,
    oldest: now - HALF_LIVES_COUNTED * halfLifeDays * DAY_MS,
  })
}
