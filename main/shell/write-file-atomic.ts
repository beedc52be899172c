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
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
