import type { SoundListeners } from '../../shared/contract/bridge.ts'
import type { Call } from '../../shared/contract/call.ts'
import { isBeingLeft } from '../../shared/call/call-on-desk.ts'
import type { CallMove } from '../../shared/call/call-move.ts'
import { ringingHere } from '../../shared/call/call-on-desk.ts'
import { followLine } from './dial-queue.ts'
import type { AppContext } from '../app-context.ts'
import { handBack, learnMailbox, tellMailboxes } from './hand-back.ts'
import { keepCallQuality, lookAtQuality } from './keep-call-quality.ts'
import { divorce } from './merge-calls.ts'
import { pressKeys } from './press-keys.ts'
import { ring } from '../audio/ring.ts'
import { tellScreeners } from '../audio/screeners/follow-screener.ts'
import { screenerListeners } from '../audio/screeners/screener-handlers.ts'
import { deviceListeners } from '../audio/sound-handlers.ts'
import { studioListeners } from '../studio/studio-handlers.ts'

/** A move has been recorded: what else it asks of the sound room, and what the desk is told. */
export function followCall(app: AppContext, call: Call, move: CallMove): void {
  const { desk, sound } = app
  const { callId } = call
  followLine(app, call, move)
  switch (move.kind) {
    case 'rang':
      if (!isBeingLeft(call)) void sound.command('tone.play', { callId, tone: 'ringback' })
      break
    case 'answered':
      void sound.command('tone.play', { callId, tone: null })
      // Whoever calls has no greeting, and no machine that beeps.
      if (call.direction === 'out') {
        tellMailboxes(app, callId)
        void sound.command('call.answered', { callId })
      }
      // Switchboards take keys only once they have begun to speak.
      if (call.keys) void pressKeys(app, call)
      if (call.direction === 'in' || ringingHere(app.calls.all()).length > 0) ring(app)
      break
    case 'started':
    case 'takenOver':
      // Armed ahead: until now the rep was in the call.
      void sound.command('call.listen', { callId, listening: false })
      break
    case 'ended':
      divorce(app, callId)
      void sound.command('tone.play', { callId, tone: null })
      keepCallQuality(app, callId)
      if (call.direction === 'in' || ringingHere(app.calls.all()).length > 0) ring(app)
      desk.archiveChanged()
      break
    default:
      break
  }
  desk.changed('calls')
}

/** What the sound room tells, turned into moves. */
export function soundListeners(app: AppContext): SoundListeners {
  const { calls, desk, exchange } = app
  return {
    'sound.ready': () => tellScreeners(app),
    'peer.changed': ({ callId, state }) => exchange.mediaChanged(callId, state),
    'beep.heard': ({ callId, beep }) => void calls.move(callId, { kind: 'beeped', beep }),
    'greeting.ended': ({ callId, at }) => void calls.move(callId, { kind: 'greetingEnded', at }),
    'person.answered': ({ callId, ...heard }) => void calls.move(callId, { kind: 'personAnswered', ...heard }),
    'speech.heard': ({ callId, at }) => void calls.move(callId, { kind: 'speechHeard', at }),
    'answer.judged': ({ callId, answer }) => void calls.move(callId, { kind: 'answerJudged', answer }),
    'message.takenOver': ({ callId, at }) => void calls.move(callId, { kind: 'takenOver', at }),
    'message.off': ({ callId, at }) => void calls.move(callId, { kind: 'dropOff', at }),
    'message.handedBack': (handedBack) => handBack(app, handedBack),
    'mailbox.learned': (learned) => learnMailbox(app, learned),
    'message.started': ({ callId, at, reason }) => void calls.move(callId, { kind: 'started', at, reason }),
    'message.played': ({ callId, ...played }) => void calls.move(callId, { kind: 'played', ...played }),
    'message.drained': ({ callId }) => exchange.hangUp(callId, 'message-done'),
    'levels.changed': (levels) => desk.tell('levels.changed', levels),
    'quality.measured': ({ callId, quality }) => lookAtQuality(app, callId, quality),
    ...screenerListeners(app),
    ...deviceListeners(app),
    ...studioListeners(app),
  }
}
