import type { NumberReading } from './read-number.ts'

type Refusal = Extract<NumberReading, { kind: 'refused' }>

/** Why a text is not dialled, and what to do; it stands behind the text in quotation marks. */
export function refusalInWords({ why }: Refusal, country?: string): string {
  const plan = country ? `no number of ${country}` : 'no number of its country'
  switch (why) {
    case 'nothing':
      return 'there is no number in this'
    case 'letters':
      return 'there is a letter among its digits: put the digit in its place'
    case 'digits-missing':
      return 'digits are missing in it: write it out'
    case 'cut-short':
      return 'a spreadsheet has cut digits off: look the number up'
    case 'two-ways':
      return 'it can be read as more than one number: write it out, with + and its country'
    case 'national':
      return 'it has no country: write it with + and its country, or say where your line is'
    case 'too-short':
      return `${plan} has so few digits: one is missing`
    case 'too-long':
      return `${plan} has so many digits: is it two, or does an extension (x123) stand behind it`
    case 'no-such-number':
      return `${plan} begins like this: check it, digit by digit`
  }
}
