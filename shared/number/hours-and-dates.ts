/* oxlint-disable regexp/no-super-linear-move -- no text here is longer than the 300 signs that readNumber takes */

const clock = String.raw`\d{1,2}(?:[:.]\d{2})?`
const until = String.raw`\s*(?:-|to|until|till|bis|a|à|al|alle|до|tot|,?\s*and)\s*`
const day =
  '(?:mon|tue?s?|wed|thu?r?s?|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mi[eé]|jeu|jue|gio|ven|vie|sam|s[aá]b|dim|dom|пн|вт|ср|чт|пт|сб|вс)[a-zéáü]*[.]?'
const days = `${day}(?:\\s*(?:-|to|bis|à|a|&|und|and|/)\\s*${day})?`
const hour = String.raw`(?:h(?:\d{2})?|h(?:ou)?rs?|hours?|uhr|std|stunden|heures?|horas?|ore|ч)`

/** In this order: what is longer first. All of them stand apart from other digits. */
const patterns = [
  // "24/7", "24x7", "24 h", "24 Stunden"
  String.raw`24\s*[/x]\s*7(?:[/x]365)?`,
  // "2024-03-12", "12.3.2024", "3/12/2024"
  String.raw`(?:19|20)\d\d-[01]?\d-[0-3]?\d`,
  String.raw`[0-3]?\d\.\s?[01]?\d\.\s?(?:19|20)\d\d`,
  String.raw`[0-3]?\d/[0-3]?\d/(?:19|20)\d\d`,
  // "9am-5pm", "9 to 5 pm", "8:30 - 17:00", "8-18 Uhr", "9h à 18h"
  String.raw`(?:${clock}\s*(?:[ap]\.?m\.?|${hour})?${until})?${clock}\s*(?:[ap]\.?m\b\.?|${hour}(?![\p{L}\d]))`,
  String.raw`(?:[01]?\d|2[0-4]):[0-5]\d(?:${until}(?:[01]?\d|2[0-4]):[0-5]\d)?`,
  // "9-17 Mo-Fr", "Mo-Fr 9-17"
  String.raw`${clock}\s*-\s*${clock}\s*,?\s*${days}(?!\p{L})`,
  String.raw`(?<!\p{L})${days}[\s,:]*${clock}\s*-\s*${clock}`,
]
const hoursAndDates = new RegExp(
  patterns.map((pattern) => `(?<![\\d.:/+-]|\\d\\s?-\\s?)(?:${pattern})(?![\\d:/]|[.-]\\d)`).join('|'),
  'giu',
)

/** A letter that no language of a list has: stands for what was taken out, so that the digits around it do not become one. */
const STAND_IN = 'ꞏ'

/**
 * "030 1234567 (8-18 Uhr)", "212-555-0177 24/7", "020 7946 0018 2024-03-12": hours and dates beside a number are no digits of it,
 * though a plan of numbers of any length would take them for some. `putBack` writes them again where they stood.
 */
export function withoutHoursAndDates(text: string): {
  readonly text: string
  readonly putBack: (text: string) => string
} {
  const taken: string[] = []
  const rest = text.replace(hoursAndDates, (one) => {
    taken.push(one.trim())
    return ` ${STAND_IN} `
  })
  const again = (written: string) => {
    const left = [...taken]
    return written.replaceAll(STAND_IN, () => left.shift() ?? '')
  }
  return taken.length === 0 ? { text, putBack: (written) => written } : { text: rest, putBack: again }
}
