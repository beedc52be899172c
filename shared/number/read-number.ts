/* oxlint-disable regexp/no-super-linear-move -- no text here is longer than the 300 signs that readNumber takes */
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max'
import { emergencyIn, isEmergencyNumber } from './emergency-numbers.ts'
import { isDirectWord, isExtensionWord, isLabel, isOrWord } from './extension-words.ts'
import { isOfFax } from './fax-numbers.ts'
import { withoutHoursAndDates } from './hours-and-dates.ts'
import { inPlainSigns } from './plain-signs.ts'
import { isPlanNumber, planNumber, type NoPlanNumber, type PlanNumber } from './plan-number.ts'
import { readLink } from './phone-link.ts'
import { vanityNumber } from './vanity-number.ts'

interface FoundNumber {
  /** E.164 where the number has one, else the digits as written: extensions and service codes have none. */
  readonly number: string
  /** As people write it. */
  readonly shown: string
}

/**
 * What a text comes to when it is dialled. Only digits that stand in the text are in it, in their order and none between them
 * left out, but where letters stand in the place of digits; what is not certain is refused.
 */
export type NumberReading =
  | (FoundNumber & {
      readonly kind: 'number'
      /** Pressed after the answer: `,` pauses for 2 s, `;` waits for the rep; then digits, * and #. Empty: none. */
      readonly keys: string
      /** The other numbers of the text; `completed`: it was written by its last digits only, behind a stroke. */
      readonly others: readonly (FoundNumber & { readonly completed: boolean })[]
      /** What of the text is neither; empty: nothing. */
      readonly leftOut: string
      readonly emergency: boolean
      /** Dialled as it is typed, since it is none of any plan: an extension, a service code, a SIP address. */
      readonly asTyped: boolean
    })
  | {
      readonly kind: 'refused'
      readonly why: RefusedNumber
      /** What can be kept all the same, since somebody may know better than the plan; empty: nothing. */
      readonly digits: string
    }

type RefusedNumber = NoPlanNumber | 'nothing' | 'letters' | 'digits-missing' | 'cut-short'

export interface NumberReader {
  /** Of numbers that are written without their country; left out: not known. */
  readonly country?: CountryCode | undefined
  /** Of a list: nobody has typed it, so that numbers of few digits are not a line's own. Left out: typed by hand. */
  readonly listed?: boolean
}

const refused = (why: RefusedNumber, digits = ''): NumberReading => ({ kind: 'refused', why, digits })

/** What is longer is a letter, not a number. */
const MOST_SIGNS = 300

/** Makes sense of whatever people write, paste, click on or import as a number. */
export function readNumber(written: string, { country, ...how }: NumberReader = {}): NumberReading {
  if (written.length > MOST_SIGNS) return refused('nothing')
  // A computer may be set to a place without a plan of its own (Antarctica).
  const reader = { ...how, ...(country && isSupportedCountry(country) && { country }) }
  const link = readLink(written)
  if (link.kind === 'address') {
    const emergency = isEmergencyNumber(link.address, reader.country ?? '')
    return found({ number: `sip:${link.address}`, shown: link.address }, { asTyped: true, emergency })
  }
  const text = withoutCounting(inPlainSigns(link.text))
  if (isAccountOrPlace(text)) return refused('nothing')
  if (!/\d/.test(text)) return refused('nothing')
  if (/^\D?\d([.,]\d+)?\s?e\s?\+?\d+$/i.test(text)) return refused('cut-short')
  const help = emergencyIn(text, reader.country ?? '')
  if (help) return found({ number: help, shown: help }, { emergency: true, asTyped: true, keys: '' })
  if (/\d[\s.()-]*[x*•_?…]{2,}(?![*\d#])|\d\?|\.\.\.?$|…/i.test(text) && !/^[*#]/.test(text))
    return refused('digits-missing')
  const vanity = vanityNumber(text, reader.country)
  if (vanity) return found(vanity, { keys: link.keys })
  if (hasLetterAmongDigits(withoutCarrier(withoutHoursAndDates(text).text, reader.country)))
    return refused('letters', '')
  const apart = withoutHoursAndDates(withoutCarrier(withoutSpreadsheet(text), reader.country))
  const reading = readParts(partsOf(apart.text), reader)
  if (reading.kind === 'refused') return reading
  return { ...reading, leftOut: apart.putBack(reading.leftOut), keys: reading.keys || link.keys }
}

function found(
  { number, shown }: FoundNumber,
  more: Partial<Extract<NumberReading, { kind: 'number' }>> = {},
): NumberReading {
  return {
    kind: 'number',
    number,
    shown,
    keys: '',
    others: [],
    leftOut: '',
    emergency: false,
    asTyped: false,
    ...more,
  }
}

/** "1: 212-555-0177 2: 646-555-0123": what counts the numbers is in none of them. */
function withoutCounting(text: string): string {
  if (!/^1\s?[:.)-]\s/.test(text)) return text
  return text.replace(/(?:^|[\s;,]+)\d\s?[:.)-]\s+(?=[+(\d])/g, ' or ').replace(/^ or /, '')
}

/** An account number (ISO 13616), or a place by its degrees. */
function isAccountOrPlace(text: string): boolean {
  return /^[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,}/.test(text) || /^-?\d{1,3}\.\d{4,},\s*-?\d{1,3}\.\d{4,}$/.test(text)
}

/** "2125550177.0" and "2,125,550,177" are what a spreadsheet makes of a number. An apostrophe keeps it from doing so. */
function withoutSpreadsheet(text: string): string {
  const plain = text.replace(/^'(?=[+\d(=-])/, '').replace(/^="?(.*?)"?$/, '$1')
  if (/^\d{7,15}\.0{1,2}$/.test(plain)) return plain.replace(/\.0+$/, '')
  return /^\d{1,3}(,\d{3}){2,4}$/.test(plain) ? plain.replaceAll(',', '') : plain
}

/** "0xx11 3123-4567", "+55 (0xx11) …": in Brazil the xx stand for a carrier that the caller chooses, or none. "++1 212 …": one. */
function withoutCarrier(text: string, country?: CountryCode): string {
  const plain = text.replace(/^\++(?=\+)/, '')
  return country === 'BR' || plain.startsWith('+55')
    ? plain.replace(/\(?\b0\s?[-.]?xx\s?[-.]?(?=\(?\d)/i, (sign) => (sign.startsWith('(') ? '(0' : '0'))
    : plain
}

/** "212-555-O177", "2I2 555 0177", "030 123456O": a letter where a digit should be. */
function hasLetterAmongDigits(text: string): boolean {
  for (const { 0: word, index } of text.matchAll(/\p{L}[\p{L}\p{M}]*\.?/gu)) {
    const [before = '', after = ''] = [text[index - 1], text[index + word.length]]
    const isBetween = /\d/.test(before) && /\d/.test(after)
    if (isBetween && !isPause(word) && !isExtensionWord(word) && !isDirectWord(word) && !isOrWord(word)) return true
    if (/^[oOIlSBbzZqg]$/.test(word) && (/\d/.test(before) || (/\d/.test(after) && !/^[bg]$/.test(word)))) return true
  }
  return false
}

interface Part {
  /** Digits with what people write between them; a word; any other sign. */
  readonly kind: 'digits' | 'word' | 'sign'
  readonly text: string
}

/** Digits, words and signs in their order. A second + and every bracket that is not closed begins anew. */
function partsOf(text: string): Part[] {
  const parts: Part[] = []
  const pattern = /(\p{L}[\p{L}\p{M}'.]*)|([+*#(]?[+\d*#()[\]./ -]*\d[\d*#()[\]./ -]*)|([^\p{L}\d])/gu
  for (const { 0: part, 1: word, 2: digits } of text.matchAll(pattern)) {
    if (word !== undefined) parts.push({ kind: 'word', text: word })
    else if (digits === undefined) parts.push({ kind: 'sign', text: part })
    else {
      if (/^\s/.test(digits)) parts.push({ kind: 'sign', text: ' ' })
      for (const one of numbersIn(digits)) parts.push({ kind: 'digits', text: one })
    }
  }
  return parts
}

/** A + begins a number, unless it stands in brackets: "(+49) 30 …". */
function numbersIn(digits: string): string[] {
  return digits
    .split(/(?<=\d[^+]*)(?=\(?\+)/)
    .map((one) => balanced(one.trim()))
    .filter((one) => /\d/.test(one))
}

function balanced(text: string): string {
  let plain = text.replaceAll('[', '(').replaceAll(']', ')')
  while ((plain.match(/\(/g)?.length ?? 0) > (plain.match(/\)/g)?.length ?? 0)) {
    const at = plain.lastIndexOf('(')
    plain = plain.slice(0, at) + plain.slice(at + 1)
  }
  while ((plain.match(/\)/g)?.length ?? 0) > (plain.match(/\(/g)?.length ?? 0)) {
    const at = plain.indexOf(')')
    plain = plain.slice(0, at) + plain.slice(at + 1)
  }
  return plain.replace(/^[\s./-]+|[\s./(-]+$/g, '')
}

const isPause = (word: string) => /^[pw]+\.?$/i.test(word)

function readParts(parts: readonly Part[], reader: NumberReader): NumberReading {
  const readings: { at: number; run: RunReading }[] = []
  for (const [at, part] of parts.entries()) {
    if (part.kind === 'digits') readings.push({ at, run: readRun(part.text, reader) })
  }
  const outside = afterOutsidePrefix(parts, reader)
  if (outside) return outside
  const numbers = readings.filter(({ run }) => run.kind === 'number')
  // Who lists a fax first does not want to be rung there.
  const first = numbers.find(({ at }) => !isOfFax(parts, at)) ?? numbers[0]
  if (first && isFollowedByTown(parts, first.at, reader)) return refused('two-ways')
  if (first) return withWhatFollows(parts, first.at, first.run as FullRun, reader)
  const [only, another] = readings
  if (!only) return refused('nothing')
  const digits = parts[only.at]!.text
  // Words or more digits beside a few digits: nobody knows what those are.
  const isAlone = !another && parts.every((part, at) => at === only.at || mayStandBeside(part))
  const isKeys = parts.slice(0, only.at).some(({ kind, text }) => kind === 'word' && isExtensionWord(text))
  if (isAlone && !isKeys && only.run.kind !== 'number') {
    const short = asTyped(digits, reader, only.run.why)
    // "212-555 cell" is the beginning of a number, and no extension.
    const isBroken = parts.some(({ kind }) => kind === 'word') && /\D|\d{6}/.test(digits.trim())
    if (short && !isBroken) return found(short, { asTyped: true })
  }
  if (isKeys && isAlone) return refused('nothing')
  const told = readings.reduce((most, each) =>
    digitsOf(parts[each.at]!.text).length > digitsOf(parts[most.at]!.text).length ? each : most,
  )
  const why = told.run.kind === 'number' ? 'nothing' : told.run.why
  return refused(why, isAlone ? keepable(digits) : '')
}

/** Signs, and words that say whose or which number it is. */
function mayStandBeside({ kind, text }: Part): boolean {
  return kind === 'sign' ? /^[\s.,;:()<>"'|-]$/.test(text) : kind === 'word' && isLabel(text)
}

function digitsOf(text: string): string {
  return text.replace(/[^\d]/g, '')
}

function keepable(text: string): string {
  const digits = text.replace(/[^\d+*#]/g, '')
  return /^\+?[\d*#]{3,20}$/.test(digits) ? digits : ''
}

type FullRun = FoundNumber & {
  readonly kind: 'number'
  readonly keys: string
  readonly others: readonly (FoundNumber & { readonly completed: boolean })[]
  readonly rest: string
}
type RunReading = FullRun | { readonly kind: 'none'; readonly why: RefusedNumber }

/** One run of digits: a number of a plan, with what may follow it without a word between. */
function readRun(text: string, { country }: NumberReader): RunReading {
  const code = /^(?:[*#]+\d{1,3}[*#]*(?=\s*[\d+(])|[*#]+\d{1,3}#)/.exec(text)?.[0] ?? ''
  // A code that hides or shows the number is dialled before it, whatever the plan says.
  if (code) return codeBefore(code, text.slice(code.length).trim(), country)
  // "030 1234567 (12)": an extension, the end of the number, a floor? "(030) 1234567" and "+49 (0)30 …" stand before the rest.
  const [bracket = ''] = /\([^()]*\)$/.exec(text) ?? []
  const isBehind = digitsOf(bracket) !== '' && digitsOf(text.slice(0, -bracket.length)).length >= 7
  if (isBehind) return { kind: 'none', why: 'two-ways' }
  const hashAt = text.search(/#|(?<=^[^*]*(?:\d\D*){9}\d)\*(?=\d{1,8}$)/)
  const number = (hashAt === -1 ? text : text.slice(0, hashAt)).trim()
  const [, extension = '', hash = ''] = /^(\d{0,8})(#?)$/.exec(hashAt === -1 ? '' : text.slice(hashAt + 1).trim()) ?? [
    null,
    null,
  ]
  if (extension === null || number.includes('*')) return { kind: 'none', why: 'no-such-number' }
  const keys = extension ? `,${extension}${hash}` : ''
  const whole = planNumber(number, country)
  const cut = afterStroke(number, country, isPlanNumber(whole))
  if (cut) return cut === 'two-ways' ? { kind: 'none', why: cut } : { ...cut, keys }
  if (isPlanNumber(whole)) return { kind: 'number', ...whole, keys, others: [], rest: '' }
  return twoNumbers(number, country) ?? { kind: 'none', why: whole }
}

function codeBefore(code: string, behind: string, country?: CountryCode): RunReading {
  if (behind === '') return { kind: 'none', why: 'too-short' }
  const number = planNumber(behind, country)
  const plain = behind.replace(/[^\d+*#]/g, '')
  if (!isPlanNumber(number) || /[*#]/.test(plain)) return { kind: 'none', why: 'too-short' }
  const dialled = `${code.replace(/\s/g, '')}${plain}`
  return { kind: 'number', number: dialled, shown: `${code} ${number.shown}`, keys: '', others: [], rest: '' }
}

/**
 * "212-555-0177/0178": one number and the end of another. "030/1234567": one, its stroke behind the area code. Where both can
 * be, it is not certain.
 */
function afterStroke(text: string, country: CountryCode | undefined, isWhole: boolean): FullRun | 'two-ways' | null {
  const strokes = [...text.matchAll(/\//g)]
  const separators = new Set(text.replace(/^\+/, '').match(/[^\d]+/g) ?? [])
  if (strokes.length === 0) return null
  // "01/23/45/67/89" and "06/1234/5678" have no other sign, and groups of a size.
  const [last = '', before = ''] = text.split('/').toReversed()
  if (isWhole && separators.size === 1 && strokes.length > 1 && last.length >= before.length - 1) return null
  for (const { index } of strokes) {
    const left = text.slice(0, index).trim()
    const right = text.slice(index + 1).trim()
    const head = planNumber(left, country)
    if (!isPlanNumber(head)) continue
    if (isWhole) return 'two-ways'
    const other = otherOf(head, right, country)
    return { kind: 'number', ...head, keys: '', others: other ? [other] : [], rest: other ? '' : right }
  }
  // "Suite 400 / 212-555-0177"
  const [first] = strokes
  const behind = isWhole ? 'nothing' : planNumber(text.slice(first!.index + 1).trim(), country)
  if (behind === 'nothing' || !isPlanNumber(behind)) return null
  return { kind: 'number', ...behind, keys: '', others: [], rest: text.slice(0, first!.index).trim() }
}

/** What stands behind the stroke: a number, or the last digits of one beside the first. */
function otherOf(head: PlanNumber, right: string, country?: CountryCode) {
  const full = planNumber(right, country)
  if (isPlanNumber(full)) return { ...foundOf(full), completed: false }
  const digits = digitsOf(right)
  if (digits.length < 1 || digits.length > 4 || !/^[\d\s-]+$/.test(right)) return null
  const completed = planNumber(head.number.slice(0, -digits.length) + digits)
  return isPlanNumber(completed) ? { ...foundOf(completed), completed: true } : null
}

function foundOf({ number, shown }: FoundNumber): FoundNumber {
  return { number, shown }
}

/** "212-555-0177 212-555-0178": two, where each is one and together they are none. */
function twoNumbers(text: string, country?: CountryCode): FullRun | null {
  for (const { index } of text.matchAll(/[\s-]+(?=[\d(+])|(?<=\d)(?=\()/g)) {
    const first = planNumber(text.slice(0, index), country)
    const second = isPlanNumber(first) ? planNumber(text.slice(index).replace(/^[\s-]+/, ''), country) : first
    if (isPlanNumber(first) && isPlanNumber(second)) {
      return { kind: 'number', ...first, keys: '', others: [{ ...foundOf(second), completed: false }], rest: '' }
    }
  }
  return null
}

/** "9,12125550177": the digit for an outside line, and its pause, are the line's to dial. */
function afterOutsidePrefix(parts: readonly Part[], reader: NumberReader): NumberReading | null {
  const [prefix, ...rest] = parts
  const pauses = rest.findIndex(({ kind, text }) => !(kind === 'sign' && /^[,\s]$/.test(text)))
  if (pauses < 1 || !rest.slice(0, pauses).some(({ text }) => text === ',') || !/^[0189]$/.test(prefix?.text ?? ''))
    return null
  const behind = readParts(rest.slice(pauses), reader)
  return behind.kind === 'number' && !behind.asTyped ? behind : null
}

/** Keys, the other numbers, and what is neither, from the parts around the number at `at`. */
function withWhatFollows(parts: readonly Part[], at: number, run: FullRun, reader: NumberReader): NumberReading {
  let { number, shown, keys } = run
  const others = [...run.others]
  const left: string[] = parts.slice(0, at).map(({ text }) => text)
  if (run.rest) left.push(run.rest)
  let next = at + 1
  for (; next < parts.length;) {
    const sign = signBefore(parts, next)
    const digits = parts[sign.end]
    if (!sign.kind || digits?.kind !== 'digits') break
    // An extension is one word: what stands behind it is another thing, and "12-14" are several.
    const [word = ''] = digits.text.trim().split(/[\s(]+(?=\d{2}|\d\D*$)/)
    if (sign.kind === 'extension' && /^\d+ ?- ?\d+$/.test(digits.text.trim())) return refused('two-ways')
    const pressed = (sign.kind === 'extension' ? word : digits.text).replace(/[\s().-]/g, '')
    if (sign.kind === 'direct' && /^\+4[39]/.test(number) && keys === '') {
      const direct = planNumber(parts[at]!.text.replace(/[\s-]*-\s*0$/, '') + digits.text, reader.country)
      if (!isPlanNumber(direct)) return refused('two-ways')
      ;({ number, shown } = direct)
    } else {
      if (!/^[\d*#]+$/.test(pressed) || isAnotherNumber(sign, digits.text, reader) || isOfAddress(parts, sign)) break
      if (sign.kind !== 'pause' && pressed.length > 8) return refused('two-ways')
      keys += `${sign.pauses}${pressed}`
    }
    next = sign.end + 1
  }
  for (const part of parts.slice(next)) {
    const also = part.kind === 'digits' && !isOfFax(parts, parts.indexOf(part)) ? readRun(part.text, reader) : null
    if (also?.kind === 'number')
      others.push({ number: also.number, shown: also.shown, completed: false }, ...also.others)
    else if (
      part.kind === 'digits' &&
      digitsOf(part.text).length <= 4 &&
      saysOr(parts.slice(next, parts.indexOf(part)))
    ) {
      const other = otherOf({ number, shown, type: '' }, part.text, reader.country)
      if (other) others.push(other)
      else left.push(part.text)
    } else left.push(part.text)
  }
  const one = (each: FoundNumber) => each.number
  const unique = others.filter(
    (each, index) => one(each) !== number && others.findIndex((o) => one(o) === one(each)) === index,
  )
  const isCode = /^[*#]/.test(number)
  return found({ number, shown }, { keys: keys.slice(0, 60), others: unique, leftOut: wordsIn(left), asTyped: isCode })
}

function saysOr(parts: readonly Part[]): boolean {
  return parts.some(({ kind, text }) => (kind === 'word' ? isOrWord(text) : /[/|&]/.test(text)))
}

interface Sign {
  readonly kind: 'pause' | 'extension' | 'direct' | null
  readonly pauses: string
  /** Where the digits behind it begin. */
  readonly end: number
}

/** The pauses, or the word for an extension, that stand from `at` on. */
function signBefore(parts: readonly Part[], at: number): Sign {
  let pauses = ''
  let kind: Sign['kind'] = null
  let end = at
  for (; end < parts.length; end++) {
    const { kind: part, text } = parts[end]!
    if (part === 'digits') break
    if (part === 'sign' && /^[,;]$/.test(text) && kind !== 'direct') {
      pauses += text
      kind ??= 'pause'
    } else if (part === 'word' && isPause(text) && kind !== 'extension' && kind !== 'direct') {
      pauses += text.toLowerCase().replaceAll('p', ',').replaceAll('w', ';').replace('.', '')
      kind = 'pause'
    } else if (part === 'word' && isExtensionWord(text)) kind = 'extension'
    else if (part === 'word' && kind === 'extension' && /^(no|nr|num|number|nummer)\.?$/i.test(text)) continue
    else if (part === 'word' && isDirectWord(text)) kind = 'direct'
    else if (!(part === 'sign' && /^[\s.:()=#-]$/.test(text))) return { kind: null, pauses: '', end }
  }
  // "tel:…;ext=12" and "555-0177, ext. 12" have the sign of a pause before their word: it is one extension.
  return { kind, pauses: kind === 'pause' ? pauses : ',', end }
}

/** ", 200 Main Street", ", 3. OG", ", 3rd floor": what stands before a word and behind one comma is no key to press. */
function isOfAddress(parts: readonly Part[], { kind, pauses, end }: Sign): boolean {
  if (kind !== 'pause' || pauses !== ',' || parts[end - 1]?.text !== ' ') return false
  const next = parts.slice(end + 1).find(({ kind: part, text }) => part === 'word' || /[,;]/.test(text))
  return next?.kind === 'word' && !isOrWord(next.text) && !isLabel(next.text) && !isPause(next.text)
}

const isCounted =
  /^(?:cts?|cents?|snt|eur|euros?|kr|og|ug|eg|stock\w*|etage\w*|geschoss|floor|piano|krs|pers\w*|pax|people|min|sek|sec|km|jahre?|years?|st|nd|rd|th)\.?$/i

/** "030 1234567 10115 Berlin": a postal code, which a plan of numbers of any length takes for their end. */
function isFollowedByTown(parts: readonly Part[], at: number, { country }: NumberReader): boolean {
  const head = /^(.*\d)\s+\d{4,5}$/.exec(parts[at]!.text)?.[1]
  const next = parts.slice(at + 1).find(({ text }) => text !== ' ')
  // "030 1234567 3. OG", "(14 ct/min)": what is counted; "030 1234567 2026": a year.
  const counted = /^(.*\d)\s+\d{1,4}\.?$/.exec(parts[at]!.text)?.[1]
  const isYear = /\s(?:19|20)\d\d$/.test(parts[at]!.text)
  if (counted !== undefined && (isYear || (next?.kind === 'word' && isCounted.test(next.text)))) {
    const whole = planNumber(counted, country)
    if (isPlanNumber(whole) && whole.number.length >= 10) return true
  }
  if (head === undefined || next?.kind !== 'word' || !/^\p{Lu}/u.test(next.text)) return false
  const alone = isLabel(next.text) || isExtensionWord(next.text) ? 'national' : planNumber(head, country)
  return isPlanNumber(alone) && alone.number.length > 10
}

/** "212-555-0171, 212-555-0172" are two numbers; ",,820445398#" are keys. */
function isAnotherNumber({ kind, pauses }: Sign, text: string, reader: NumberReader): boolean {
  if (kind !== 'pause' || /[*#]/.test(text)) return false
  if (/\d[\s()]+\d/.test(text.trim()) && digitsOf(text).length >= 9) return true
  const isOne = readRun(text, reader).kind === 'number'
  return isOne && (pauses.length === 1 || /\D/.test(text.trim()) || text.startsWith('+'))
}

function wordsIn(left: readonly string[]): string {
  const ends = left.filter((part, at) => !isOrWord(part) || (at > 0 && at < left.length - 1))
  const text = ends
    .join(' ')
    .replace(/\s+([,.:;)])/g, '$1')
    .replace(/\(\s+/g, '(')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:<>()|/"'-]+|[\s,;:<>()|/"'-]+$/g, '')
  return /[\p{L}\d]/u.test(text) ? text : ''
}

/**
 * What is no number of the plan and has few digits is dialled as it is typed: an extension of the rep's own PBX, a service
 * number. Typed by hand, so are seven digits without the 0 that every number of the plan would have before it.
 */
function asTyped(text: string, { country, listed = false }: NumberReader, why: RefusedNumber): FoundNumber | null {
  const digits = text.replace(/[\s().-]/g, '')
  if (/^[*#][\d*#]*$/.test(digits) && /\d/.test(digits)) return listed ? null : { number: digits, shown: digits }
  if (!/^\d+$/.test(digits)) return null
  const isShort = digits.length >= (listed ? 3 : 1) && digits.length <= 6 && !(listed && /^0+$/.test(digits))
  const isLocal = !listed && digits.length === 7 && why !== 'two-ways' && country !== undefined
  return isShort || isLocal ? { number: digits, shown: text.trim() } : null
}
