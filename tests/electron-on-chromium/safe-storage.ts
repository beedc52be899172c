import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { isReady } from './before-ready.ts'
import { refuseUnknown } from './refuse-unknown.ts'

/*
 * There is no keyring here, and that is what the app can see: what it encrypts begins with v10, as Chromium's does with the key
 * that is the same everywhere. With AFTERBEEP_KEYRING another one is pretended:
 *
 *   fake      one that guards: v11
 *   never     it does not answer: the system's question stands, and nobody is there
 *   slow      it answers after three seconds
 *   refused   it answers, and refuses to encrypt
 *   fallback  the desktop is called GNOME, and no keyring runs on it: v10 all the same
 */
const kind = process.env['AFTERBEEP_KEYRING'] ?? ''
const tag = Buffer.from(['fake', 'slow', 'never'].includes(kind) || process.platform !== 'linux' ? 'v11' : 'v10')
const slowMs = 3_000

/** Resolves when the keyring is open. */
const opened: Promise<void> =
  kind === 'never'
    ? new Promise(() => {})
    : kind === 'slow'
      ? new Promise((resolve) => {
          setTimeout(resolve, slowMs).unref()
        })
      : Promise.resolve()

const key = () => scryptSync('afterbeep', 'stand-in', 32)

const imitated = {
  async isAsyncEncryptionAvailable() {
    await opened
    return true
  },
  async encryptStringAsync(text) {
    await opened
    if (kind === 'refused')
      throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.')
    const start = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), start)
    const secret = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([tag, start, cipher.getAuthTag(), secret])
  },
  async decryptStringAsync(encrypted) {
    await opened
    const [written, bytes] = [encrypted.subarray(0, 3), encrypted.subarray(3)]
    if (kind === 'refused' || (tag.toString() === 'v10' && !written.equals(tag)))
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    const cipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12))
    cipher.setAuthTag(bytes.subarray(12, 28))
    const result = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
} satisfies Partial<Electron.SafeStorage>

/** Of the synchronous half, by the name of the desktop: it says nothing of the other one. Linux only. */
const ofLinux = {
  getSelectedStorageBackend: () => (isReady() ? (kind === '' ? 'basic_text' : 'gnome_libsecret') : 'unknown'),
} satisfies Partial<Electron.SafeStorage>

export const safeStorage = refuseUnknown(
  'safeStorage',
  process.platform === 'linux' ? { ...imitated, ...ofLinux } : imitated,
)
