import { useEffect, useState } from 'react'
import type { Backup, Backups } from '../../../shared/contract/backups.ts'
import { Action } from '../controls/action.tsx'
import { SureAction } from '../controls/sure-action.tsx'
import { clock, date } from '../controls/times.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { useIntents } from '../frame/intents-context.ts'

/** The copies of the archive, what is in each, and the way back to one. */
export function BackupList({ desk }: { desk: Desk }) {
  const { listBackups, makeBackup } = useIntents()
  const [known, setKnown] = useState<Backups | null>(null)
  const isMaking = isPressed(desk, 'backups.make', '')
  useEffect(() => {
    void listBackups().then((backups) => backups && setKnown(backups))
  }, [listBackups])
  return (
    <section className="backups" aria-label="Backups of the archive">
      {known?.backups.length === 0 && <p>There is none yet: the first is made within a minute.</p>}
      {known && known.backups.length > 0 && (
        <ul className="framed">
          {known.backups.map((backup) => (
            <BackupRow key={backup.name} backup={backup} desk={desk} />
          ))}
        </ul>
      )}
      <footer>
        <Action
          size="small"
          pressed={isMaking}
          onPress={() => void makeBackup().then((backups) => backups && setKnown(backups))}
        >
          {isMaking ? 'Copying and checking …' : 'Back up now'}
        </Action>
        {known && (
          <small>
            In <bdi>{known.folder}</bdi>
          </small>
        )}
      </footer>
    </section>
  )
}

function BackupRow({ backup, desk }: { backup: Backup; desk: Desk }) {
  const { restoreBackup } = useIntents()
  const { name, madeAt, contacts, attempts, lastCallAt } = backup
  const when = `${date(madeAt)}, ${clock(madeAt)}`
  return (
    <li>
      <b>{when}</b>
      <span>
        {count(contacts, 'contact')}, {count(attempts, 'attempt')},{' '}
        {lastCallAt === null ? 'no call' : `last call ${date(lastCallAt)}, ${clock(lastCallAt)}`}
      </span>
      <SureAction
        name="Restore"
        means="Afterbeep starts again with it; what is here now is backed up first."
        surely="Restore it"
        about={when}
        pressed={isPressed(desk, 'backups.restore', name)}
        onPress={() => restoreBackup(name)}
      />
    </li>
  )
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
