import { useSingleKeys } from '../controls/own-keys.ts'
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { Trouble } from '../../../shared/contract/trouble.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { Action } from '../controls/action.tsx'
import type { Desk } from '../frame/desk-store.ts'
import { useIntents } from '../frame/intents-context.ts'
import { keys } from '../frame/shortcuts.ts'
import type { Understood } from '../outcome/assistant-desk.ts'
import { Understanding } from '../outcome/understanding.tsx'
import type { CadenceOnOffer } from './enrolment-intents.ts'

/** On a cadence, off it, won or lost: one key each, and the key for undo takes it back. */
export function CadenceDialog({ desk, card }: { desk: Desk; card: ContactCard }) {
  const { openCadenceOf } = useIntents()
  const isOpen = desk.assistant.open === 'cadence'
  return (
    <ModalOverlay className="overlay" isOpen={isOpen} onOpenChange={openCadenceOf} isDismissable>
      <Modal className="modal">
        <Dialog className="dialog cadence-dialog">
          <header className="dialog-head">
            <Heading slot="title">
              {'Cadence of '}
              <bdi>{card.name}</bdi>
            </Heading>
            <Button slot="close" className="action plain small">
              Close
            </Button>
          </header>
          <Choices key={card.contactId} desk={desk} card={card} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Choices({ desk, card }: { desk: Desk; card: ContactCard }) {
  const { stopCadence, goOnWithCadence, putOn, resume } = useIntents()
  const { cadences } = desk.assistant
  const isRunning = card.cadence !== null && card.cadence.stopped === null
  const isPaused = card.assistant.paused !== null
  const { refusal } = desk
  const isRefused = refusal !== null && refusal.name.startsWith('cadence.')
  const [isPausing, setPausing] = useState(false)
  const deeds: Record<string, (() => void) | undefined> = {
    ...(isRunning && {
      W: () => stopCadence(card, 'won'),
      L: () => stopCadence(card, 'lost'),
      S: () => stopCadence(card, 'rep'),
      P: () => setPausing(true),
    }),
    ...(isRunning && isPaused && { G: () => resume(card.contactId) }),
    ...(!isRunning && card.cadence && { G: () => goOnWithCadence(card) }),
    ...(!isRunning &&
      Object.fromEntries((cadences ?? []).slice(0, 9).map((one, at) => [`${at + 1}`, () => putOn(card, one)]))),
  }
  const hasKeys = useSingleKeys()
  useEffect(() => {
    if (!hasKeys) return
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
      const deed = deeds[event.key.toUpperCase()]
      if (!deed) return
      event.preventDefault()
      deed()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  return (
    <div className="cadence-choices">
      <p>{standing(card)}</p>
      {isRunning && (
        <div className="cadence-deeds">
          <Action hotkey="W" onPress={() => stopCadence(card, 'won')}>
            Won
          </Action>
          <Action hotkey="L" onPress={() => stopCadence(card, 'lost')}>
            Lost
          </Action>
          <Action hotkey="S" onPress={() => stopCadence(card, 'rep')}>
            Stop
          </Action>
          <Action hotkey="P" onPress={() => setPausing(true)}>
            Pause until …
          </Action>
          {isPaused && (
            <Action hotkey="G" onPress={() => resume(card.contactId)}>
              Go on now
            </Action>
          )}
        </div>
      )}
      {isRunning && isPausing && <PauseUntil card={card} />}
      {!isRunning && card.cadence && (
        <Action hotkey="G" onPress={() => goOnWithCadence(card)}>
          Go on with <bdi>{card.cadence.name}</bdi>
        </Action>
      )}
      {!isRunning && (
        <>
          <h3>Put on</h3>
          {cadences === null && <p className="soft">Reading …</p>}
          <ul className="cadence-offers">
            {cadences?.map((offer, at) => (
              <li key={offer.cadenceId}>
                <Offer card={card} offer={offer} hotkey={at < 9 ? String(at + 1) : ''} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isRefused && (
        <p className="field-error" role="alert">
          {sentenceFor(refusal.trouble)}
        </p>
      )}
      <p className="soft">
        <kbd>{keys.undo}</kbd> takes the last of these back.
      </p>
    </div>
  )
}

function Offer({ card, offer, hotkey }: { card: ContactCard; offer: CadenceOnOffer; hotkey: string }) {
  const { putOn } = useIntents()
  return (
    <>
      <Action {...(hotkey && { hotkey })} onPress={() => putOn(card, offer)}>
        <bdi>{offer.name}</bdi>
      </Action>
      <span>
        <bdi>{offer.belief}</bdi>
        {offer.lacks && <b className="not-understood"> {offer.lacks}</b>}
      </span>
    </>
  )
}

/** What was read is shown before it is kept, and what was shown is kept. */
function PauseUntil({ card }: { card: ContactCard }) {
  const { pauseCadence, understandUntil } = useIntents()
  const [written, write] = useState('')
  const [read, setRead] = useState<{ readonly text: string; readonly as: Understood | Trouble } | null>(null)
  const text = written.trim().replace(/^(?:until|till|til)\s/i, '')
  useEffect(() => {
    if (text === '') return
    let isOld = false
    void understandUntil(card.contactId, text).then((as) => !isOld && setRead({ text, as }))
    return () => {
      isOld = true
    }
  }, [text, card.contactId, understandUntil])
  const known = read?.text === text ? read.as : null
  const time = known && 'dueAt' in known ? known : null
  return (
    <form
      className="cadence-pause"
      onSubmit={(event) => {
        event.preventDefault()
        if (!time) return
        const { dueAt, dueUntil, inWords } = time
        pauseCadence(card, { by: 'window', dueAt, dueUntil }, `paused until ${inWords}`)
      }}
    >
      <TextField
        className="field"
        value={written}
        onChange={write}
        maxLength={120}
        autoComplete="off"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
        autoFocus
      >
        <Label>Until</Label>
        <Input placeholder="monday · april · dec 3" />
      </TextField>
      <output className="understood">{text !== '' && <Understanding read={known} />}</output>
      <Action tone="primary" submits hotkey="Enter" disabled={!time}>
        Pause
      </Action>
    </form>
  )
}

/** How it stands, why it stopped, and what could come next. */
function standing({ name, cadence, assistant }: ContactCard): string {
  if (!cadence) return `${name} is on no cadence: nothing is planned by itself. Put them on one, or promise something.`
  const tries = `${cadence.tries} of ${cadence.maxTries} calls`
  if (cadence.stopped)
    return `${cadence.name} ended after ${tries}. ${cadence.stopped} It can go on, or another can begin.`
  return assistant.paused ? `${cadence.name}, ${tries}, paused.` : `${cadence.name}, ${tries}.`
}
