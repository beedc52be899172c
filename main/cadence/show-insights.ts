import { answerRate, overallRate, partRates, priorInWords, slotRates } from '../../shared/cadence/answer-rates.ts'
import { chancesToBeGreatest } from '../../shared/insights/beta.ts'
import type { Insights, TestSide } from '../../shared/contract/insights.ts'
import type { Result } from '../../shared/result.ts'
import { verdictOf } from '../../shared/cadence/test-verdict.ts'
import { answerTallies } from '../archive/answer-tallies.ts'
import { allCadences } from '../archive/cadences.ts'
import { sideCounts } from '../archive/insights.ts'
import { guard, type Archive } from '../archive/open.ts'

/** When the rep's calls are answered, and which side of each test is winning. */
export function showInsights(db: Archive): Result<Insights> {
  return guard(() => {
    const tallies = answerTallies(db)
    return {
      overall: overallRate(tallies),
      parts: partRates(tallies),
      slots: slotRates(tallies),
      priorInWords,
      tests: allCadences(db).flatMap(({ cadence }) => {
        if (cadence.message.when !== 'split') return []
        const counts = sideCounts(db, cadence.cadenceId)
        const sides = comparedSides(
          cadence.message.sides.map(
            ({ side }) =>
              counts.find((one) => one.side === side) ?? {
                side,
                contacts: 0,
                tries: 0,
                messagesTried: 0,
                messagesLeft: 0,
                callbacks: 0,
                reached: 0,
              },
          ),
        )
        return [{ cadenceId: cadence.cadenceId, name: cadence.name, sides, verdict: verdictOf(sides) }]
      }),
    }
  })
}

/** Before anything was tried every share is as likely as any other: a flat prior, two imagined contacts. */
function comparedSides(counts: readonly Omit<TestSide, 'rate' | 'best'>[]): TestSide[] {
  const chances = chancesToBeGreatest(
    counts.map(({ contacts, reached }) => ({ a: 1 + reached, b: 1 + contacts - reached })),
  )
  return counts.map((side, index) => ({
    ...side,
    rate: answerRate(side.side, { tries: side.contacts, answered: side.reached }, { mean: 0.5, tries: 2 }),
    best: chances[index]!,
  }))
}
