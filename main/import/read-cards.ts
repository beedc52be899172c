import vCard from 'vcf'
import { ok, type Result } from '../../shared/result.ts'
import { unreadable } from './decode-file.ts'

export const isCards = (text: string) => /^\s*BEGIN:VCARD/i.test(text)

const headings = [
  'First name', 'Last name', 'Name', 'Company', 'Job title', 'Email', 'Direct', 'Mobile', 'Main phone', 'Home phone', 'City',
  'State', 'Postal code', 'Country', 'Time zone', 'Notes', 'Tags',
] // prettier-ignore

/** The people of vCards (RFC 6350 and its forerunners) as rows below headings. Fails with `import-unreadable`. */
export function readCards(text: string, name: string): Result<string[][]> {
  try {
    const cards = vCard.parse(
      text
        .replace(/^\uFEFF/, '')
        .replace(/\r?\n/g, '\r\n')
        .trim(),
    )
    return ok([headings, ...cards.map(rowOf)])
  } catch (error) {
    return unreadable(name, `a vCard in it cannot be read (${error instanceof Error ? error.message : 'unknown'})`)
  }
}

type Card = ReturnType<typeof vCard.parse>[number]
interface Value {
  readonly text: string
  readonly types: readonly string[]
}

function valuesOf(card: Card, field: string): Value[] {
  const found = card.get(field)
  const all = found === undefined ? [] : Array.isArray(found) ? found : [found]
  return all.map((property) => {
    const { type, encoding } = property as unknown as { type?: string | string[]; encoding?: string }
    const text = String(property.valueOf())
    const types = [type ?? []].flat().flatMap((one) => one.toLowerCase().split(','))
    return { text: /quoted-printable/i.test(encoding ?? '') ? fromQuotedPrintable(text) : text, types }
  })
}

function rowOf(card: Card): string[] {
  const one = (field: string) => unescaped(valuesOf(card, field)[0]?.text ?? '')
  const [last = '', first = ''] = parts(valuesOf(card, 'n')[0]?.text ?? '')
  const [, , , city = '', state = '', code = '', country = ''] = parts(valuesOf(card, 'adr')[0]?.text ?? '')
  const phones = valuesOf(card, 'tel').filter(({ types }) => !types.includes('fax') && !types.includes('pager'))
  const ofKind = (is: (types: readonly string[]) => boolean) =>
    phones
      .filter(({ types }) => is(types))
      .map(({ text }) => text.replace(/^tel:/i, ''))
      .join('|')
  const isMobile = (types: readonly string[]) => types.some((type) => ['cell', 'mobile', 'iphone'].includes(type))
  const isMain = (types: readonly string[]) => !isMobile(types) && types.includes('main')
  const isHome = (types: readonly string[]) => !isMobile(types) && !isMain(types) && types.includes('home')
  const isDirect = (types: readonly string[]) => !isMobile(types) && !isMain(types) && !isHome(types)
  const emails = valuesOf(card, 'email').map(({ text }) => text)
  return [
    first, last, first || last ? '' : one('fn'), parts(valuesOf(card, 'org')[0]?.text ?? '')[0] ?? '', one('title'), emails.join(' '),
    ofKind(isDirect), ofKind(isMobile), ofKind(isMain), ofKind(isHome), city, state, code, country, one('tz'), one('note'),
    one('categories'),
  ] // prettier-ignore
}

/** The parts of a structured value: a semicolon behind a backslash is none of its borders. */
function parts(text: string): string[] {
  return text.split(/(?<!\\);/).map(unescaped)
}

function unescaped(text: string): string {
  return text
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;:\\])/g, '$1')
    .trim()
}

function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
