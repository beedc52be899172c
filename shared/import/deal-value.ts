/** The largest number that is kept: more is a slip of the keyboard, or a telephone number. */
const MOST = 1e9
const multiples: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6 }

/**
 * Reads an amount as people write it: "25000", "$25,000", "25.000 €", "5k", "1.2m", "25 000,50". The currency is the rep's own
 * and is not kept. Null: it is none, or it could be two ("1.234" with no other sign is read as a thousand and more, for nobody
 * writes a deal to the tenth of a cent).
 */
export function readDealValue(text: string): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(?:us|ca|au)?[$€£¥]\s*|^(?:usd|cad|aud|eur|gbp|chf)\s*/, '')
    .replace(/(?:[$€£¥]|usd|cad|aud|eur|gbp|chf)$/, '')
    .replace(/[\s\u00a0\u202f'’]/g, '')
  const match = /^(\d[\d.,]*)(k|m)?$/.exec(plain)
  if (!match) return null
  const [, digits, multiple = ''] = match
  const number = numberOf(digits!)
  if (number === null) return null
  const value = Math.round(number * multiples[multiple]! * 100) / 100
  return value <= MOST ? value : null
}

/** "1,234.5", "1.234,5", "1234": the last sign parts the fraction, unless three digits follow it. */
function numberOf(digits: string): number | null {
  if (/^\d+$/.test(digits)) return Number(digits)
  const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(digits)
  if (grouped) return Number(digits.replace(/[.,]/g, ''))
  const fraction = /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)([.,])(\d{1,2})$/.exec(digits)
  if (!fraction) return null
  const [, whole, sign, cents] = fraction
  return whole!.includes(sign!) ? null : Number(`${whole!.replace(/[.,]/g, '')}.${cents}`)
}

/** 25,000 as everybody reads it; a fraction only where there is one. */
export function dealValueInWords(value: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value)
}
