import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { CallView, RequestName } from '../../../shared/contract/bridge.ts'
import type { RepOutcome } from '../../../shared/call/outcome.ts'
import { outcomeInWords } from '../../../shared/call/outcome.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { chosenOutcome, hasDetail, outcomeGroups, outcomesOf, type Counted } from '../outcome/assistant-desk.ts'
import type { Desk } from '../frame/desk-store.ts'
import { keys } from '../frame/shortcuts.ts'
import { Action, Key } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { OutcomeDetail } from './outcome-detail.tsx'

/** As short as a key's cap: the group beside them says the rest. */
const titles: Record<RepOutcome, string> = {
  interested: 'Interested',
  answered: 'Talked',
  appointment: 'Appointment',
  won: 'Won',
  lost: 'Lost',
  'not-now': 'Not now',
  'not-interested': 'Not interested',
  'do-not-call': 'Do not call',
  'voicemail-nothing-left': 'Nothing left',
  'voicemail-dropped': 'Message left',
  'voicemail-cut-off': 'Cut off',
  'no-answer': 'No answer',
  busy: 'Busy',
  failed: 'Failed',
  gatekeeper: 'Gatekeeper',
  'wrong-number': 'Wrong number',
  'dial-tree': 'Phone menu',
  'call-screener': 'Screening assistant',
}

const refusals: ReadonlySet<string> = new Set<RequestName>([
  'outcome.say',
  'outcome.undo',
  'received.say',
  'received.unsay',
])

/**
 * How the call ended, by one key. What the call did suggests is chosen already, and is taken when the rep goes on. While the
 * call is up it is what the call will be kept as.
 */
export function Outcomes({ desk, call, counted }: { desk: Desk; call: CallView; counted: Counted }) {
  const { recordOutcome } = useIntents()
  const { byRep, suggested, of } = counted
  const chosen = chosenOutcome(counted)
  const refusal = desk.refusal && refusals.has(desk.refusal.name) ? desk.refusal : null
  const isUp = call.phase !== 'ended'
  return (
    <section className="outcomes" aria-label={isUp ? 'How it ends' : 'How it ended'}>
      <div className="outcome-groups">
        {groupsOf(of).map(({ title, digits }) => (
          <fieldset key={title} className="outcome-chips" aria-label={title}>
            {digits.flatMap((digit) =>
              outcomesOf(digit, of.direction).map((outcome, place) => (
                <ToggleButton
                  key={outcome}
                  className="chip outcome-chip"
                  data-suggested={(!byRep && outcome === chosen) || undefined}
                  isSelected={outcome === chosen}
                  onChange={() => recordOutcome(call, outcome)}
                >
                  {titles[outcome]}
                  <Key>{Array.from({ length: place + 1 }, () => digit).join(' ')}</Key>
                </ToggleButton>
              )),
            )}
          </fieldset>
        ))}
      </div>
      <p className="outcome-why">
        {suggested && (
          <span>
            {suggested.why} Saved as “{outcomeInWords(suggested.outcome).toLowerCase()}” when you call the next one.
          </span>
        )}
        {isUp && !byRep && !suggested && (
          <span>Say how it ends as soon as you know: it is kept when the call ends.</span>
        )}
        {byRep && (
          <>
            {isUp ? <WillBeKept outcome={byRep} /> : <span>You said so.</span>}
            <UndoOutcome desk={desk} />
          </>
        )}
      </p>
      {refusal && (
        <p className="field-error" role="alert">
          {sentenceFor(refusal.trouble)}
        </p>
      )}
      {hasDetail(byRep) && <OutcomeDetail key={byRep} desk={desk} call={call} outcome={byRep} of={of} />}
    </section>
  )
}

/** Without those of which nothing can be said of the call. */
function groupsOf({ direction }: Counted['of']) {
  return outcomeGroups.filter(({ digits }) => digits.some((digit) => outcomesOf(digit, direction).length > 0))
}

/** What was said while the call is up. */
export function WillBeKept({ outcome }: { outcome: RepOutcome }) {
  return (
    <span>
      Will be kept as <b>{outcomeInWords(outcome).toLowerCase()}</b> when the call ends.
    </span>
  )
}

export function UndoOutcome({ desk }: { desk: Desk }) {
  const { undo } = useIntents()
  // The key first takes back what was done last.
  const hotkey = desk.assistant.lastEnded ? {} : { hotkey: keys.undo }
  return (
    <Action tone="link" size="small" {...hotkey} onPress={undo}>
      Undo
    </Action>
  )
}
