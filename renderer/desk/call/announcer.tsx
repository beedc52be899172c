import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { PanelSubject } from './panel-subject.ts'
import { beingLeft } from './panel-subject.ts'
import { messageInWords, stateInWords } from './words.ts'

/** Says to a screen reader how the call moves. What counts every second is left out. */
export function Announcer({ facts, subject }: { facts: DeskState; subject: PanelSubject }) {
  const panelSubject =
    subject.kind === 'call' || subject.kind === 'ended'
      ? `${subject.contact.name}: ${stateInWords(subject.call)}${subject.kind === 'call' && subject.call.muted ? ', you are muted' : ''}`
      : ''
  const messages = beingLeft(facts).map(
    (call) => `Message to ${call.name}: ${call.phase === 'playing' ? 'playing' : messageInWords(call)}`,
  )
  return (
    <output className="unseen" aria-live="polite">
      {[...facts.incoming.ringing.map(({ name }) => `${name} is calling`), panelSubject, ...messages]
        .filter(Boolean)
        .join('. ')}
    </output>
  )
}
