import { basename } from 'node:path'
import type {
  ListImportView,
  ListOutcome,
  ListImportInput,
  NationalListsState,
} from '../../../shared/contract/national-lists.ts'
import { failed, ok, type Result } from '../../../shared/result.ts'
import type { AppContext } from '../../app-context.ts'
import { importList, type Imported, type ListImport } from './import-list.ts'
import type { NationalLists } from './national-lists.ts'

/** The import under way, and how the last one ended. */
export interface ListRoom {
  importing: { readonly view: ListImportView; readonly work: ListImport | null } | null
  outcome: ListOutcome | null
  /** list-worker, as it was built. */
  readonly worker: URL
}

const TELL_EVERY_MS = 250

export function openListRoom(worker: URL): ListRoom {
  return { importing: null, outcome: null, worker }
}

type Lists = Pick<AppContext, 'desk' | 'listRoom' | 'nationalLists' | 'newId' | 'now' | 'pickFile'>

export function listsState({
  exchange,
  listRoom,
  nationalLists,
  region,
}: Pick<AppContext, 'exchange' | 'listRoom' | 'nationalLists' | 'region'>): NationalListsState {
  const { importing, outcome } = listRoom
  const lists = nationalLists.all().map(({ listId, about }) => ({
    listId,
    ...(about ?? { name: 'A list that cannot be read', region: '', asOf: '', importedAt: 0, count: 0 }),
    isReadable: about !== null,
  }))
  return { lists, importing: importing?.view ?? null, outcome, region: exchange.lineState().line?.region || region }
}

/** Asks for a file and imports it in a thread of its own; a list of the same name is replaced when it is done. */
export async function startListImport(app: Lists, request: ListImportInput): Promise<Result<null>> {
  const { listRoom, nationalLists, now, pickFile } = app
  if (listRoom.importing) return failed('list-import-running')
  const view = { name: request.name, fileName: '', bytesRead: 0, bytes: 0, numbers: 0, bad: 0, perSecond: 0 }
  // Taken while the rep looks for the file: a second press opens no second dialog.
  listRoom.importing = { view, work: null }
  const csv = await pickFile()
  if (csv === null) {
    listRoom.importing = null
    return ok()
  }
  const listId = sameNamed(nationalLists, request.name) ?? app.newId()
  const begunAt = now()
  let toldAt = 0
  const work = importList(nationalLists.at(listId), listRoom.worker, {
    csv,
    ...nationalLists.filesOf(listId),
    name: request.name,
    country: request.region,
    asOf: request.asOf,
    importedAt: begunAt,
    onProgress({ bytesRead, bytes, numbers, bad }) {
      const at = now()
      const perSecond = Math.round(numbers / (Math.max(1, at - begunAt) / 1000))
      if (!listRoom.importing) return
      listRoom.importing = { work, view: { ...listRoom.importing.view, bytesRead, bytes, numbers, bad, perSecond } }
      if (at - toldAt < TELL_EVERY_MS) return
      toldAt = at
      app.desk.changed('lists')
    },
  })
  listRoom.outcome = null
  listRoom.importing = { work, view: { ...view, fileName: basename(csv) } }
  app.desk.changed('lists')
  const ended = work.done.finally(() => (listRoom.importing = null))
  void ended.then((done) => {
    listRoom.outcome = outcomeOf(request.name, done)
    app.desk.changed('lists')
    // Whether a number is listed is part of what the desk was told of a call.
    app.desk.archiveChanged()
  })
  return ok()
}

export function cancelListImport({ listRoom }: Pick<AppContext, 'listRoom'>): Result<null> {
  listRoom.importing?.work?.cancel()
  return ok()
}

export function removeList(app: Lists, listId: string): Result<null> {
  if (app.listRoom.importing) return failed('list-import-running')
  const removed = app.nationalLists.remove(listId)
  app.listRoom.outcome = null
  app.desk.changed('lists')
  app.desk.archiveChanged()
  return removed
}

function sameNamed(lists: NationalLists, name: string): string | undefined {
  return lists.all().find(({ about }) => about?.name.toLowerCase() === name.toLowerCase())?.listId
}

function outcomeOf(name: string, done: Result<Imported>): ListOutcome {
  return done.ok ? { kind: 'imported', name, ...done.value } : { kind: 'failed', trouble: done.trouble }
}
