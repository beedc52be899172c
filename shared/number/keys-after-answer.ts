/**
 * Keys that follow an answer: `,` pauses for 2 s, `;` waits for the rep, then digits, * and #.
 *
 *   ",123"      an extension: 2 s after the answer
 *   ";123#"     when the rep says so
 *   ",1;2"      1 by itself, and 2 when the rep says so
 */
export function keysToSend(keys: string): { readonly now: string; readonly left: string } {
  const [, now = '', left = ''] = /^([^;]*)(;.*)?$/.exec(keys) ?? []
  return { now, left }
}

/** "then 123", "then 123# by your key"; empty: none. */
export function keysInWords(keys: string): string {
  const { now, left } = keysToSend(keys)
  const bare = (part: string) => part.replace(/[,;]+/g, ' ').trim()
  return [now && `then ${bare(now)}`, left && `${now ? 'and ' : 'then '}${bare(left)} by your key`]
    .filter(Boolean)
    .join(', ')
}

/** A number with its keys as a form shows it, and as it is read again: "+1 212 555 0177 x123". */
export function withKeys(shown: string, keys: string): string {
  if (keys === '') return shown
  return /^,\d{1,8}$/.test(keys) ? `${shown} x${keys.slice(1)}` : `${shown}${keys}`
}
