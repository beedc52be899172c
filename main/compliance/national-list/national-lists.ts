import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { failed, ok, type Result } from '../../../shared/result.ts'
import type { ListAbout } from './list-file.ts'
import { openNationalList, type NationalList } from './national-list.ts'

/** The national do-not-call lists in use: a country may have several, and a rep may call into several countries. */
export interface NationalLists {
  all(): readonly HeldList[]
  /** The list that has this number, in E.164; null: none has. Fails with `list-unreadable` where nobody can say. */
  find(number: string): Result<ListAbout | null>
  /** The list with this id, which need not be there yet. */
  at(listId: string): NationalList
  /** Where the files of an import go. */
  filesOf(listId: string): { readonly draft: string; readonly setAside: string }
  /** It and what was set aside of it are gone. */
  remove(listId: string): Result<null>
  close(): void
}

interface HeldList {
  readonly listId: string
  /** null: it is there and cannot be read. */
  readonly about: ListAbout | null
}

/** Opens the lists in `folder`. What an import that was killed has left there is removed. */
export function openNationalLists(folder: string): NationalLists {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lists = new Map<string, NationalList>()
  const pathOf = (listId: string, ending: string) => join(folder, `${listId}.${ending}`)

  for (const name of readdirSync(folder)) {
    const [, listId, ending] = /^([\w-]{1,64})\.(list|new)$/.exec(name) ?? []
    if (ending === 'new') rmSync(join(folder, name), { force: true })
    if (listId && ending === 'list') lists.set(listId, openNationalList(join(folder, name)))
  }

  return {
    all: () =>
      [...lists].filter(([, list]) => list.isThere()).map(([listId, list]) => ({ listId, about: list.about() })),
    find(number) {
      let trouble: Result<never> | null = null
      for (const list of lists.values()) {
        const has = list.has(number)
        if (!has.ok) trouble = failed(has.trouble.code, has.trouble.about)
        else if (has.value) return ok(list.about())
      }
      return trouble ?? ok<ListAbout | null>(null)
    },
    at(listId) {
      const known = lists.get(listId) ?? openNationalList(pathOf(listId, 'list'))
      lists.set(listId, known)
      return known
    },
    filesOf: (listId) => ({ draft: pathOf(listId, 'new'), setAside: pathOf(listId, 'set-aside.csv') }),
    remove(listId) {
      const list = lists.get(listId)
      if (!list) return failed('not-found')
      const removed = list.remove()
      if (!removed.ok) return removed
      lists.delete(listId)
      rmSync(pathOf(listId, 'set-aside.csv'), { force: true })
      return ok()
    },
    close() {
      for (const list of lists.values()) list.close()
    },
  }
}
