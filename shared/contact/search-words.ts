/**
 * What was typed, as words of an FTS5 query: each begins a word that is looked for. Null: there is none. Quotes make text of
 * whatever FTS5 would read as an operator.
 */
export function wordsToFind(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length > 0 ? words.map((word) => `"${word}"*`).join(' AND ') : null
}

/**
 * What was typed, as digits to look for anywhere in numbers in E.164; null where it is no number. A national number is
 * written with a 0 that E.164 has not: it is looked for with and without.
 */
export function digitsToFind(text: string): string[] | null {
  if (!/^[\s+\d()./*#-]+$/.test(text)) return null
  const digits = text.replace('(0)', '').replace(/\D/g, '')
  const without = digits.replace(/^0+/, '')
  const parts = [...new Set([digits, without])].filter((part) => part.length >= 3)
  return parts.length > 0 ? parts : null
}
