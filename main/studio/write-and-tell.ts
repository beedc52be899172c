import { ok, type Result } from '../../shared/result.ts'
import { transact } from '../archive/open.ts'
import type { AppContext } from '../app-context.ts'

/** Writes in one transaction, and then tells everybody who shows recordings. */
export function writeAndTell(app: Pick<AppContext, 'archive' | 'desk'>, change: () => void): Result<null> {
  const done = transact(app.archive, () => (change(), ok()))
  if (done.ok) tellOfRecordings(app)
  return done
}

export function tellOfRecordings({ desk }: Pick<AppContext, 'desk'>): void {
  desk.changed('studio', 'recordings')
  desk.archiveChanged()
}
