import { open, rename, rm, type FileHandle } from 'node:fs/promises'

/** Writes a file so that a crash leaves the old or the new one, never half of it. Readable by this user only. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeWholeBy(path, (file) => file.writeFile(content))
}

/** As `writeWhole`, for a file that is written piece by piece. */
export async function writeWholeBy(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const draft = `${path}.${process.pid}.new`
  try {
    const file = await open(draft, 'w', 0o600)
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await renameOver(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** A scanner or an indexer lets go of a file within a blink; somebody's editor does not. In milliseconds. */
const heldFor = 1_000
const lookAgainAfter = 20
const held = new Set(['EPERM', 'EACCES', 'EBUSY'])

/**
 * Renames a file over another one. On Windows that fails while any program holds the other one open, as scanners do for a
 * moment after every change: it is tried again until they let go. Nothing tells when that is.
 */
export async function renameOver(
  from: string,
  to: string,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  const giveUpAt = performance.now() + heldFor
  for (;;) {
    try {
      return await rename(from, to)
    } catch (error) {
      const isHeld = platform === 'win32' && held.has((error as NodeJS.ErrnoException).code ?? '')
      if (!isHeld || performance.now() >= giveUpAt) throw error
    }
    await new Promise((resolve) => {
      setTimeout(resolve, lookAgainAfter)
    })
  }
}
