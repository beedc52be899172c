import { readFile, rename } from 'node:fs/promises'
import type { SafeStorage } from 'electron'
import { failed, ok, type Result } from '../shared/result.ts'
import { writeWhole } from './write-whole.ts'

/** What of Electron's safeStorage is used. Its synchronous half is deprecated. */
export type Vault = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** Passwords: ciphertext in a file of their own, and in memory those that this computer cannot keep. */
export interface Secrets {
  /**
   * Keeps a secret for good. Where that cannot be done safely it is kept for this run only, and the answer is
   * `secret-storage-missing`. Rejects when the file cannot be written.
   */
  keep(name: string, value: string): Promise<Result<null>>
  /** The secret, or null: never kept, or not to be decrypted now. */
  read(name: string): Promise<string | null>
}

interface SecretsFile {
  readonly version: 1
  /** `backend` is who guarded the key then, for whoever wonders why it cannot be opened now. */
  readonly secrets: Readonly<Record<string, { readonly backend: string; readonly ciphertext: string }>>
}

export function openSecrets(path: string, vault: Vault, platform: NodeJS.Platform = process.platform): Secrets {
  const inMemory = new Map<string, string>()
  let writing: Promise<unknown> = Promise.resolve()

  const write = async (name: string, backend: string, ciphertext: string) => {
    const { secrets } = await readSecretsFile(path)
    const file: SecretsFile = { version: 1, secrets: { ...secrets, [name]: { backend, ciphertext } } }
    await writeWhole(path, JSON.stringify(file, null, 2))
  }

  const keep: Secrets['keep'] = async (name, value) => {
    inMemory.set(name, value)
    const backend = await backendOf(vault, platform)
    if (backend === null) return failed('secret-storage-missing')
    const ciphertext = await vault.encryptStringAsync(value)
    // Some keyrings gladly encrypt what they cannot decrypt later: only what has come back once is stored.
    const { result } = await vault.decryptStringAsync(ciphertext)
    if (result !== value) return failed('secret-storage-missing')
    const written = writing.then(() => write(name, backend, ciphertext.toString('base64')))
    writing = written.catch(() => null)
    await written
    return ok()
  }

  const read: Secrets['read'] = async (name) => {
    const remembered = inMemory.get(name)
    if (remembered !== undefined) return remembered
    await writing
    const kept = (await readSecretsFile(path)).secrets[name]
    if (!kept || (await backendOf(vault, platform)) === null) return null
    // What cannot be decrypted stays in the file: the keyring may be locked today only.
    const opened = await vault.decryptStringAsync(Buffer.from(kept.ciphertext, 'base64')).catch(() => null)
    if (opened === null) return null
    inMemory.set(name, opened.result)
    if (opened.shouldReEncrypt) await keep(name, opened.result)
    return opened.result
  }

  return { keep, read }
}

/**
 * Who guards the key, or null when nobody does. Linux without a keyring reports `basic_text`: a password that is
 * the same on every computer, which is as good as none.
 */
async function backendOf(vault: Vault, platform: NodeJS.Platform): Promise<string | null> {
  if (!(await vault.isAsyncEncryptionAvailable())) return null
  if (platform !== 'linux') return platform
  const backend = vault.getSelectedStorageBackend()
  return backend === 'basic_text' || backend === 'unknown' ? null : backend
}

async function readSecretsFile(path: string): Promise<SecretsFile> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, secrets: {} }
    throw error
  }
  const file = jsonIn(text)
  if (isSecretsFile(file)) return file
  // A damaged file is put aside, not overwritten: someone may still be able to read it.
  await rename(path, `${path}.damaged-${Date.now()}`)
  return { version: 1, secrets: {} }
}

function isSecretsFile(file: unknown): file is SecretsFile {
  const { version, secrets } = (file ?? {}) as Partial<SecretsFile>
  if (version !== 1 || typeof secrets !== 'object' || secrets === null) return false
  return Object.values(secrets).every(
    (kept) => typeof kept?.backend === 'string' && typeof kept.ciphertext === 'string',
  )
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
