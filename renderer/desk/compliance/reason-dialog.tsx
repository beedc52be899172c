import { useState, type KeyboardEvent } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { TextField } from 'react-aria-components/TextField'
import type { RuleId } from '../../../shared/contract/rule-answer.ts'
import type { Desk, ReasonAsked } from '../frame/desk-store.ts'
import { ruleInWords } from '../call/words.ts'
import { Action, Key } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** What reps answer most: the digits are their keys. They are offers and no advice; whatever is true is typed. */
const usualReasons: Readonly<Record<RuleId, readonly string[]>> = {
  'recorded-message': ['They agreed to recordings', 'A business line, not a mobile', 'A customer of ours'],
  'calling-hours': ['They asked for this time', 'They are in another time zone', 'We have an appointment'],
  attempts: ['They asked to be called again', 'We were cut off', 'They expect this call'],
  'hidden-number': ['They know who calls', 'They asked for it', 'Their phone needs it'],
  'national-list': ['They asked us to call', 'A customer of ours', 'They agreed in writing'],
  'do-not-call': ['They asked us to call', 'They took it back', 'A customer of ours'],
}

/** Before a call or a drop that a rule warns of: why the rep goes on, by one key. */
export function ReasonDialog({ desk }: { desk: Desk }) {
  const { askNoReason } = useIntents()
  const asked = desk.reasonAsked
  return (
    <ModalOverlay
      className="overlay"
      isOpen={asked !== null}
      onOpenChange={(open) => !open && askNoReason()}
      isDismissable
    >
      <Modal className="modal">{asked && <ReasonForm desk={desk} asked={asked} />}</Modal>
    </ModalOverlay>
  )
}

function ReasonForm({ desk, asked }: { desk: Desk; asked: ReasonAsked }) {
  const { askNoReason, giveReason } = useIntents()
  const [text, setText] = useState('')
  const [remember, setRemember] = useState('once')
  const warned = asked.answers.filter(({ verdict }) => verdict === 'warn')
  const usual = warned[0] ? usualReasons[warned[0].rule] : []
  const card = desk.facts?.card?.contactId === asked.contactId ? desk.facts.card : null
  const cadenceId = card?.assistant.enrolment?.cadenceId
  const about = remember === 'contact' ? asked.contactId : remember === 'cadence' && cadenceId ? cadenceId : null
  const give = (reason: string) => giveReason(reason, about)
  function pressed(event: KeyboardEvent) {
    const reason = text === '' ? usual[Number(event.key) - 1] : undefined
    if (!reason) return
    event.preventDefault()
    give(reason)
  }
  return (
    <Dialog className="dialog reason-dialog">
      <header className="dialog-head">
        <Heading slot="title">{asked.what === 'call' ? 'Before you call' : 'Before you drop a recording'}</Heading>
        <Button className="close" onPress={askNoReason}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </Button>
      </header>
      {warned.map(({ rule, reason, instead }) => (
        <p key={`${rule} ${reason}`}>
          <b>{ruleInWords(rule)}</b> {reason} {instead}
        </p>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          give(text)
        }}
      >
        <fieldset className="picks" aria-label="Usual reasons">
          {usual.map((reason, at) => (
            <Button key={reason} className="chip usual-reason" onPress={() => give(reason)}>
              {reason} <Key>{String(at + 1)}</Key>
            </Button>
          ))}
        </fieldset>
        <TextField
          className="field"
          value={text}
          onChange={setText}
          maxLength={300}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be answered
          autoFocus
        >
          <Label>Why go on?</Label>
          <Input placeholder="One of these by its digit, or your own words and Enter" onKeyDown={pressed} />
        </TextField>
        <RadioGroup className="picks" aria-label="Remember it" value={remember} onChange={setRemember}>
          <Radio value="once" className="chip small">
            This time
          </Radio>
          <Radio value="contact" className="chip small">
            Always for <bdi>{card?.name ?? 'this contact'}</bdi>
          </Radio>
          {cadenceId && (
            <Radio value="cadence" className="chip small">
              For everybody on <bdi>{card?.cadence?.name ?? 'this cadence'}</bdi>
            </Radio>
          )}
        </RadioGroup>
        <div className="promise-actions">
          <small>Kept with the attempt, in the compliance log.</small>
          <Action tone="primary" submits hotkey="Enter" disabled={text.trim() === ''}>
            Go on
          </Action>
        </div>
      </form>
    </Dialog>
  )
}
