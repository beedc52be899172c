import { Label } from 'react-aria-components/Label'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import type { ListImportView, ListOutcome, NationalListsState } from '../../../shared/contract/national-lists.ts'
import { sentenceFor } from '../../../shared/trouble-sentences.ts'
import { count, isSorting, share } from './list-words.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** The import under way, or how the last one ended. */
export function ListImport({ lists: { importing, outcome } }: { lists: NationalListsState }) {
  if (importing) return importing.fileName === '' ? null : <Importing importing={importing} />
  return outcome && <Ended outcome={outcome} />
}

function Importing({ importing }: { importing: ListImportView }) {
  const { cancelListImport } = useIntents()
  const { name, fileName, numbers, bad, perSecond } = importing
  return (
    <section className="list-import" aria-label="Import">
      <ProgressBar value={share(importing)} className="progress">
        {({ percentage = 0 }) => (
          <>
            <Label>
              <b>
                <bdi>{name}</bdi>
              </b>{' '}
              <span className="soft">
                from <bdi>{fileName}</bdi>
              </span>
            </Label>
            <progress max={100} value={percentage} aria-hidden="true" />
          </>
        )}
      </ProgressBar>
      <p className="soft">
        {isSorting(importing)
          ? `${count(numbers)} numbers read; sorting and writing them`
          : `${count(numbers)} numbers · ${count(perSecond)} a second`}
        {bad > 0 && ` · ${count(bad)} rows set aside`}
      </p>
      <Action size="small" onPress={cancelListImport}>
        Cancel
      </Action>
    </section>
  )
}

function Ended({ outcome }: { outcome: ListOutcome }) {
  if (outcome.kind === 'failed') {
    return (
      <p className="note warn" role="alert">
        {sentenceFor(outcome.trouble)}
      </p>
    )
  }
  const { name, numbers, duplicates, bad, badRows, setAside } = outcome
  return (
    <section className="list-ended" aria-label="Import">
      <output>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        is in use: {count(numbers)} {numbers === 1 ? 'number' : 'numbers'}
        {duplicates > 0 && `, each counted once (${count(duplicates)} were there again)`}.
      </output>
      {bad > 0 && (
        <>
          <p>
            {count(bad)} {bad === 1 ? 'row was' : 'rows were'} set aside: no number could be made of{' '}
            {bad === 1 ? 'it' : 'them'}.
          </p>
          <table>
            <tbody>
              {badRows.map(({ row, text, reason }) => (
                <tr key={row}>
                  <th scope="row">Row {row}</th>
                  <td>{text}</td>
                  <td className="soft">{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="soft">
            {bad > 10_000 ? 'The first 10,000 of them are in ' : 'They are in '}
            {setAside}
          </p>
        </>
      )}
    </section>
  )
}
