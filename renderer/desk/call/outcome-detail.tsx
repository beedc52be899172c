import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { CallView } from '../../../shared/contract/bridge.ts'
import { readWeekWords, weekInWords } from '../../../shared/time/week-words.ts'
import { emptyDetail, type Detail, type SaidOf } from '../outcome/assistant-desk.ts'
import type { Desk } from '../frame/desk-store.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { Understanding } from '../outcome/understanding.tsx'

/** What belongs to "not now" and to a gatekeeper. It holds without being filled in; its key, again, leads to it. */
export function OutcomeDetail(props: {
  desk: Desk
  call: CallView
  outcome: 'not-now' | 'appointment' | 'gatekeeper'
  of: SaidOf
}) {
  const { desk, call, outcome, of } = props
  const { details, detailAsked } = desk.assistant
  const { keepDetail, recordOutcome, typeDetail } = useIntents()
  const detail = details[of.id] ?? emptyDetail
  const first = useRef<HTMLInputElement>(null)
  const seen = useRef(detailAsked)
  useEffect(() => {
    if (seen.current !== detailAsked) first.current?.focus()
    seen.current = detailAsked
  }, [detailAsked])

  const field = (name: keyof Omit<Detail, 'read' | 'kept'>, label: string, placeholder: string, isFirst = false) => (
    <TextField
      className="field"
      value={detail[name]}
      onChange={(text) => typeDetail(call, { [name]: text })}
      onBlur={keepDetail}
      maxLength={name === 'said' ? 900 : name === 'until' ? 120 : 40}
      autoComplete="off"
    >
      <Label>{label}</Label>
      <Input
        placeholder={placeholder}
        onKeyDown={leaveOnEscape}
        data-kept={`${name} ${of.id}`}
        {...(isFirst && { ref: first })}
      />
    </TextField>
  )
  return (
    <form
      className={`outcome-detail ${outcome}`}
      onSubmit={(event) => {
        event.preventDefault()
        recordOutcome(call, outcome)
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      }}
    >
      {outcome === 'not-now' && field('until', 'Until', 'in 30 days · thu 3pm · dec 3', true)}
      {outcome === 'appointment' && field('until', 'When you meet', 'thu 3pm · dec 3 10:30', true)}
      {outcome === 'gatekeeper' && (
        <>
          {field('said', 'What they said', 'Maria: he is in late on Thursdays', true)}
          {field('personIn', 'When in', 'tue thu 4-5:30pm')}
          {field('directNumber', 'Direct number', '+1 416 555 0161')}
        </>
      )}
      <Action submits hotkey="Enter">
        Keep
      </Action>
      <output className="understood">
        {outcome !== 'gatekeeper' && detail.until.trim() !== '' && <Understanding read={detail.read} />}
        {outcome === 'gatekeeper' && detail.personIn.trim() !== '' && <PersonIn text={detail.personIn} />}
      </output>
    </form>
  )
}

function PersonIn({ text }: { text: string }) {
  const read = readWeekWords(text)
  if ('reason' in read) return <span className="not-understood">Kept in these words: {read.reason}.</span>
  if (read.backOn !== null) {
    return (
      <span>
        Back on <b>{read.backOn}</b>: called again then.
      </span>
    )
  }
  return (
    <span>
      In on <b>{read.windows.map(weekInWords).join('; ')}</b>, on their clock.
    </span>
  )
}

/** Esc leaves a field of the desk for the name above it, where every key works and Tab goes on, and hangs up nothing. */
export function leaveOnEscape(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Escape') return
  event.preventDefault()
  event.currentTarget.blur()
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
}
