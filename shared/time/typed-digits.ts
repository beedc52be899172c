import type { Item, Unit } from './typed-item.ts'

const units: Readonly<Record<string, Unit>> = {
  min: 'minute', mn: 'minute', hr: 'hour', d: 'day', w: 'week', wk: 'week', mo: 'month', y: 'year',
} // prettier-ignore
const many = (text: string) => `“${text}” may be two dates: write the month by its name`

/** What a word with figures in it can mean; null: nothing of a time. */
export function digitItem(word: string): Item | null {
  return (
    clockItem(word) ?? writtenDate(word) ?? numericDate(word) ?? dottedItem(word) ?? lengthItem(word) ?? plainItem(word)
  )
}

function clockItem(word: string): Item | null {
  const match =
    /^(\d{1,2})(?:[:.h](\d{2})|(\d{2}))?([ap])m?$|^(\d{1,2}):(\d{2})(?::00)?(h|uhr)?$|^(\d{1,2})h(\d{2})$/.exec(word)
  if (!match) return null
  const [, hour12, minute12, joined, half, hour24, minute24, , hourOfH, minuteOfH] = match
  const hour = Number(hour12 ?? hour24 ?? hourOfH)
  const minute = Number(minute12 ?? joined ?? minute24 ?? minuteOfH ?? 0)
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) {
    return { is: 'refused', reason: `${word} is no time of a day` }
  }
  if (hourOfH !== undefined) return { is: 'hours', hour, minute, text: word }
  const isOf24 = hour24 !== undefined && (hour > 12 || hour24.startsWith('0'))
  return { is: 'clock', hour, minute, half: half === undefined ? null : half === 'a' ? 'am' : 'pm', isOf24, text: word }
}

/** "10-dec", "10-Dec-2026" come apart before; what is left are figures alone. */
function writtenDate(word: string): Item | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(word)
  if (iso) return { is: 'date', year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th|er|o)$/.exec(word)
  return ordinal ? { is: 'ordinal', value: Number(ordinal[1]) } : null
}

/** "12/25", "24.12.2026", "12-24": with a month that only one of the two can be, or else refused. */
function numericDate(word: string): Item | null {
  const match = /^(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/.exec(word)
  if (!match) return null
  const [, one = '', sign, other = '', yearText] = match
  const [first, second] = [Number(one), Number(other)]
  const year = yearText === undefined ? null : Number(yearText) + (yearText.length === 2 ? 2000 : 0)
  if (sign === '.' && year === null) return null
  if (sign === '.') return { is: 'date', day: first, month: second, year }
  if (sign === '-' && year === null && !(one.length === 2 && other.length === 2)) {
    return { is: 'pair', first, second, text: word }
  }
  // "12-01" as in the dates of computers; "10-12" may be hours too.
  if (sign === '-' && year === null && first <= 12 && second <= 12) {
    if (other.startsWith('0')) return { is: 'date', month: first, day: second, year }
    return { is: 'pair', first, second, text: word }
  }
  if (sign === '-' && year === null && first < second && first > 12 && second > 12) {
    return { is: 'pair', first, second, text: word }
  }
  if (first > 12 && second <= 12) return { is: 'date', day: first, month: second, year }
  if (second > 12 && first <= 12) return { is: 'date', month: first, day: second, year }
  if (first === second && first <= 12) return { is: 'date', month: first, day: second, year }
  if (first > 12) return { is: 'refused', reason: `“${word}” is no date` }
  return { is: 'refused', reason: many(word) }
}

/** "3.12." is a date, "3.30" a time; "15.12" may be either. */
function dottedItem(word: string): Item | null {
  const match = /^(\d{1,2})\.(\d{1,2})(\.)?$/.exec(word)
  if (!match) return null
  const [, one = '', other = '', dot] = match
  const [first, second] = [Number(one), Number(other)]
  if (dot) return { is: 'date', day: first, month: second, year: null }
  const isTime = first <= 23 && second <= 59 && other.length === 2
  const isDate = first >= 1 && first <= 31 && second >= 1 && second <= 12
  if (isTime && isDate)
    return {
      is: 'refused',
      reason: `“${word}” may be a time or a date: write ${one}:${other}, or the month by its name`,
    }
  if (isTime)
    return {
      is: 'clock',
      hour: first,
      minute: second,
      half: null,
      isOf24: first > 12 || one.startsWith('0'),
      text: word,
    }
  if (isDate) return { is: 'date', day: first, month: second, year: null }
  return other.length === 1 ? { is: 'decimal', value: Number(word) } : { is: 'refused', reason: `“${word}” is no time` }
}

function lengthItem(word: string): Item | null {
  const hours = /^(\d{1,2})h$/.exec(word)
  if (hours) return { is: 'hours', hour: Number(hours[1]), minute: 0, text: word }
  const match = /^(\d{1,3}(?:\.\d)?)(m|min|mn|h|hr|d|w|wk|mo|y)$/.exec(word)
  if (!match) return null
  const [, count, unit = ''] = match
  if (unit === 'm') return { is: 'refused', reason: `“${word}” may be minutes or months: write “min” or “months”` }
  return { is: 'length', count: Number(count), unit: unit === 'h' ? 'hour' : units[unit]! }
}

function plainItem(word: string): Item | null {
  if (/^\d{1,2}$/.test(word)) return { is: 'number', value: Number(word), isWord: false, text: word }
  if (/^\d{3,4}$/.test(word)) return { is: 'digits', text: word }
  return null
}
