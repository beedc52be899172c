import { useSingleKeys } from '../controls/own-keys.ts'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import type { DeskState } from '../../../shared/contract/bridge.ts'
import type { CallerIdTestRun } from '../../../shared/contract/caller-id-test.ts'
import { practiceMobile } from '../../../shared/number/practice-mobile.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { displays, isExposed, runInWords, callerIdTestInWords } from './caller-id-test-words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { TroubleNote } from '../frame/trouble-note.tsx'

/** "Call my mobile twice": only the rep's own phone can tell what a hidden call shows. */
export function CallerIdTestDialog({ desk, facts }: { desk: Desk; facts: DeskState }) {
  const { openCallerIdTest } = useIntents()
  const { run, last } = facts.hideTrial
  const refusal = desk.refusal?.name.startsWith('hideTrial.') ? desk.refusal.trouble : null
  return (
    <ModalOverlay className="overlay" isOpen={desk.callerIdTestOpen} onOpenChange={openCallerIdTest}>
      <Modal className="modal">
        <Dialog className="dialog caller-id-test">
          <header className="dialog-head">
            <Heading slot="title">Test on my mobile</Heading>
            <Button className="close" onPress={() => openCallerIdTest(false)}>
              {run ? 'Stop' : 'Close'} <kbd aria-hidden="true">Esc</kbd>
            </Button>
          </header>
          {refusal && <TroubleNote trouble={refusal} tone="warn" remedy={false} />}
          {run ? (
            <Running desk={desk} run={run} />
          ) : (
            <>
              {last && (
                <output className={isExposed(last) ? 'caller-id-test-result bad' : 'caller-id-test-result'}>
                  {callerIdTestInWords(last)}
                </output>
              )}
              <Start desk={desk} facts={facts} />
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Start({ desk, facts }: { desk: Desk; facts: DeskState }) {
  const { startCallerIdTest } = useIntents()
  const isPractice = facts.line.line?.kind === 'practice'
  const [number, setNumber] = useState(isPractice ? practiceMobile : '')
  return (
    <form
      className="caller-id-test-start"
      onSubmit={(event) => {
        event.preventDefault()
        startCallerIdTest(number)
      }}
    >
      <p className="dialog-says">
        Nobody tells the caller what the callee’s phone shows. So your own mobile is called: once with your number
        shown, and once hidden. You say what it displayed, and the line remembers.{' '}
        {isPractice && 'On the practice line this is a mobile that tells by itself.'}
      </p>
      <TextField
        className="field"
        value={number}
        maxLength={40}
        autoComplete="off"
        // It is what the dialog was opened for.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={setNumber}
      >
        <Label>Your mobile</Label>
        <Input placeholder="+1 416 555 0199" />
        <span className="field-hint">Not kept. Have it in your hand; there is no need to answer.</span>
      </TextField>
      <div className="dialog-actions">
        <Action
          tone="primary"
          submits
          hotkey="Enter"
          disabled={number.trim() === ''}
          pressed={isPressed(desk, 'hideTrial.start', '')}
        >
          Call it with my number shown
        </Action>
      </div>
    </form>
  )
}

function Running({ desk, run }: { desk: Desk; run: CallerIdTestRun }) {
  const { tickCallerIdTest } = useIntents()
  const { turn, phase, inWords, reason, display, number } = run
  const isTicking = isPressed(desk, 'hideTrial.tick', '') || phase === 'between'
  const hasKeys = useSingleKeys()
  useEffect(() => {
    if (isTicking || !hasKeys) return
    const pressed = (event: KeyboardEvent) => {
      const tick = displays.find(({ hotkey }) => hotkey === event.key)
      if (tick && !event.repeat) tickCallerIdTest(tick.displayed)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [isTicking, hasKeys, tickCallerIdTest])
  return (
    <>
      <p className="caller-id-test-turn">
        <b>Call {turn === 'shown' ? '1' : '2'} of 2</b> to {number}. {phase !== 'between' && inWords}
      </p>
      <output>{runInWords(run)}</output>
      {display !== null && phase !== 'between' && (
        <p className="caller-id-test-display">
          <span>The practice mobile displays</span> <b>{display}</b>
        </p>
      )}
      {reason && <p className="caller-id-test-reason">{reason}</p>}
      <fieldset className="caller-id-test-ticks" aria-label="What it displayed" disabled={isTicking}>
        {displays.map(({ displayed, name, hotkey }) => (
          <Action key={displayed} hotkey={hotkey} disabled={isTicking} onPress={() => tickCallerIdTest(displayed)}>
            <bdi>{name}</bdi>
          </Action>
        ))}
      </fieldset>
    </>
  )
}
