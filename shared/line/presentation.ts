import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { CallerIdRequest, HideMethod, Presentation } from '../contract/caller-id.ts'
import { dialledOn, outsidePrefix } from './dial-format.ts'
import { dialledDigits, emergencyIn, isEmergencyNumber } from '../number/emergency-numbers.ts'
import { typedCodes } from './hide-presets.ts'
import type { Line } from '../contract/line.ts'
import { readPhoneNumber } from '../number/phone-number.ts'
import { never } from '../result.ts'

/** What has to be known of a line. `server` is the address in use: the practice line has one only while it runs. */
export type PresentingLine = Pick<
  Line,
  'server' | 'domain' | 'user' | 'hideMethod' | 'mainNumber' | 'mainNumberBy' | 'region' | 'dialFormat'
>

/** Why this is not dialled, and what to do instead. */
export interface PresentationRefusal {
  readonly refused: 'code-before-emergency' | 'hiding-not-possible' | 'number-not-of-this-line' | 'number-unusable'
  readonly reason: string
  readonly instead: string
}

/**
 * How this line asks for what the rep asks for, on a call to this number.
 *
 * Emergency numbers are dialled as they are, with the line's own number, whatever was asked for; a code typed before one
 * is refused, since some networks drop such a call (FreePBX's guide to *67 warns of *67911). A code that the rep typed
 * before the number is left where it is and taken for what it asks.
 */
export function presentation(
  line: PresentingLine,
  request: CallerIdRequest,
  dialled: string,
): Presentation | PresentationRefusal {
  const number = dialledDigits(dialled)
  const own = {
    target: dialledOn(dialled, line),
    from: 'own',
    headers: [],
    asksFor: { kind: 'shown' },
    askedBy: '',
  } as const
  if (isEmergencyNumber(number, line.region)) {
    const help = emergencyIn(number, line.region)
    // As it is, but for a 1 that no network has before 911, and a # behind it.
    const isAsIs = help === null || help === number || number.startsWith('+')
    const target = isAsIs ? dialled.trim().replace(/#$/, '') : help
    return { ...own, target, headers: [], emergency: true }
  }
  const typed = typedCode(line, number)
  if (typed && isEmergencyNumber(number.slice(typed.code.length), line.region)) {
    const rest = number.slice(typed.code.length)
    return refusal(
      'code-before-emergency',
      `${rest} is an emergency number, and some networks drop such calls when ${typed.code} stands before it.`,
      `Dial ${rest} alone.`,
    )
  }
  if (typed) {
    const asksFor: CallerIdRequest = { kind: typed.hides ? 'hidden' : 'shown' }
    return { ...own, headers: [], asksFor, askedBy: `asked by ${typed.code}`, emergency: false }
  }
  switch (request.kind) {
    case 'shown':
      return { ...own, headers: [], emergency: false }
    case 'hidden':
      return hidden(line, line.hideMethod, { target: own.target, dialled: dialled.trim() })
    case 'number':
      return withNumber(line, request.number, own.target)
    default:
      return never(request)
  }
}

/** "Hidden number requested: asked by *67." Never that it is hidden: nobody is told what the callee saw. */
export function presentationInWords({ asksFor, askedBy, emergency }: Presentation): string {
  if (emergency) return 'Emergency number: dialled as it is, and your number is shown.'
  switch (asksFor.kind) {
    case 'hidden':
      return `Hidden number requested: ${askedBy}.`
    case 'number':
      return `${asksFor.number} requested to be shown: ${askedBy}.`
    case 'shown':
      return askedBy ? `Your number is shown: ${askedBy}.` : 'Your number is shown.'
    default:
      return never(asksFor)
  }
}

function hidden(
  line: PresentingLine,
  method: HideMethod,
  { target, dialled }: { target: string; dialled: string },
): Presentation | PresentationRefusal {
  const asked = { asksFor: { kind: 'hidden' }, emergency: false } as const
  const privacy = 'Privacy: id'
  switch (method.kind) {
    case 'none':
      return refusal(
        'hiding-not-possible',
        'This line has no known way of hiding its number.',
        line.mainNumber ? 'Show the main number instead.' : 'Ask your provider how, and set it on the line.',
      )
    case 'prefix':
      return { ...asked, ...prefixed(line, method.prefix, { target, dialled }), from: 'own', headers: [] }
    case 'privacy-header':
      return { ...asked, target, from: 'own', headers: [privacy], askedBy: 'asked by Privacy: id' }
    case 'anonymous-from':
      return {
        ...asked,
        target,
        from: 'anonymous',
        headers: [`P-Preferred-Identity: <${addressOf(line, line.user)}>`, privacy],
        askedBy: 'asked by an anonymous From and Privacy: id',
      }
    case 'prefix-and-headers': {
      const { askedBy, ...dialling } = prefixed(line, method.prefix, { target, dialled })
      return { ...asked, ...dialling, from: 'own', headers: [privacy], askedBy: `${askedBy} and Privacy: id` }
    }
    default:
      return never(method)
  }
}

/** The prefix for an outside line comes first: the code is for the network behind it. */
function prefixed(
  line: PresentingLine,
  template: string,
  { target, dialled }: { target: string; dialled: string },
): { target: string; askedBy: string } {
  const [, code = '', form] = /^([^{]*)(?:\{(\w+)\})?$/.exec(template) ?? []
  const digits = dialledDigits(dialled)
  const outside = target === dialled ? '' : outsidePrefix(line.dialFormat)
  const written =
    form === 'national'
      ? nationalOf(digits, line.region)
      : form === 'digits'
        ? withoutPlus(digits)
        : dialledDigits(target.slice(outside.length))
  return { target: `${outside}${code}${written}`, askedBy: `asked by ${code}` }
}

/** As it is dialled from inside the region; without its + where region or number are not known. */
function nationalOf(digits: string, region: string): string {
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: region as CountryCode })
  const written = region ? parsed?.format('IDD', { fromCountry: region as CountryCode }) : undefined
  return written ? dialledDigits(written) : withoutPlus(digits)
}

function withoutPlus(digits: string): string {
  return digits.replace(/^\+/, '')
}

/**
 * Only a number the line names as its own main number: showing anybody else's with intent to mislead is spoofing
 * (47 CFR 64.1604), and no provider passes it on.
 */
function withNumber(line: PresentingLine, wanted: string, target: string): Presentation | PresentationRefusal {
  const country = (line.region || undefined) as CountryCode | undefined
  const main = line.mainNumber === '' ? null : readPhoneNumber(line.mainNumber, country)
  const number = readPhoneNumber(wanted, country)
  if (!number)
    return refusal('number-unusable', `“${wanted}” is not a number that can be shown.`, 'Check it, digit by digit.')
  if (main?.number !== number.number) {
    return refusal(
      'number-not-of-this-line',
      `${wanted} is not the main number of this line.`,
      'Set it on the line if it is yours and the provider lets you show it.',
    )
  }
  const isNamed = line.mainNumberBy === 'from-and-identity'
  return {
    target,
    from: { number: number.number },
    headers: isNamed ? [`P-Preferred-Identity: <${addressOf(line, number.number)}>`] : [],
    asksFor: { kind: 'number', number: number.number },
    askedBy: isNamed ? 'asked by From and P-Preferred-Identity' : 'asked by From',
    emergency: false,
  }
}

/** A code that hides or shows and that was typed before the number: the line's own, or one that is known. */
function typedCode({ hideMethod, region }: PresentingLine, number: string): { code: string; hides: boolean } | null {
  const own = 'prefix' in hideMethod ? hideMethod.prefix.replace(/\{\w+\}$/, '') : null
  const codes = [...(own ? [{ code: own, hides: true }] : []), ...typedCodes(region)]
  const known = codes.find(({ code }) => number.startsWith(code) && isCodeBefore(code, number, region))
  if (known) return known
  // Any other service code: what it does is not known, but a call for help must not be behind it.
  const service = /^[*#]+\d{1,3}[*#]*(?=\d)/.exec(number)?.[0] ?? ''
  for (let length = service.length; length > 1; length--) {
    if (isEmergencyNumber(number.slice(length), region)) return { code: number.slice(0, length), hides: false }
  }
  return null
}

/** Codes of digits alone also begin ordinary numbers (141…): they count where the rest is a number and the whole is none. */
function isCodeBefore(code: string, number: string, region: string): boolean {
  const rest = number.slice(code.length)
  if (rest === '') return false
  if (/^[*#]/.test(code) || rest.startsWith('+') || isEmergencyNumber(rest, region)) return true
  return region !== '' && !isPossible(number, region) && isPossible(rest, region)
}

function isPossible(digits: string, region: string): boolean {
  return parsePhoneNumberFromString(digits, region as CountryCode)?.isPossible() ?? false
}

/** An address at the line's domain, for the line's own server only: it takes the header out. */
function addressOf({ domain, server }: PresentingLine, user: string): string {
  const host = domain || (/^wss?:\/\/(\[[^\]]*\]|[^:/]+)/i.exec(server)?.[1] ?? 'localhost')
  return `sip:${encodeURIComponent(user).replace(/%2B/gi, '+')}@${host}`
}

function refusal(refused: PresentationRefusal['refused'], reason: string, instead: string): PresentationRefusal {
  return { refused, reason, instead }
}
