/** Dashes of every kind, and what stands for one: U+2010 to U+2015, the minus, full-width and small ones. */
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D\u30FC]/g
/** What is in a text and cannot be seen: marks of direction, joiners, soft hyphens, byte order marks. */
const unseen = /[\p{Cf}\u00AD]/gu
/** Signs that Asian keyboards make twice as wide, and their plain ones. */
const wide = /[\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF5E\uFF21-\uFF3A\uFF41-\uFF5A]/g

/**
 * The same text in signs that can be read: digits of every script as 0 to 9, one kind of dash, plain spaces. Signs that only
 * look like digits (a footnote's ¹, a circled ②) are none, and stand as blanks: a digit that nobody wrote is never dialled.
 */
export function inPlainSigns(written: string): string {
  return written
    .replace(unseen, '')
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\p{No}\p{Nl}]/gu, ' ')
    .replace(wide, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(dashes, '-')
    .replace(/[\u060C\u3001\uFE50\uFE51]/g, ',')
    .replace(/[\u00B7\u2022\u2219\u30FB\u2024]/g, '.')
    .replace(/[\u2018\u2019\u02BC\u0060\u00B4]/g, "'")
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** Digits of a script stand in tens, 0 first, without a gap (The Unicode Standard, 4.6): it counts from where they begin. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0)!
  if (code < 128) return sign
  let first = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first--
  return String((code - first) % 10)
}
