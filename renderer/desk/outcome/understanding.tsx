import type { Trouble } from '../../../shared/contract/trouble.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import type { Understood } from './assistant-desk.ts'

/** What a time was understood as, before it is kept. */
export function Understanding({ read }: { read: Understood | Trouble | null }) {
  if (!read) return <span>…</span>
  if ('code' in read) return <span className="not-understood">{sentenceFor(read)}</span>
  return (
    <span>
      <b>{read.inWords}</b>.
    </span>
  )
}
