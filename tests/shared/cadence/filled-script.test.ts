import { expect, it } from 'vitest'
import { filledScript } from '../../../shared/cadence/filled-script.ts'

const jane = { name: 'Jane Adams', title: 'Buyer', company: 'Northwind', place: 'Toronto', referrer: 'Ann Bell' }
const said = (script: string, of: typeof jane | (Omit<typeof jane, 'company'> & { company: null })) =>
  filledScript(script, of)
    .map(({ text, is }) => (is === 'unknown' ? `<${text}>` : text))
    .join('')

it('a script says the referrer, the names and the company of whom it is for', () => {
  const script = '{First Name}, I got your name from {referrer}. You are {title} at {company} in {place}, {name}?'
  expect(said(script, jane)).toBe(
    'Jane, I got your name from Ann Bell. You are Buyer at Northwind in Toronto, Jane Adams?',
  )
})

it('what is not known of them, and any other fill-in, is left for the rep', () => {
  const nobody = { ...jane, company: null, referrer: ' ' }
  expect(said('{referrer} of {company} on {their audit}', nobody)).toBe('<referrer> of <company> on <their audit>')
  expect(filledScript('', jane)).toEqual([])
})
