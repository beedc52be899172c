import type { Random } from '../beep/random.ts'

/*
 * Texts made after a grammar. Whatever the grammar lets be repeated is a place; one place of a text may be grown, so that
 * what is repeated there fills a whole message. Places are counted first, and one is drawn: a list deep within a parameter
 * of a header of a part of a body is grown as often as the header itself.
 */
export interface Maker {
  readonly dice: Random
  /** `least` to `most` of it, one after the other; of a place that is grown as many as fill the room. */
  repeat(make: () => string, least: number, most: number, between?: string): string
  one(...choices: readonly (() => string)[]): string
  maybe(share: number, make: () => string): string
}

export interface GrownText {
  readonly text: string
  /** How many places it has. */
  readonly places: number
}

/** As different from one another as a grown place may be: the rest is made of them in turn. */
const MOST_DIFFERENT = 40

/**
 * @param place the one that is grown, from 0; -1: none
 * @param room in bytes, of what is grown
 */
export function makeText(dice: Random, make: (maker: Maker) => string, place = -1, room = 0): GrownText {
  let places = 0
  const maker: Maker = {
    dice,
    repeat(one, least, most, between = '') {
      const isGrown = places++ === place
      const count = least + Math.floor(dice.next() * (most - least + 1))
      const made = Array.from({ length: isGrown ? Math.max(1, most) : count }, one)
      if (!isGrown) return made.join(between)
      while (made.length < MOST_DIFFERENT) made.push(one())
      const all = made.join(between) + between
      const whole = all.repeat(Math.max(1, Math.ceil(room / Math.max(1, Buffer.byteLength(all)))))
      return whole.slice(0, between === '' ? undefined : -between.length)
    },
    one: (...choices) => dice.pick(choices)(),
    maybe: (share, one) => (dice.chance(share) ? one() : ''),
  }
  return { text: make(maker), places }
}
