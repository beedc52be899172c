import type { ContactCard } from '../contract/contact.ts'
import { scriptPieces } from '../studio/studio-words.ts'

/** A piece of a script: words of it, a fill-in with what is known of this contact, or one of which nothing is known. */
export interface ScriptPiece {
  readonly text: string
  readonly is: 'words' | 'filled' | 'unknown'
}

type Known = Pick<ContactCard, 'name' | 'title' | 'company' | 'place' | 'referrer'>

const fillIns: Record<string, (of: Known) => string> = {
  name: ({ name }) => name,
  'first name': ({ name }) => name.trim().split(/\s+/)[0] ?? '',
  title: ({ title }) => title,
  company: ({ company }) => company ?? '',
  place: ({ place }) => place,
  referrer: ({ referrer }) => referrer,
}

/** A script for one contact: {company}, {referrer} and the like say what is known of them; any other is left for the rep. */
export function filledScript(script: string, of: Known): ScriptPiece[] {
  return scriptPieces(script).map(({ text, fillIn }) => {
    if (!fillIn) return { text, is: 'words' }
    const known = fillIns[text.trim().toLowerCase()]?.(of).trim()
    return known ? { text: known, is: 'filled' } : { text, is: 'unknown' }
  })
}
