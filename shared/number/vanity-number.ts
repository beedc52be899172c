/* oxlint-disable regexp/no-super-linear-move -- no text here is longer than the 300 signs that readNumber takes */
import type { CountryCode } from 'libphonenumber-js/max'
import { isLabel, isOrWord } from './extension-words.ts'
import { isPlanNumber, planNumber, type PlanNumber } from './plan-number.ts'

/** ITU-T E.161. */
const keypad = '22233344455566677778889999'
/** Of libphonenumber: numbers that companies choose for the word they make. */
const chosen = new Set(['TOLL_FREE', 'SHARED_COST', 'PREMIUM_RATE', 'UAN'])

/**
 * 1-800-FLOWERS, 1-800-GO-FEDEX, 13 CABS, 212-555-HELP: letters in the place of digits, behind the first digits of a number that
 * would not be whole without them. Null: any other text, whatever its letters come to on a keypad.
 */
export function vanityNumber(text: string, country?: CountryCode): PlanNumber | null {
  const at = text.search(/[a-z]/i)
  const [before, word] = [text.slice(0, at), text.slice(at)]
  const digits = before.replace(/[\s.-]+$/, '')
  if (!/^\+?[\d(][\d\s().-]*$/.test(digits) || !/^[a-z\d\s.-]*[a-z\d]$/i.test(word)) return null
  if (word.replace(/[^a-z]/gi, '').length < 3 || !/[a-z]{2}/i.test(word)) return null
  if (word.split(/[\s.\d-]+/).some(isOrWord)) return null
  // "1-800-CALL-ATT", "1-800-Flowers": nothing but the word can follow the code of free numbers and a dash.
  const isOfFree = /^(?:\+?1[\s.-]?)?\(?8(?:00|33|44|55|66|77|88)\)?$/.test(digits) && /[.-]$/.test(before)
  const isOneWord = isOfFree && /^[a-z]+(?:[-.][a-z]+)*$/i.test(word) && word.replace(/[^a-z]/gi, '').length >= 7
  if (!isOneWord && word.split(/[\s.\d-]+/).some((each) => each.length > 0 && isLabel(each))) return null
  // A name is written in both cases, and letters that run on into digits may be the sign of an extension.
  if (!isOneWord && /[a-z]/.test(word) && /[A-Z]/.test(word)) return null
  if (/(?:ext|ex|dw|app|x|w|p)\d/i.test(word)) return null
  if (isPlanNumber(planNumber(digits, country))) return null
  const area = digits.replace(/\D/g, '').replace(/^1(?=\d{3})/, '')
  if (area.length < 2) return null
  const mapped = word.toLowerCase().replace(/[a-z]/g, (letter) => keypad[letter.charCodeAt(0) - 97]!)
  const number = wholeOf(`${digits} ${mapped.replace(/[\s.-]/g, '')}`, country)
  if (!number) return null
  if (chosen.has(number.type)) return number
  // Elsewhere a name behind too short a number looks the same: it has to be written as one word with it, in capitals.
  const isJoined = /^[A-Z]+$/.test(word) && !before.endsWith(' ') && before.trim().split(' ').length <= 2
  return number.number.startsWith('+1') && isJoined && area.length >= 3 ? number : null
}

/** Letters beyond the length of the plan are written for the word's sake, and no network waits for them (1-800-CONTACTS). */
function wholeOf(text: string, country?: CountryCode): PlanNumber | null {
  const number = planNumber(text, country)
  if (isPlanNumber(number)) return number
  const digits = text.replace(/\D/g, '').replace(/^1?(?=8)/, '1')
  const cut =
    country === 'US' || country === 'CA' || text.startsWith('+1') ? planNumber(`+${digits.slice(0, 11)}`) : 'national'
  return isPlanNumber(cut) && digits.length > 11 && digits.length < 17 && cut.type === 'TOLL_FREE' ? cut : null
}
