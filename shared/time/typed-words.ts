import { phraseItem, LONGEST_PHRASE } from './time-vocabulary.ts'
import { digitItem } from './typed-digits.ts'
import type { Item } from './typed-item.ts'
import { zoneItem } from './typed-zones.ts'

/** Items in the order they were typed, or why there are none: a word that says nothing of a time. */
export function itemsOf(text: string): readonly Item[] | string {
  if (/['’]\d\d\b/.test(text)) return 'a year is written whole'
  if (/\dt\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)$/i.test(text.trim()))
    return 'write the time without its offset from UTC'
  const words = wordsOf(text)
  const items: Item[] = []
  // French says "et" for "and"; behind everything else it is the Eastern time.
  if (words.at(-1) === 'et') words[words.length - 1] = 'edt'
  let at = 0
  while (at < words.length) {
    const found = longest(words, at)
    if (!found) return `“${words[at]!}” says nothing of a time`
    items.push(found.item)
    at += found.used
  }
  return items
}

function longest(words: readonly string[], at: number): { readonly item: Item; readonly used: number } | null {
  for (let used = Math.min(LONGEST_PHRASE, words.length - at); used > 0; used--) {
    const phrase = words.slice(at, at + used).join(' ')
    const item = phraseItem(phrase) ?? zoneItem(phrase)
    if (item) return { item, used }
  }
  const word = words[at]!
  // "1.5 hours" are no first of May.
  const unit = phraseItem(words[at + 1] ?? '')
  if (/^\d{1,2}\.\d$/.test(word) && unit?.is === 'unit')
    return { item: { is: 'decimal', value: Number(word) }, used: 1 }
  const item = digitItem(word)
  return item && { item, used: 1 }
}

const dashed = /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}(?:-\d{2,4})?|week-end)$/

const weekOnDay = /\b((?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:[a-z]*day)?) week(?=$|\s\d|\s(?:at|am|pm)\b)/g

/** "Mar" is a Tuesday in Spanish; beside an English weekday, an English ordinal or a year it is March. */
const marchInEnglish =
  /(?<=\d(?:st|nd|rd|th)(?:\s+of)?\s|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:[a-z]*day)?,?\s\d{1,2}\s)mar\b|\bmar(?=\s\d{1,2}(?:st|nd|rd|th)\b)|(?<=\d{1,2}[-\s])mar(?=[-\s](?:20)?\d\d\b)/g

/** Small letters without accents or apostrophes; what was written together ("mon3pm", "10dec", "tue/wed", "thu@3") apart. */
function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/['’‘`´]/g, '')
      .replace(/[–—−]/g, '-')
      .replace(/(\d{4}-\d\d-\d\d)t(?=\d)/g, '$1 ')
      .replace(/\bw\/([cbeo])\b/g, 'w$1')
      .replace(marchInEnglish, 'march')
      // "Monday week", "week on Monday", as the British say it.
      .replace(weekOnDay, 'a week on $1')
      .replace(/^week (?=on |from |today|tomorrow)/, 'a week ')
      .replace(/\b(\d\d)(\d\d)\s?(?:hrs|hours|h)\b/g, '$1:$2')
      // "Tue - 3pm": no span, where nothing but a day stands before it.
      .replace(
        /(?<=\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|[a-z]+day|tomorrow|tmrw))\s-\s(?=\d{1,2}(?::\d\d)?\s?[ap]m\b)/g,
        ' ',
      )
      .replace(/\b2(mrw|moro|morrow|day|nite)\b/g, 'two$1')
      .replace(/(^|\s)([ap])\.\s?m\b\.?|(?<=\d\s?)([ap])\.\s?m\b\.?/g, '$1$2$3m')
      .replace(/(\d)\s+([ap]m?)(?![a-z])/g, (all, digit: string, half: string) =>
        half === 'a' ? all : `${digit}${half}`,
      )
      .replace(/\b(\d{1,2})\s+h\s+(\d{2})\b/g, '$1h$2')
      .replace(/\b(\d{1,2})\s+h\b/g, '$1h')
      .replace(/(\d)\.(?=\s+[a-z]{3,})/g, (all, digit: string, at: number, whole: string) =>
        /^\.?\s+(jan|feb|mar|maerz|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)/.test(whole.slice(at + 1))
          ? `${digit}th`
          : all,
      )
      .replace(/(?<=[a-z]{2})\.(?=\s|$|\d)/g, ' ')
      .replace(/[!?"“”«»()[\],;]/g, ' ')
      .replace(/\beo([wmy])\b/g, (_, of: string) => `end of ${{ w: 'week', m: 'month', y: 'year' }[of]!}`)
      .replace(/@/g, ' at ')
      .replace(/~/g, ' about ')
      .replace(/&/g, ' and ')
      .replace(/(?<=[a-z]{3})(?=\d)/g, ' ')
      .replace(/(\d)(?=(?:[a-z]{3,}))/g, '$1 ')
      .replace(
        /(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)(morgen|vormittag|mittag|nachmittag|abend)/g,
        '$1 $2',
      )
      .split(/\s+/)
      .flatMap(apart)
      .filter((word) => word !== '' && word !== '.')
  )
}

/** What a dash or a stroke holds together that is no date. */
function apart(word: string): string[] {
  const end = word.replace(/(?<=^\d{1,2}(?::\d\d)?(?:[ap]m)?|[a-z])[.:]$/, '')
  if (dashed.test(end) || /^\d[\d./]*$/.test(end)) return [end]
  return end.split(/([-/])/).flatMap((one) => (one === '/' ? ['or'] : one))
}
