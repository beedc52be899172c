/*
 * Excel writes CSV in Windows-1252 on Windows and in Mac Roman on a Mac, and no byte of either says which: 0x8E is the é of a
 * Mac and the Ž of Windows. What tells them apart is whether words come of it.
 */

/** Enough of a file to tell, in bytes. */
const ENOUGH = 200_000

/** Letters of Western names; the others of the two encodings are rare in them. */
const common = /[äöüßéèêëàáâãåíìîïóòôõøúùûñçæÄÖÜÉÈÊËÀÁÂÃÅÍÌÎÏÓÒÔÕØÚÙÛÑÇÆ]/

/** Which of the two the bytes are in: `macintosh` only where it reads better. */
export function westernEncoding(bytes: Uint8Array): 'windows-1252' | 'macintosh' {
  const sample = bytes.subarray(0, ENOUGH)
  const read = (label: string) => plausibility(new TextDecoder(label).decode(sample))
  return read('macintosh') > read('windows-1252') ? 'macintosh' : 'windows-1252'
}

/** How well this reads: more for each sign that is in its place, less for each that is in none. */
function plausibility(text: string): number {
  let sum = 0
  for (const { 0: sign, index } of text.matchAll(/\P{ASCII}/gu)) {
    const [before, after] = [text[index - 1] ?? ' ', text[index + 1] ?? ' ']
    if (isLetter(sign)) sum += letterFits(sign, before, after)
    else sum += signFits(sign, text.slice(Math.max(0, index - 2), index), text.slice(index + 1, index + 4)) ? 2 : -2
  }
  return sum
}

const isLetter = (sign: string) => /\p{L}/u.test(sign)
const isCapital = (sign: string) => /\p{Lu}/u.test(sign)
const isSmall = (sign: string) => /\p{Ll}/u.test(sign)

function letterFits(letter: string, before: string, after: string): number {
  // Alone among digits and signs it is no word.
  if (!isLetter(before) && !isLetter(after)) return -1
  // "SmÈth", "eÕs": no capital follows a small letter; and no small one stands between capitals.
  if (isCapital(letter) && isSmall(before)) return -2
  if (isSmall(letter) && isCapital(before) && isCapital(after)) return -2
  return common.test(letter) ? 2 : 0.5
}

/** A sign of print, with the two signs before it and the three after. */
function signFits(sign: string, before: string, after: string): boolean {
  const [last = ' ', next = ' '] = [before.at(-1), after[0]]
  const within = isLetter(last) && isLetter(next)
  switch (sign) {
    case '’':
      // the reps’ list; O’Brien, l’eau; it’s, don’t, we’ll.
      if (!within) return !isLetter(last) || last === 's'
      if (!isLetter(before.at(-2) ?? ' ')) return isSmall(last) || isCapital(next)
      return /^(?:s|t|m|d|re|ve|ll)(?!\p{L})/u.test(after)
    case '–':
    case '—':
      return !isLetter(last) || isCapital(next)
    case '“':
    case '‘':
    case '„':
    case '«':
      return !isLetter(last)
    default:
      return !within && !/[\u0080-\u009F†‡ˆ˜‰‹›]/.test(sign)
  }
}
