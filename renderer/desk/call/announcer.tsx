import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { OnStage } from './on-stage.ts'
import { beingLeft } from './on-stage.ts'
import { messageInWords, stateInWords } from './words.ts'

/** Says to a screen reader how the call moves. What counts every second is left out. */
export function Announcer({ facts, stage }: { facts: DeskState; stage: OnStage }) {
  const onStage =
    stage.kind === 'call' || stage.kind === 'ended'
      ? `${stage.contact.name}: ${stateInWords(stage.call)}${stage.kind === 'call' && stage.call.muted ? ', you are muted' : ''}`
      : ''
  const messages = beingLeft(facts).map(
    (call) => `Message to ${call.name}: ${call.phase === 'playing' ? 'playing' : messageInWords(call)}`,
  )
  return (
    <output className="unseen" aria-live="polite">
      {[...facts.incoming.ringing.map(({ name }) => `${name} is calling`), onStage, ...messages]
        .filter(Boolean)
        .join('. ')}
    </output>
  )
}
