import { useRef, useState, type DragEvent } from 'react'
import type { ImportState, PastImport } from '../../../shared/contract/import-state.ts'
import { clock, dayFrom } from '../controls/times.ts'
import { Action } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from '../contact/contacts-context.ts'
import { ImportCheckView } from './import-check.tsx'
import { ImportColumns } from './import-columns.tsx'

/** Contacts from a file, step by step, the imports that were, and the way out. A file may be dropped anywhere on it. */
export function ImportView({ now }: { now: number }) {
  const { imports } = useContactsDesk()
  const { take } = useContacts()
  const [over, setOver] = useState(false)
  if (!imports) return <p className="log-empty">Reading …</p>
  const mayTake = ['empty', 'columns', 'checked', 'done'].includes(imports.step)
  const dragged = (event: DragEvent) => {
    if (!mayTake || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(event.type !== 'drop')
    if (event.type === 'drop' && event.dataTransfer.files[0]) take(event.dataTransfer.files[0])
  }
  return (
    <div
      className={over ? 'import over' : 'import'}
      onDragOver={dragged}
      onDrop={dragged}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      }}
    >
      <Step imports={imports} now={now} />
    </div>
  )
}

function Step({ imports, now }: { imports: ImportState; now: number }) {
  switch (imports.step) {
    case 'empty':
    case 'done':
      return <Beginning imports={imports} now={now} />
    case 'columns':
      return <ImportColumns imports={imports} />
    case 'checked':
      return <ImportCheckView imports={imports} />
    case 'checking':
      return <Working imports={imports} what="Reading the rows and looking for duplicates" cancel />
    case 'writing':
      return <Working imports={imports} what="Writing the contacts" cancel />
    case 'undoing':
      return <Working imports={imports} what="Taking the import back" />
  }
}

function Working({ imports, what, cancel = false }: { imports: ImportState; what: string; cancel?: boolean }) {
  const { cancel: stop } = useContacts()
  const { done, of } = imports.progress ?? { done: 0, of: 1 }
  return (
    <section className="import-working" aria-label={what}>
      <h2>{what}</h2>
      <progress max={Math.max(1, of)} value={done} aria-label={what} />
      <p className="soft">
        {done.toLocaleString('en')} of {of.toLocaleString('en')}. You can go on calling meanwhile.
      </p>
      {cancel && <Action onPress={stop}>Cancel</Action>}
    </section>
  )
}

function Beginning({ imports, now }: { imports: ImportState; now: number }) {
  const { take } = useContacts()
  const { asked } = useContactsDesk()
  const file = useRef<HTMLInputElement>(null)
  const { result, past } = imports
  return (
    <>
      {result && <Result result={result} />}
      <section className="import-drop" aria-label="Import">
        <p>
          <b>Drop a CSV file here</b>, an export of HubSpot, Salesforce, Pipedrive or Close, or any list with names and
          numbers.
        </p>
        <Action
          tone={result ? 'plain' : 'primary'}
          pressed={asked.includes('import.take')}
          onPress={() => file.current?.click()}
        >
          Choose a file
        </Action>
        <input
          ref={file}
          className="unseen"
          type="file"
          tabIndex={-1}
          aria-label="File of contacts"
          accept=".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/plain,text/vcard"
          onChange={({ currentTarget }) => {
            if (currentTarget.files?.[0]) take(currentTarget.files[0])
            // The same file may be chosen again, after it was mended.
            currentTarget.value = ''
          }}
        />
      </section>
      {past.length > 0 && <Past past={past} now={now} />}
      <Export imports={imports} />
    </>
  )
}

function countsInWords({ added, merged, skipped, bad }: PastImport): string {
  const parts = [
    `${added.toLocaleString('en')} added`,
    merged > 0 && `${merged.toLocaleString('en')} merged`,
    skipped > 0 && `${skipped.toLocaleString('en')} skipped`,
    bad > 0 && `${bad.toLocaleString('en')} set aside`,
  ]
  return parts.filter(Boolean).join(', ')
}

function undoneInWords(kept: number): string {
  return kept === 0
    ? 'taken back'
    : `taken back, but for ${kept} ${kept === 1 ? 'contact' : 'contacts'} that you have worked with`
}

function Result({ result }: { result: PastImport }) {
  const { undo, saveSetAside } = useContacts()
  const { setAsideAt } = useContactsDesk()
  const { importId, fileName, kept, hasSetAside } = result
  return (
    <section className="import-result" aria-label="What was done">
      <p>
        <b>
          <bdi>{fileName}</bdi>
        </b>
        : {kept === null ? countsInWords(result) : undoneInWords(kept)}.
        {setAsideAt && <span className="soft"> The rows set aside are in {setAsideAt}.</span>}
      </p>
      {kept === null && (
        <div className="import-actions">
          {hasSetAside && (
            <Action size="small" onPress={() => saveSetAside(importId)}>
              Save the rows set aside
            </Action>
          )}
          <Action size="small" onPress={() => undo(importId)}>
            Undo the import
          </Action>
        </div>
      )}
    </section>
  )
}

function Past({ past, now }: { past: readonly PastImport[]; now: number }) {
  const { undo, saveSetAside } = useContacts()
  return (
    <section aria-label="Imports so far">
      <h2>Imports so far</h2>
      <ul className="import-past">
        {past.map((one) => (
          <li key={one.importId}>
            <span className="import-when">
              {dayFrom(now, one.startedAt)} {clock(one.startedAt)}
            </span>
            <span className="import-what">
              <b title={one.fileName}>
                <bdi>{one.fileName}</bdi>
              </b>
              <span className="soft">{one.kept === null ? countsInWords(one) : undoneInWords(one.kept)}</span>
            </span>
            {one.kept === null && one.hasSetAside && (
              <Action size="small" about={one.fileName} onPress={() => saveSetAside(one.importId)}>
                Rows set aside
              </Action>
            )}
            {one.kept === null && (
              <Action size="small" about={one.fileName} onPress={() => undo(one.importId)}>
                Undo
              </Action>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const ways = [
  ['contacts', 'Contacts as CSV'],
  ['attempts', 'Attempts as CSV'],
  ['follow-ups', 'Follow-ups as CSV'],
  ['everything', 'Everything as JSON'],
] as const

function Export({ imports }: { imports: ImportState }) {
  const { exportAs } = useContacts()
  const { asked, exported } = useContactsDesk()
  const { exporting } = imports
  return (
    <section aria-label="Export">
      <h2>Export</h2>
      <div className="import-actions">
        {ways.map(([what, name]) => (
          <Action key={what} size="small" disabled={asked.includes('archive.export')} onPress={() => exportAs(what)}>
            <bdi>{name}</bdi>
          </Action>
        ))}
      </div>
      {exporting && <progress max={Math.max(1, exporting.of)} value={exporting.done} aria-label="Writing the file" />}
      {exported && (
        <output className="soft import-path">
          {exported.rows.toLocaleString('en')} {exported.rows === 1 ? 'row' : 'rows'} written to {exported.path}
        </output>
      )}
    </section>
  )
}
