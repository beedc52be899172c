import type { CallView } from '../../../shared/contract/bridge.ts'
import { possibleCallbackInWords } from '../../../shared/call/possible-callback.ts'
import { Action } from '../controls/action.tsx'
import { clock, dayFrom, inSentence } from '../controls/times.ts'
import { useIntents } from '../frame/intents-context.ts'
import { keys } from '../frame/shortcuts.ts'
import { nextToCredit } from './possible-callers.ts'

/** Whose callback a call may be although it shows another's number: one press says who it was, and one takes that back. */
export function WhoCalled({ call, now }: { call: CallView; now: number }) {
  const { credit } = useIntents()
  const may = call.received?.mayAnswer ?? []
  const words = possibleCallbackInWords(may)
  if (!words) return null
  const next = nextToCredit(call)
  const credited = may.find(({ contactId }) => contactId === call.contactId)
  const others = may.filter(({ contactId }) => contactId !== call.contactId)
  return (
    <section className="who-called" aria-label="Whose callback it is">
      <p>
        {credited ? (
          <>
            Kept as a call of <bdi>{credited.name}</bdi>, who answers your try of{' '}
            {inSentence(dayFrom(now, credited.triedAt))} {clock(credited.triedAt)}.
          </>
        ) : (
          <>{words}. Who is it?</>
        )}
      </p>
      <div>
        {others.map(({ contactId, name }) => (
          <Action
            key={contactId}
            size="small"
            {...(next === contactId && { hotkey: keys.whoCalled })}
            onPress={() => credit(call.callId, contactId)}
          >
            <bdi>{name}</bdi>
          </Action>
        ))}
        {credited && (
          <Action
            size="small"
            tone="link"
            {...(next === null && { hotkey: keys.whoCalled })}
            onPress={() => credit(call.callId, null)}
          >
            None of them
          </Action>
        )}
      </div>
    </section>
  )
}
