import { Button } from 'react-aria-components/Button'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { CallView } from '../../../shared/contract/bridge.ts'
import { isExposed, callerIdTestInWords } from './caller-id-test-words.ts'
import { HIDDEN_CAVEAT, presentedInWords } from '../call/words.ts'
import type { Desk } from '../frame/desk-store.ts'
import { callerIdOf, currentCheck, type DialChoice } from '../call/to-dial.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** What the call asks the callee to be shown, said before it is made, and how to change that. */
export function CallerIdChoice({ desk, whom }: { desk: Desk; whom: DialChoice }) {
  const { chooseCallerId, openLine, openCallerIdTest } = useIntents()
  const line = desk.facts?.line.line
  const callerId = callerIdOf(desk, whom.contactId)
  const check = currentCheck(desk)
  if (!line || !callerId) return null
  const { kind } = callerId
  const canHide = line.hideMethod.kind !== 'none'
  const test = desk.facts?.hideTrial.last ?? null
  const why = desk.callerIds[whom.contactId] ? null : whySuggested(desk, whom)
  return (
    <section className="caller-id" data-asks={kind} aria-label="Your number">
      <output>
        {kind === 'hidden' && <HiddenSign />}
        <span>
          <b>{check?.inWords ?? (kind === 'shown' ? 'Your number is shown.' : 'Asking the line …')}</b>
          {kind === 'hidden' && check && !check.impossible && <> {HIDDEN_CAVEAT}</>}
          {kind === 'hidden' && why && <small>{why}</small>}
          {kind === 'hidden' && canHide && !isExposed(test) && (
            <small>
              {test ? (
                callerIdTestInWords(test)
              ) : (
                <>
                  Not tested on this line.{' '}
                  <Button className="try-it" onPress={() => openCallerIdTest(true)}>
                    Test on my mobile
                  </Button>
                </>
              )}
            </small>
          )}
          {canHide && test && isExposed(test) && !check?.emergency && (
            <small className="exposed">
              {test.whenHidden === 'own-number' && 'Hiding failed on this line. '}
              {callerIdTestInWords(test)}
            </small>
          )}
          {!canHide && !check?.emergency && (
            <small>Hiding it is not possible on this line: no way of asking is set.</small>
          )}
        </span>
      </output>
      {!check?.emergency && (
        <div className="caller-id-actions">
          {canHide ? (
            // It says what a press does, not what is so: that stands beside it.
            <Action
              size="small"
              hotkey={keys.hide}
              onPress={() => chooseCallerId(whom.contactId, { kind: kind === 'hidden' ? 'shown' : 'hidden' })}
            >
              {kind === 'hidden' ? 'Show my number' : 'Hide my number'}
            </Action>
          ) : (
            <Action size="small" hotkey={keys.line} onPress={() => openLine(true)}>
              Set a way
            </Action>
          )}
          {line.mainNumber && (
            <ToggleButton
              className="toggle"
              isSelected={kind === 'number'}
              onChange={(main) =>
                chooseCallerId(whom.contactId, main ? { kind: 'number', number: line.mainNumber } : { kind: 'shown' })
              }
            >
              Show {line.mainNumber}
            </ToggleButton>
          )}
        </div>
      )}
    </section>
  )
}

/** What the call that is up has asked for: nothing of it can be changed any more. */
export function PresentedCall({ call }: { call: CallView }) {
  const { asksFor } = call.presented
  if (asksFor.kind === 'shown' && !call.presented.askedBy) return null
  return (
    <section className="caller-id" data-asks={asksFor.kind} aria-label="Your number">
      <p>
        {asksFor.kind === 'hidden' && <HiddenSign />}
        <span>
          <b>{presentedInWords(call)}</b>
          {asksFor.kind === 'hidden' && <> {HIDDEN_CAVEAT}</>}
        </span>
      </p>
    </section>
  )
}

function whySuggested({ facts }: Desk, { contactId }: DialChoice): string | null {
  const card = facts?.card?.contactId === contactId ? facts.card : null
  if (card?.next?.hidden) return card.cadence ? `${card.cadence.name} asks for it.` : 'The follow-up asks for it.'
  return facts?.line.line?.hideByDefault ? 'This line asks for it on every call.' : null
}

function HiddenSign() {
  return (
    <svg className="hidden-sign" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Z" />
      <circle cx="10" cy="10" r="2.3" />
      <path d="M3.5 16.5 16.5 3.5" />
    </svg>
  )
}
