import { useEffect } from 'react'
import type { CallView } from '../../../shared/contract/bridge.ts'
import type { Shown } from '../call/panel-subject.ts'
import type { Desk } from '../frame/desk-store.ts'
import { isPressed } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** After a talk in which nothing was promised: "I’ll follow up this week" by one key, for the time that is shown. */
export function PromiseOffer({ desk, call, contact }: { desk: Desk; call: CallView; contact: Shown }) {
  const { openPromise, promiseOffered, readOffer } = useIntents()
  const { attemptId, contactId, name } = call
  const isOffered = attemptId !== null && contact.card?.assistant.mayPromise?.attemptId === attemptId
  useEffect(() => {
    if (isOffered) readOffer({ attemptId, contactId, name })
  }, [isOffered, attemptId, contactId, name, readOffer])
  const { offer } = desk.assistant
  if (!isOffered || offer?.attemptId !== attemptId) return null
  return (
    <section className="promise-offer" aria-label="Nothing is promised yet">
      <p>
        Nothing is promised yet. <b>{offer.read.inWords}</b>
      </p>
      <div className="promise-ends">
        <Action
          size="small"
          hotkey={keys.offered}
          pressed={isPressed(desk, 'promise.make', contactId)}
          onPress={promiseOffered}
        >
          Promise a call {offer.week}
        </Action>
        <Action size="small" hotkey={keys.promise} onPress={() => openPromise(true)}>
          Another day
        </Action>
      </div>
    </section>
  )
}
