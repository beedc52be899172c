import type { PossibleCallback } from '../contract/call.ts'

/** A company's numbers are mostly given out by the hundred. */
const BLOCK_DIGITS = 2
const LEAST_DIGITS = 8

/**
 * What all numbers of the same hundred begin with: "+121255501" for +12125550147. null: the number is too short to guess
 * from, or is none.
 */
export function blockOf(number: string): string | null {
  if (!/^\+\d+$/.test(number) || number.length - 1 < LEAST_DIGITS + BLOCK_DIGITS) return null
  return number.slice(0, -BLOCK_DIGITS)
}

const counted = ['nobody', 'one', 'two', 'three', 'four', 'five']

/** "From Brightwater's number: three you left messages for". A guess says that it is one. */
export function possibleCallbackInWords(who: readonly PossibleCallback[]): string | null {
  const [first] = who
  if (!first) return null
  const left = who.filter(({ leftMessage }) => leftMessage)
  const told = left.length > 0 ? left : who
  const number = counted[told.length] ?? String(told.length)
  const tried = `${number} you ${left.length > 0 ? 'left messages for' : 'tried'}`
  if (first.by === 'number') return `From a number they share: ${tried}`
  if (first.by === 'company') return `From ${first.company ?? 'their company'}: ${tried}`
  return `Perhaps from ${first.company ?? `${first.name}’s company`}, to judge by the number: ${tried}`
}
