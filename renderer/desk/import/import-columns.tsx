import { fieldInWords, importFields, mayRepeat, type ImportField } from '../../../shared/import/import-fields.ts'
import type { ImportState } from '../../../shared/contract/import-state.ts'
import { Action } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'

const delimiterInWords: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}

/** What the columns of the file are: guessed, and to be put right. */
export function ImportColumns({ imports }: { imports: ImportState }) {
  const { map, check, leave } = useContacts()
  const { asked } = useContactsDesk()
  const { columns, country, file, missing } = imports
  const fields = columns.map(({ field }) => field)
  const put = (at: number, field: ImportField | null) =>
    map(
      fields.map((before, index) => {
        if (index === at) return field
        // A field that only one column can be goes from the column that had it.
        return field && before === field && !mayRepeat(field) ? null : before
      }),
      country,
    )
  return (
    <>
      <p className="soft import-file">
        <b>
          <bdi>{file?.name}</bdi>
        </b>
        : {file?.rows.toLocaleString('en')} {file?.rows === 1 ? 'row' : 'rows'}, {file?.encoding}, parted by{' '}
        {delimiterInWords[file?.delimiter ?? ','] ?? file?.delimiter}.
        {file && file.skipped > 0 ? ` ${file.skipped} above the headings left out.` : ''} Check what each column is.
      </p>
      {/* Rows can be scrolled with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="log-rows" tabIndex={0} aria-label="Columns of the file">
        <table className="import-columns">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">For example</th>
              <th scope="col">Is</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ heading, field, samples }, at) => (
              // Columns have no name of their own: two may have the same heading.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={at} className={field ? undefined : 'left-out'}>
                <th scope="row">{heading || `Column ${at + 1}`}</th>
                <td className="soft">{samples.join(' · ')}</td>
                <td>
                  <select
                    aria-label={`What ${heading || `column ${at + 1}`} is`}
                    value={field ?? ''}
                    onChange={({ currentTarget }) => put(at, (currentTarget.value || null) as ImportField | null)}
                  >
                    <option value="">Not imported</option>
                    {importFields.map((one) => (
                      <option key={one} value={one}>
                        {fieldInWords[one]}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="import-foot">
        <Action onPress={leave}>Another file</Action>
        <Country country={country} put={(code) => map(fields, code)} />
        <span className="soft">{missing}</span>
        <Action tone="primary" disabled={missing !== null} pressed={asked.includes('import.check')} onPress={check}>
          Check the rows
        </Action>
      </div>
    </>
  )
}

/** By their codes of ISO 3166-1; the browser knows their names. */
const codes = (
  'US CA GB IE DE AT CH FR BE NL LU ES PT IT DK SE NO FI IS PL CZ SK HU RO BG GR HR SI RS UA EE LV LT TR IL AE SA ZA EG NG KE MA ' +
  'IN PK BD LK SG MY TH VN PH ID HK TW JP KR CN AU NZ MX BR AR CL CO PE UY EC'
).split(' ')

function Country({ country, put }: { country: string; put: (code: string) => void }) {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  const all = country && !codes.includes(country) ? [country, ...codes] : codes
  return (
    <label className="import-country">
      <span>Numbers without a country code are of</span>
      <select value={country} onChange={({ currentTarget }) => put(currentTarget.value)}>
        <option value="">no country: set them aside</option>
        {all.map((code) => (
          <option key={code} value={code}>
            {names.of(code)}
          </option>
        ))}
      </select>
    </label>
  )
}
