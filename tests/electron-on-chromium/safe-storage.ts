import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { refuseUnknown } from './refuse-unknown.ts'

/*
 * There is no keyring here, and that is what the app is told: it then stores no password. With AFTERBEEP_KEYRING=fake a
 * keyring is pretended, for tests; its key is the same everywhere.
 */
const isPretended = process.env['AFTERBEEP_KEYRING'] === 'fake'
const key = () => scryptSync('afterbeep', 'stand-in', 32)

const imitated = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => (isPretended ? 'gnome_libsecret' : 'basic_text'),
  encryptStringAsync: async (text) => {
    const start = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), start)
    const secret = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([start, cipher.getAuthTag(), secret])
  },
  decryptStringAsync: async (encrypted) => {
    const cipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(0, 12))
    cipher.setAuthTag(encrypted.subarray(12, 28))
    const result = Buffer.concat([cipher.update(encrypted.subarray(28)), cipher.final()]).toString('utf8')
    return { result, shouldReEncrypt: false }
  },
} satisfies Partial<Electron.SafeStorage>

export const safeStorage = refuseUnknown('safeStorage', imitated)
