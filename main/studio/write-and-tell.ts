import { ok, type Result } from '../../shared/result.ts'
import { transact } from '../archive/open.ts'
import type { House } from '../app-context.ts'
import { studioChanged } from './studio.ts'

/** Writes in one transaction, and then tells everybody who shows recordings. */
export function writeAndTell(house: House, change: () => void): Result<null> {
  const done = transact(house.archive, () => (change(), ok()))
  if (done.ok) tellOfRecordings(house)
  return done
}

export function tellOfRecordings({ desk, studio }: House): void {
  studioChanged(studio)
  desk.recordingsChanged()
  desk.archiveChanged()
}
