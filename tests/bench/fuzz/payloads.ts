import type { Random } from '../beep/random.ts'
import { upTo } from './mutate.ts'

/** What of JSON Schema is read here. */
export interface Schema {
  readonly type?: string | readonly string[] | undefined
  readonly const?: unknown
  readonly enum?: readonly unknown[] | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly oneOf?: readonly Schema[] | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly items?: Schema | undefined
}

const words = [
  '', 'Jane Adams', '+14165550101', '911', 'call-1', 'practice', '2026-11-30', 'next tuesday 4pm', 'not called before june',
  '\u202eelgoog', 'e\u0301'.repeat(40), '=1+1', "'; DROP TABLE contacts; --", '../../etc/passwd', 'sip:x@y', '"', '\0', '\u{1f600}',
  'wss://127.0.0.1:9', 'America/Toronto', 'CA', '*67', '$25,000', '%FF', '😀'.repeat(30), 'monday to friday after 4',
] // prettier-ignore

/** Something that fits the schema, or nearly. */
export function payloadFor(schema: Schema, dice: Random): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return dice.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return payloadFor(dice.pick(choices), dice)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(() => dice.chance(0.97))
          .map(([name, property]) => [name, payloadFor(property, dice)]),
      )
    case 'array':
      return Array.from({ length: upTo(dice, 4) }, () => payloadFor(schema.items ?? {}, dice))
    case 'string':
      return dice.chance(0.05) ? dice.pick(words).repeat(upTo(dice, 5_000)).slice(0, 65_536) : dice.pick(words)
    case 'integer':
      return dice.pick([0, 1, -1, 7, 60, 600, 1_800_000_000_000, 2 ** 53, -(2 ** 31)])
    case 'number':
      return dice.pick([0, 0.5, 1, -1, 1e308, 25_000])
    case 'boolean':
      return dice.chance(0.5)
    case 'null':
      return null
    default:
      return dice.pick(odd)
  }
}

const odd: readonly unknown[] = [
  null, true, 0, -0, NaN, Infinity, '', 'x', [], {}, [[]], { __proto__: null }, 2 ** 53, 'x'.repeat(65_536), new Date(0),
  new Map(), undefined, 10n,
] // prettier-ignore

/** The same with one place of it made something else; or something else altogether. */
export function spoilPayload(message: unknown, dice: Random): unknown {
  if (dice.chance(0.1)) return dice.pick(odd)
  if (typeof message !== 'object' || message === null) return dice.pick(odd)
  const entries = Object.entries(message)
  if (entries.length === 0) return dice.pick(odd)
  const [name, value] = dice.pick(entries)
  const spoilt = dice.chance(0.6) ? spoilPayload(value, dice) : dice.pick(odd)
  if (Array.isArray(message)) return message.map((one, at) => (String(at) === name ? spoilt : (one as unknown)))
  const renamed = dice.chance(0.1) ? dice.pick(['__proto__', 'constructor', 'more']) : name
  return Object.fromEntries(entries.map(([key, kept]) => (key === name ? [renamed, spoilt] : [key, kept as unknown])))
}
