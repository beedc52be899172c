import { readFile, rename } from 'node:fs/promises'
import type { SafeStorage } from 'electron'
import type { PasswordStorage } from '../../shared/contract/line-bridge.ts'
import { failed, ok, type Result } from '../../shared/result.ts'
import { writeWhole } from './write-file-atomic.ts'

/** What of Electron's safeStorage is used. Its synchronous half is deprecated. */
export type Vault = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** Where a secret is: `typed` is gone when Afterbeep closes. */
type Whereabouts = 'keyring' | 'weakly' | 'typed' | 'missing'

/** Passwords: ciphertext in a file of their own, and in memory those that this computer cannot keep. */
export interface Secrets {
  /**
   * Keeps a secret for good. Where that cannot be done safely it is kept for this run only, and the answer is
   * `secret-storage-missing`; unless the rep agrees to `weakly`: then, where there is no keyring, the file alone guards
   * it, with a key that is the same on every computer. Rejects when the file cannot be written.
   */
  keep(name: string, value: string, how?: { readonly weakly: boolean }): Promise<Result<null>>
  /** Keeps it for this run only. */
  remember(name: string, value: string): void
  /** The secret, or null: never kept (then nobody is asked), or not to be decrypted now. May wait for the rep to unlock. */
  read(name: string): Promise<string | null>
  forget(name: string): Promise<void>
  whereIs(name: string): Promise<Whereabouts>
  /** What this computer can do for a secret; see `passwordStorageSchema`. Asks the keyring: only when it matters. */
  storage(): Promise<PasswordStorage>
}

interface SecretsFile {
  readonly version: 1
  /** `backend` is who guarded the key then, for whoever wonders why it cannot be opened now. */
  readonly secrets: Readonly<Record<string, { readonly backend: string; readonly ciphertext: string }>>
}

export function openSecrets(path: string, vault: Vault, platform: NodeJS.Platform = process.platform): Secrets {
  const inMemory = new Map<string, string>()
  let writing: Promise<unknown> = Promise.resolve()

  const change = (into: (secrets: SecretsFile['secrets']) => SecretsFile['secrets']) => {
    const written = writing.then(async () => {
      const before = (await readSecretsFile(path)).secrets
      const secrets = into(before)
      const file: SecretsFile = { version: 1, secrets }
      if (secrets !== before) await writeWhole(path, JSON.stringify(file, null, 2))
    })
    writing = written.catch(() => null)
    return written
  }
  const remove = (name: string) => change((secrets) => (name in secrets ? without(secrets, name) : secrets))

  const keep: Secrets['keep'] = async (name, value, { weakly } = { weakly: false }) => {
    inMemory.set(name, value)
    const ciphertext = (await isThere(vault)) ? await vault.encryptStringAsync(value).catch(() => null) : null
    const isKept = ciphertext !== null && (weakly || !isWeak(ciphertext, platform))
    // Some keyrings gladly encrypt what they cannot decrypt later: only what has come back once is stored.
    if (!isKept || (await vault.decryptStringAsync(ciphertext)).result !== value) {
      // An older one must not come back at the next start, and one that is kept weakly goes when that is not wanted.
      const kept = (await readSecretsFile(path)).secrets[name]
      if (kept && isWeak(bytesOf(kept), platform)) await remove(name)
      return failed('secret-storage-missing')
    }
    await change((secrets) => ({
      ...secrets,
      [name]: { backend: backendOf(vault, platform), ciphertext: ciphertext.toString('base64') },
    }))
    return ok()
  }

  const read: Secrets['read'] = async (name) => {
    const remembered = inMemory.get(name)
    if (remembered !== undefined) return remembered
    await writing
    // Nothing kept, nothing asked: a keyring may be locked, and its question would stand before an empty desk.
    const kept = (await readSecretsFile(path)).secrets[name]
    if (!kept || !(await isThere(vault))) return null
    // What cannot be decrypted stays in the file: the keyring may be locked today only.
    const opened = await vault.decryptStringAsync(bytesOf(kept)).catch(() => null)
    if (opened === null) return null
    inMemory.set(name, opened.result)
    // A keyring that has come since takes over what was kept weakly.
    if (opened.shouldReEncrypt || isWeak(bytesOf(kept), platform)) await keep(name, opened.result, { weakly: true })
    return opened.result
  }

  return {
    keep,
    read,
    remember: (name, value) => void inMemory.set(name, value),
    async forget(name) {
      inMemory.delete(name)
      await remove(name)
    },
    async whereIs(name) {
      if ((await read(name)) === null) return 'missing'
      const kept = (await readSecretsFile(path)).secrets[name]
      if (!kept) return 'typed'
      return isWeak(bytesOf(kept), platform) ? 'weakly' : 'keyring'
    },
    async storage() {
      if (!(await isThere(vault))) return 'none'
      // Only what comes out of it tells how it is guarded.
      const probe = await vault.encryptStringAsync('afterbeep').catch(() => null)
      return probe === null ? 'none' : isWeak(probe, platform) ? 'weak' : 'safe'
    },
  }
}

function without(secrets: SecretsFile['secrets'], name: string): SecretsFile['secrets'] {
  const { [name]: _, ...others } = secrets
  return others
}

/**
 * Linux without a keyring: the key is the same on every computer, which is as good as none. The name of the backend does not
 * tell: it goes by the desktop, also where no keyring runs on it, and belongs to safeStorage's other, synchronous half. What
 * Chromium encrypted with that key begins with v10 (components/os_crypt); macOS and Windows write v10 before what is guarded.
 */
function isWeak(ciphertext: Buffer, platform: NodeJS.Platform): boolean {
  return platform === 'linux' && ciphertext.subarray(0, 3).toString('latin1') === 'v10'
}

function bytesOf({ ciphertext }: SecretsFile['secrets'][string]): Buffer {
  return Buffer.from(ciphertext, 'base64')
}

/** Resolves when the system's keyring has answered: it may ask the rep first, and they may be away. */
function isThere(vault: Vault): Promise<boolean> {
  return vault.isAsyncEncryptionAvailable()
}

/** Who guards the key, in words for whoever wonders later. */
function backendOf(vault: Vault, platform: NodeJS.Platform): string {
  return platform === 'linux' ? vault.getSelectedStorageBackend() : platform
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
