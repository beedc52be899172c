/*
 * Words from outside: names, reasons, cells of a file, pasted notes. Whatever is shown or kept has passed here once, at
 * the place where it came in. Nothing in it may turn text around, hide, stack up over other lines or go on for ever.
 */

/** Marks (accents, vowel signs) on one letter; Hebrew and Tibetan stack four. */
const MOST_MARKS = 4

/** Looks like nothing and counts as a letter, a symbol or a mark: fillers, the empty Braille cell, invisible signs. */
const fillers = new Set([
  0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0, 0x1d159, 0x1d173, 0x1d174, 0x1d175, 0x1d176, 0x1d177,
  0x1d178, 0x1d179, 0x1d17a,
])

/** Controls, what turns text around, what is not assigned or private; of it only a line end may stay. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u
const mark = /\p{M}/u
/** Words of ASCII with one space between them. */
const plain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/

function isFiller(code: number): boolean {
  // Variation selectors choose a picture for the letter before, and any number of them may follow it.
  const isSelector = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)
  return isSelector || (code >= 0x180b && code <= 0x180f) || fillers.has(code)
}

export interface OutsideLimits {
  /** In code points. */
  readonly most: number
  /** Line ends stay, as line feeds, and tabs become spaces. */
  readonly lines?: boolean
}

/**
 * Fit to be shown and kept: composed (NFC), without what cannot be seen, runs of spaces as one, cut at `most` code points.
 * Takes a time that grows with the text and no faster, and reads no further than it has to.
 */
export function outsideWords(text: string, { most, lines = false }: OutsideLimits): string {
  // Most words are of this kind, and an import has a great many of them.
  if (text.length <= most && plain.test(text)) return text
  // Composing may shorten, never lengthen beyond threefold; what is far beyond the limit is not even composed.
  const composed = text.slice(0, most * 32).normalize('NFC')
  let clean = ''
  let length = 0
  let marks = 0
  let space = ''
  for (const character of composed) {
    const isLineEnd = character === '\n' || character === '\r'
    if (isLineEnd && lines) {
      // CR LF is one end.
      if (character === '\n') space = space.includes('\n') ? `${space}\n`.slice(0, 2) : '\n'
      marks = 0
      continue
    }
    if (isLineEnd || character === '\t' || /\p{Zs}/u.test(character)) {
      if (space === '') space = ' '
      marks = 0
      continue
    }
    if (unseen.test(character) || isFiller(character.codePointAt(0)!)) continue
    const isMark = mark.test(character)
    // An accent that would stand on nothing stands on whatever is beside the word.
    if (isMark && (++marks > MOST_MARKS || clean === '' || space !== '')) continue
    if (!isMark) marks = 0
    const before = clean === '' ? '' : space
    if (length + before.length + 1 > most) break
    clean += before + character
    length += before.length + 1
    space = ''
  }
  return clean
}

/**
 * The same for what is typed and goes on being typed: its spaces and lines stay as they are, and only what cannot be seen
 * goes.
 */
export function typedWords(text: string, most: number): string {
  let clean = ''
  let length = 0
  let marks = 0
  for (const character of text.slice(0, most * 32).normalize('NFC')) {
    const isSpace = character === '\n' || character === '\t' || character === '\r'
    if (!isSpace && (unseen.test(character) || isFiller(character.codePointAt(0)!))) continue
    marks = mark.test(character) ? marks + 1 : 0
    if (marks > MOST_MARKS) continue
    if (++length > most) break
    clean += character
  }
  return clean
}

/** As much of a name as is shown. */
const MOST_NAME = 64

/** A name or a reason from the wire, on one line. */
export function outsideName(text: string): string {
  return outsideWords(text, { most: MOST_NAME })
}
