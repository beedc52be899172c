import { closeSync, existsSync, renameSync, rmSync } from 'node:fs'
import { failed, ok, type Result } from '../../../shared/result.ts'
import { isInList, openListFile, type ListAbout, type ListFile } from './list-file.ts'

/** The imported list of numbers that must not be called, if there is one. */
export interface NationalList {
  /** Is there a file, readable or not? */
  isThere(): boolean
  /** Null where there is none. */
  about(): ListAbout | null
  /** Is this number, in E.164, on it? In microseconds. Fails with `list-unreadable`: nobody can say then. */
  has(number: string): Result<boolean>
  /** Puts a list that has just been written in the place of this one, whole or not at all. */
  replaceWith(draft: string): Result<null>
  /** Takes the list away. */
  remove(): Result<null>
  close(): void
}

export function openNationalList(path: string): NationalList {
  let list: ListFile | null = null
  let trouble: Result<never> | null = null

  function open(): void {
    trouble = null
    list = null
    if (!existsSync(path)) return
    const opened = attempt(() => openListFile(path))
    if (!opened.ok) trouble = opened
    else if (!opened.value) trouble = failed('list-unreadable', { reason: 'its file is damaged' })
    else list = opened.value
  }

  function close(): void {
    if (list) closeSync(list.file)
    list = null
  }

  function change(write: () => void): Result<null> {
    // Windows renames over no file that is open.
    close()
    const changed = attempt(write)
    open()
    return changed.ok ? ok() : changed
  }

  open()
  return {
    isThere: () => list !== null || trouble !== null,
    about: () => list?.about ?? null,
    has(number) {
      if (trouble) return trouble
      const digits = /^\+(\d{3,15})$/.exec(number)?.[1]
      const held = list
      return held && digits ? attempt(() => isInList(held, Number(digits))) : ok(false)
    },
    replaceWith: (draft) => change(() => renameSync(draft, path)),
    remove: () => change(() => rmSync(path, { force: true })),
    close,
  }
}

function attempt<T>(write: () => T): Result<T> {
  try {
    return ok(write())
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    return failed('list-unreadable', { reason: String(error.code) })
  }
}
