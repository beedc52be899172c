import type { ContactCard } from '../../../shared/contact/contact.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** In the form: how they stand with cadences, and all that can be done about it, each by one key and each undone. */
export function FormCadence({ card }: { card: ContactCard }) {
  const { openCadenceOf } = useIntents()
  const { cadence, assistant } = card
  const isRunning = cadence !== null && cadence.stopped === null
  return (
    <section className="form-cadence" aria-label="Cadence">
      <p>
        {cadence === null && 'On no cadence: nothing is planned by itself.'}
        {cadence?.stopped && `${cadence.name} has stopped. ${cadence.stopped}`}
        {isRunning && `${cadence.name}, ${cadence.tries} of ${cadence.maxTries} calls. `}
        {assistant.paused?.inWords}
      </p>
      <Action size="small" onPress={() => openCadenceOf(true)}>
        {isRunning ? 'Stop, rest until, won, lost' : 'Put on a cadence'}
      </Action>
    </section>
  )
}
