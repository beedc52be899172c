import type { Backup } from '../../shared/contract/backups.ts'
import type { Trouble } from '../../shared/contract/trouble.ts'
import { sentenceFor } from '../../shared/trouble-sentences.ts'
import { archiveReasons } from '../archive/disk-trouble.ts'
import { dayAndTime } from '../../shared/time/day-and-time.ts'

/** What the rep is asked where the archive did not open, and what their second button does. */
export interface ArchiveRefusal {
  readonly message: string
  readonly detail: string
  readonly offer: {
    readonly button: string
    readonly deed: 'restore' | 'put-log-aside' | 'begin-anew' | 'try-again'
  } | null
}

/** Each says what is, what is safe, and what to do; there is one thing to press beside Quit. */
export function archiveRefusal({ code, about }: Trouble, path: string, newest: Backup | null): ArchiveRefusal {
  const safe = 'Nothing in it was changed.'
  const at = `The archive is ${path}.`
  const again = { button: 'Try again', deed: 'try-again' } as const
  if (code === 'archive-full')
    return {
      message: 'The disk is full, so Afterbeep cannot open its archive.',
      detail: `${at} ${safe} Free some space, then try again.`,
      offer: again,
    }
  switch (about['reason']) {
    case archiveReasons.damaged:
      return {
        message: 'Afterbeep’s archive is damaged.',
        detail: `${at} ${safe} ${restoring(newest, 'It is kept beside it, with its log, byte for byte.')}`,
        offer: restore(newest),
      }
    case archiveReasons.missing:
      return {
        message: 'Afterbeep’s archive is gone.',
        detail: newest
          ? `There was one at ${path}, and nothing is there now. Look for it first, in the bin and on other disks: put back, it is opened as it was. ${restoring(newest, '')}`
          : `There was one at ${path}, and nothing is there now. Look for it first, in the bin and on other disks: put back, it is opened as it was. There is no backup. You can begin with a new, empty archive.`,
        offer: restore(newest) ?? { button: 'Begin with an empty archive', deed: 'begin-anew' },
      }
    case archiveReasons.foreignLog:
      return {
        message: 'The log beside Afterbeep’s archive belongs to another copy of it.',
        detail: `${at} Somebody has put another file in its place since Afterbeep ended without closing it, and the log would overwrite that. ${safe} You can use the file as it is; the log is kept beside it under another name.`,
        offer: { button: 'Use the file as it is', deed: 'put-log-aside' },
      }
    case archiveReasons.foreign:
      return {
        message: 'What stands in the archive’s place is not an archive of Afterbeep.',
        detail: `${path} was made by another program. ${safe} ${restoring(newest, 'It is kept beside it under another name.')}`,
        offer: restore(newest),
      }
    case archiveReasons.newer:
      return {
        message: 'The archive was made by a newer Afterbeep.',
        detail: `${at} ${safe} Update Afterbeep, then start it again.`,
        offer: null,
      }
    case archiveReasons.held:
      return {
        message: 'Another program holds Afterbeep’s archive.',
        detail: `${at} ${safe} Close what has it open, such as a backup program or another user’s Afterbeep, then try again.`,
        offer: again,
      }
    case archiveReasons.readOnly:
    case 'its folder is read-only':
      return {
        message: 'Afterbeep may not write to its archive.',
        detail: `${at} ${safe} Allow this user to write to the file and its folder, then try again.`,
        offer: again,
      }
    default:
      return {
        message: 'Afterbeep cannot open its archive.',
        detail: `${sentenceFor({ code, about })} ${at}`,
        offer: again,
      }
  }
}

function restore(newest: Backup | null): ArchiveRefusal['offer'] {
  return newest && { button: `Use the backup of ${dayAndTime(newest.madeAt)}`, deed: 'restore' }
}

function restoring(newest: Backup | null, former: string): string {
  if (!newest)
    return 'There is no backup of it. Do not delete it: much of it can be saved by whoever looks after your computer.'
  const { madeAt, contacts, attempts, lastCallAt } = newest
  const last = lastCallAt === null ? 'no call' : `the last call of ${dayAndTime(lastCallAt)}`
  return `The newest backup is of ${dayAndTime(madeAt)}: ${contacts} contacts, ${attempts} attempts, ${last}. You can put it in the archive’s place. ${former}`
}
