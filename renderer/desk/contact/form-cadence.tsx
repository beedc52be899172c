import { useEffect, useState } from 'react'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { useContacts } from './contacts-context.ts'

/** In the form: how they stand with cadences, and all that can be done about it, each by one key and each undone. */
export function FormCadence({ card }: { card: ContactCard }) {
  const { openCadenceOf } = useIntents()
  const { cadence, assistant } = card
  const isRunning = cadence !== null && cadence.stopped === null
  return (
    <section className="form-cadence" aria-label="Cadence">
      <p>
        {cadence === null ? (
          'On no cadence: nothing is planned by itself.'
        ) : (
          <>
            <bdi>{cadence.name}</bdi>
            {cadence.stopped ? (
              <>
                {' has stopped. '}
                <bdi>{cadence.stopped}</bdi>
              </>
            ) : (
              `, ${cadence.tries} of ${cadence.maxTries} calls. `
            )}
          </>
        )}
        {assistant.paused?.inWords}
      </p>
      <Action size="small" onPress={() => openCadenceOf(true)}>
        {isRunning ? 'Stop, rest until, won, lost' : 'Put on a cadence'}
      </Action>
    </section>
  )
}

/** Of a contact that is being typed in: what becomes of them once they are saved, and what that means. */
export function NewContactCadence() {
  const { ask } = useContacts()
  const [usual, setUsual] = useState<{ readonly name: string; readonly belief: string } | null | 'none'>(null)
  useEffect(() => {
    let isOld = false
    void ask('cadence.list', {}).then((answer) => {
      if (isOld || !('value' in answer)) return
      const { cadences, defaultCadenceId } = answer.value
      setUsual(cadences.find(({ cadence }) => cadence.cadenceId === defaultCadenceId)?.cadence ?? 'none')
    })
    return () => {
      isOld = true
    }
  }, [ask])
  if (usual === null) return null
  return (
    <section className="form-cadence" aria-label="Cadence">
      {usual === 'none' ? (
        <p>Saved, they are on no cadence: they stand under New, and C puts them on one.</p>
      ) : (
        <p>
          Saved, they are put on{' '}
          <b>
            <bdi>{usual.name}</bdi>
          </b>
          . <bdi>{usual.belief}</bdi>
        </p>
      )}
    </section>
  )
}
