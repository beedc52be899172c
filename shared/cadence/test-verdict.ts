import type { TestSide } from '../contract/insights.ts'

/** As sure as a rep may act on it; 95 % as everywhere. */
const SURE = 0.95

/** Which side leads and how sure that is, in a sentence made of facts. */
export function verdictOf(sides: readonly Pick<TestSide, 'side' | 'contacts' | 'reached' | 'best'>[]): string {
  if (sides.some(({ contacts }) => contacts === 0))
    return 'Nothing to compare yet: not every side has a contact that was tried.'
  const ordered = sides.toSorted((a, b) => b.best - a.best)
  const [first, second] = [ordered[0]!, ordered[1]!]
  const sure = Math.min(99, Math.round(first.best * 100))
  const shares = `${first.reached} of ${first.contacts} reached, against ${second.reached} of ${second.contacts} with “${second.side}”`
  return first.best >= SURE
    ? `“${first.side}” wins: ${shares}, ${sure} % sure.`
    : `Not settled: “${first.side}” leads with ${shares}, but that is only ${sure} % sure.`
}
