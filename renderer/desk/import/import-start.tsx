import { useEffect, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Forecast } from '../../../shared/contract/planning.ts'
import type { CadenceId } from '../../../shared/ids.ts'
import type { ImportCheck, ImportState } from '../../../shared/contract/import-state.ts'
import { Action } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'

/** What is known of the cadence that is chosen: what it believes, and what the days can carry of so many more on it. */
interface Known {
  readonly cadenceId: CadenceId
  readonly count: number
  readonly belief: string
  readonly forecast: Forecast | null
}

/** What becomes of the new contacts: on which cadence, what that means for the coming days, and then they are written. */
export function ImportStart({ imports, check }: { imports: ImportState; check: ImportCheck }) {
  const { start, back } = useContacts()
  const { asked } = useContactsDesk()
  const [picked, pick] = useState<CadenceId | 'none' | null>(null)
  const [tag, setTag] = useState('')
  const { cadences, defaultCadenceId, lastCadenceId } = imports
  const { good, duplicates, doNotCall, choices } = check
  const added = good - duplicates + (choices.add ?? 0)
  const merged = choices.merge ?? 0
  const cadenceId = picked === 'none' ? null : (picked ?? defaultCadenceId ?? lastCadenceId)
  const known = useKnown(cadenceId, added)
  const isTight = known?.forecast != null && !known.forecast.fits
  const isPressed = asked.includes('import.start')
  const begin = (beginning: 'spread' | 'at-once', most: number | null) => start({ cadenceId, tag, beginning, most })
  return (
    <div className="import-foot">
      {cadenceId === null && added > 0 && (
        <p className="import-means">
          On no cadence nothing is planned for them: they stand under New until you call them or put them on one.
        </p>
      )}
      {known && (
        <p className="import-means">
          <bdi>{known.belief}</bdi> {known.forecast && <b>{known.forecast.inWords}</b>}
        </p>
      )}
      <Action onPress={back}>Back to the columns</Action>
      <label className="import-country">
        <span>Put new contacts on</span>
        <select
          value={cadenceId ?? 'none'}
          onChange={({ currentTarget }) => pick(currentTarget.value as CadenceId | 'none')}
        >
          <option value="none">no cadence</option>
          {cadences.map((cadence) => (
            <option key={cadence.cadenceId} value={cadence.cadenceId}>
              <bdi>{cadence.name}</bdi>
              {cadence.cadenceId === defaultCadenceId ? ' (usual)' : ''}
              {defaultCadenceId === null && cadence.cadenceId === lastCadenceId ? ' (as the last list)' : ''}
            </option>
          ))}
        </select>
      </label>
      <TextField className="field import-tag" value={tag} maxLength={40} autoComplete="off" onChange={setTag}>
        <Label>Tag</Label>
        <Input placeholder="none" />
      </TextField>
      {isTight && (
        <>
          <Action disabled={isPressed} onPress={() => begin('at-once', null)}>
            All the same, at once
          </Action>
          {known.forecast!.carries > 0 && (
            <Action disabled={isPressed} onPress={() => begin('spread', known.forecast!.carries)}>
              Only the first {known.forecast!.carries.toLocaleString('en')} on it
            </Action>
          )}
        </>
      )}
      <Action
        tone="primary"
        disabled={added + merged + doNotCall === 0}
        pressed={isPressed}
        onPress={() => begin('spread', null)}
      >
        {wordsOf(added, merged, isTight)}
      </Action>
    </div>
  )
}

function wordsOf(added: number, merged: number, isTight: boolean): string {
  if (added + merged === 0) return 'Nothing to import'
  const parts = [
    added > 0 && `Add ${added.toLocaleString('en')}${isTight ? ' and spread them' : ''}`,
    merged > 0 && `merge ${merged.toLocaleString('en')}`,
  ]
  return parts.filter(Boolean).join(', ').replace(/^m/, 'M')
}

/** Asked anew when another cadence or another number of people is chosen; null while main has not answered. */
function useKnown(cadenceId: CadenceId | null, count: number): Known | null {
  const { ask } = useContacts()
  const [known, setKnown] = useState<Known | null>(null)
  useEffect(() => {
    if (cadenceId === null || count === 0) return
    let isOld = false
    void Promise.all([ask('cadence.list', {}), ask('cadence.forecast', { cadenceId, count })]).then(
      ([list, forecast]) => {
        if (isOld || !('value' in list)) return
        const found = list.value.cadences.find(({ cadence }) => cadence.cadenceId === cadenceId)
        const belief = found?.cadence.belief ?? ''
        setKnown({ cadenceId, count, belief, forecast: 'value' in forecast ? forecast.value : null })
      },
    )
    return () => {
      isOld = true
    }
  }, [ask, cadenceId, count])
  return known?.cadenceId === cadenceId && known.count === count ? known : null
}
