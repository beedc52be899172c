/* oxlint-disable regexp/no-super-linear-move -- no text here is longer than the 300 signs that readNumber takes */
import { inPlainSigns } from './plain-signs.ts'
import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max'

/** ISO 3166-1 alpha-2, or '' where it is not known. */
export type Region = string

/** Reach help from every network that knows them: 112 is in the GSM standard (3GPP TS 22.101 10.1), 911 in North America. */
const everywhere = ['112', '911']

/**
 * Beside 112 and 911. Source: libphonenumber 9.0.35, resources/ShortNumberMetadata.xml, `emergency`, read 2026-11-22
 * (https://github.com/google/libphonenumber). Germany's 116117 and 124124 come from TDDDG s. 15(1): the number may not
 * be withheld from them either.
 */
const byRegion: Readonly<Record<string, readonly string[]>> = {
  AE: ['997', '998', '999'],
  AR: ['100', '101', '107'],
  AT: ['122', '133', '144'],
  AU: ['000', '106'],
  BE: ['100', '101'],
  BG: ['150', '160', '166'],
  BR: ['128', '190', '192', '193'],
  CA: [],
  CH: ['117', '118', '144'],
  CL: ['131', '132', '133'],
  CN: ['110', '119', '120'],
  CO: ['119', '123', '132', '156'],
  CY: ['199'],
  CZ: ['150', '151', '152', '153', '154', '155', '156', '157', '158', '159'],
  DE: ['110', '116117', '124124'],
  DK: ['114'],
  EE: ['110'],
  EG: ['122', '123', '180'],
  ES: ['085', '088'],
  FI: [],
  FK: ['999'],
  FR: ['15', '17', '18'],
  GB: ['999'],
  GR: ['100', '166', '199'],
  HK: ['992', '999'],
  HR: ['93', '94', '192', '193', '194'],
  HU: ['104', '105', '107'],
  ID: ['110', '113', '118', '119'],
  IE: ['999'],
  IL: ['100', '101', '102'],
  IN: ['100', '101', '102', '108', '1298', '2611'],
  IS: [],
  IT: ['113', '115', '118'],
  JP: ['110', '119'],
  KE: ['114', '999'],
  KR: ['119'],
  LT: [],
  LU: ['113'],
  LV: ['01', '02', '03', '110', '113'],
  MT: [],
  MX: ['060', '065', '066', '068', '080'],
  MY: ['999'],
  NG: ['199'],
  NL: [],
  NO: ['110', '113'],
  NZ: ['111'],
  PE: ['105', '116', '117'],
  PH: ['117'],
  PK: ['15', '16', '115', '1122'],
  PL: ['997', '998', '999'],
  PT: ['115'],
  RO: [],
  RS: ['92', '93', '94'],
  SA: ['997', '999'],
  SE: ['90000'],
  SG: ['993', '995', '999'],
  SI: ['113'],
  SK: ['150', '155', '158'],
  TH: ['191', '199', '1669'],
  TR: ['110', '155'],
  TW: ['110', '119'],
  UA: ['101', '102', '103'],
  US: [],
  VN: ['113', '114', '115'],
  ZA: ['10111', '10177'],
}

/** Who needs help does not weigh words: these may stand around the number. */
const helpWords =
  '(?:call|dial|please|emergency|sos|now|help|asap|police|ambulance|fire|ambulancias?|triple zero|notruf|notfall|polizei|feuerwehr|urgences?|samu|pompiers|emergencias?|pol[ií]cia)'

const anywhere = new Set([...everywhere, ...Object.values(byRegion).flat()])

/**
 * What stands behind a code that hides or shows the number: *67, *82, *31#, #31#, the 141 and 1470 of Britain, 1831 of Australia,
 * 3651 of France. A call for help is never hidden. Null: there is no such code.
 */
function withoutHiding(digits: string, region: Region): string | null {
  const ofCountry = { GB: '|141|1470', AU: '|1831|1832', FR: '|3651' }[region] ?? ''
  const found = new RegExp(`^(?:[*#](?:67|82|31|30)[*#]?${ofCountry})(\\d{2,6})$`).exec(digits)
  // Other codes (*100) are a network's own; these four nobody means otherwise.
  return found?.[1] ?? /^[*#](911|112|999|000)$/.exec(digits)?.[1] ?? null
}

/** For people: the numbers of this region, or of every region where it is not known. */
export function emergencyNumbersOf(region: Region): readonly string[] {
  const own = byRegion[region]
  return own ? [...everywhere, ...own] : [...anywhere]
}

/**
 * Is this an emergency number on a line of this region? Also behind the digit for an outside line (9911) and with the
 * country's own code (+49110), since an import may have put it there. Where the region is not known, the numbers of
 * every region are: a call for help that is treated as an ordinary one is worse than the other way round.
 */
export function isEmergencyNumber(written: string, region: Region): boolean {
  const digits = dialledDigits(written)
  if (isOne(digits, region)) return true
  if (/^[089]/.test(digits) && isOne(digits.slice(1), region)) return true
  // The 1 of a national call, alone or behind the digit for an outside line: nobody else can be meant by it.
  if (/^[89]?1(911|112)$/.test(digits)) return true
  const abroad = /^(?:00|011)(?=[1-9])/.exec(digits)?.[0]
  if (abroad && isEmergencyNumber(`+${digits.slice(abroad.length)}`, region)) return true
  if (!digits.startsWith('+')) return false
  if (isOne(digits.slice(1), region)) return true
  const code = isSupportedCountry(region) ? `+${getCountryCallingCode(region)}` : null
  return code !== null && digits.startsWith(code) && isOne(digits.slice(code.length), region)
}

/**
 * The emergency number that a text is, in whatever way it is written: 911#, 1911, 91911, 9,911, "call 911". What a rep's own
 * PBX may want before it stays where it was typed, but the 1 of North America: no network has it before 911. Null: it is none.
 */
export function emergencyIn(written: string, region: Region): string | null {
  if (written.length > 60) return null
  const text = written
    .trim()
    .replace(/^["'!?<[]+|["'!?>\]]+$/g, '')
    .replace(new RegExp(`^(?:${helpWords}(?![\\p{L}\\d])[\\s:,!]*)+`, 'iu'), '')
    .replace(new RegExp(`(?:[\\s:,!]+${helpWords})+$`, 'i'), '')
    .replace(/^["'!?]+|["'!?]+$/g, '')
    .replace(/^e-?(?=911$)/i, '')
  // "911 or 112", "911/112", "911 ext 2", "911 911": whatever follows the first, help is what is asked for.
  const plain = text.replace(/\s+/g, ' ').replace(/ ?([,/]) ?/g, '$1')
  const first = /^([\d-]{2,6})(?:[ ,/]| (?:or|oder|ou|o|ext\.?|x) )\d{1,5}$/i.exec(plain)?.[1]?.replaceAll('-', '')
  const second = /\d+$/.exec(text)?.[0] ?? ''
  const isOnly = /ext|x|\/|or|oder|ou|,/i.test(text) || (first?.length === 3 && isOne(second, region))
  if (first !== undefined && first.length >= 3 && isOnly && isOne(first, region)) return first
  const shown = withoutHiding(text.replace(/[\s.-]/g, ''), region)
  if (shown !== null && isOne(shown, region)) return shown
  if (/[^\d\s+*#.,;()/-]/.test(text.replace(/\s*\(\D*\)\s*$/, ''))) return null
  const digits = text.replace(/\s*\(\D*\)\s*$/, '').replace(/[^\d+]/g, '')
  if (digits.length > 12 || !isEmergencyNumber(digits, region) || /^[*#]/.test(text)) return null
  const bare = digits.replace(/^\+/, '')
  const alone = /^[89]?1?(911|112)$/.exec(bare)
  if (alone && /1/.test(bare.slice(0, -3))) return alone[1]!
  return digits.startsWith('+') ? withoutCountry(digits, region) : digits
}

function withoutCountry(digits: string, region: Region): string {
  const code = isSupportedCountry(region) ? getCountryCallingCode(region) : ''
  const bare = digits.slice(1)
  return code && bare.startsWith(code) && isOne(bare.slice(code.length), region) ? bare.slice(code.length) : bare
}

/** What a number comes to when it is dialled: without the signs people write between digits, and of a SIP address its user. */
export function dialledDigits(written: string): string {
  const user = /^(?:sips?:)?([^@]*)@/i.exec(written.trim())?.[1] ?? written.trim().replace(/^(?:sips?|tel):/i, '')
  return inPlainSigns(user).replace(/[\s().,;/-]|#$/g, '')
}

function isOne(digits: string, region: Region): boolean {
  if (everywhere.includes(digits)) return true
  return byRegion[region]?.includes(digits) ?? anywhere.has(digits)
}
