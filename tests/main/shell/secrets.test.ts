import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecrets, type Vault } from '../../../main/shell/secrets.ts'
import { failed, ok } from '../../../shared/result.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterbeep-secrets-'))
  path = join(folder, 'secrets.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A keyring of real cryptography, with a key of its own. */
function keyring(some: Partial<Vault> = {}): Vault {
  const key = randomBytes(32)
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => {
      const start = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, start)
      return Buffer.concat([start, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    decryptStringAsync: async (bytes) => {
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      cipher.setAuthTag(bytes.subarray(-16))
      const result = cipher.update(bytes.subarray(12, -16)).toString('utf8') + cipher.final('utf8')
      return { result, shouldReEncrypt: false }
    },
    ...some,
  }
}

test('a password is there after a restart, and its file does not show it', async () => {
  const vault = keyring()
  const secrets = openSecrets(path, vault, 'linux')
  expect(await secrets.keep('line:1', 'hunter2')).toEqual(ok())
  expect(await openSecrets(path, vault, 'linux').read('line:1')).toBe('hunter2')
  expect(await openSecrets(path, vault, 'linux').read('line:2')).toBeNull()
  expect(readFileSync(path, 'utf8')).not.toContain('hunter2')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['secrets.json'])
})

test('passwords kept at the same moment are all kept', async () => {
  const vault = keyring()
  const secrets = openSecrets(path, vault, 'linux')
  await Promise.all(['a', 'b', 'c', 'd'].map((name) => secrets.keep(name, `password of ${name}`)))
  const later = openSecrets(path, vault, 'linux')
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((name) => later.read(name)))).toEqual(
    ['a', 'b', 'c', 'd'].map((name) => `password of ${name}`),
  )
})

test.for([
  ['Linux without a keyring, and nothing agreed', keyring({ getSelectedStorageBackend: () => 'basic_text' }), 'linux'],
  ['a keyring not known yet', keyring({ getSelectedStorageBackend: () => 'unknown' }), 'linux'],
  ['encryption that is not there', keyring({ isAsyncEncryptionAvailable: async () => false }), 'darwin'],
  [
    'a keyring that cannot give back what it took',
    keyring({ decryptStringAsync: async () => ({ result: 'other', shouldReEncrypt: false }) }),
    'linux',
  ],
] as const)('with %s a password lives for this run and is not written', async ([, vault, platform]) => {
  const secrets = openSecrets(path, vault, platform)
  expect(await secrets.keep('line:1', 'hunter2')).toEqual(failed('secret-storage-missing'))
  expect(await secrets.read('line:1')).toBe('hunter2')
  expect(readdirSync(folder)).toEqual([])
  expect(await openSecrets(path, vault, platform).read('line:1')).toBeNull()
})

test('a password that cannot be decrypted today stays for tomorrow', async () => {
  const vault = keyring()
  await openSecrets(path, vault, 'linux').keep('line:1', 'hunter2')
  const before = readFileSync(path, 'utf8')
  expect(await openSecrets(path, keyring(), 'linux').read('line:1')).toBeNull()
  expect(readFileSync(path, 'utf8')).toBe(before)
  expect(await openSecrets(path, vault, 'linux').read('line:1')).toBe('hunter2')
})

test('a password is encrypted anew when the keyring asks for it', async () => {
  const vault = keyring()
  await openSecrets(path, vault, 'linux').keep('line:1', 'hunter2')
  const before = readFileSync(path, 'utf8')
  const rotated: Vault = {
    ...vault,
    decryptStringAsync: async (bytes) => ({ ...(await vault.decryptStringAsync(bytes)), shouldReEncrypt: true }),
  }
  expect(await openSecrets(path, rotated, 'linux').read('line:1')).toBe('hunter2')
  expect(readFileSync(path, 'utf8')).not.toBe(before)
  expect(await openSecrets(path, vault, 'linux').read('line:1')).toBe('hunter2')
})

test.for(['{"version":1,"secr', '[]', '{"version":2,"secrets":{}}', '{"version":1,"secrets":{"a":null}}'])(
  'a damaged file is put aside: %s',
  async (damaged) => {
    writeFileSync(path, damaged)
    const secrets = openSecrets(path, keyring(), 'linux')
    expect(await secrets.read('line:1')).toBeNull()
    expect(await secrets.keep('line:1', 'hunter2')).toEqual(ok())
    const aside = readdirSync(folder).find((name) => name.startsWith('secrets.json.damaged-'))!
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(damaged)
  },
)

test('without a keyring a password is stored when the rep agrees to the weak storage, and goes when they do not any more', async () => {
  const vault = keyring({ getSelectedStorageBackend: () => 'basic_text' })
  const secrets = openSecrets(path, vault, 'linux')
  expect(await secrets.storage()).toBe('weak')
  expect(await secrets.keep('line:1', 'hunter2', { weakly: true })).toEqual(ok())
  const later = openSecrets(path, vault, 'linux')
  expect(await later.read('line:1')).toBe('hunter2')
  expect(await later.whereIs('line:1')).toBe('weakly')

  expect(await later.keep('line:1', 'hunter3')).toEqual(failed('secret-storage-missing'))
  expect(await later.whereIs('line:1')).toBe('typed')
  expect(await openSecrets(path, vault, 'linux').read('line:1')).toBeNull()
})

test('a keyring that has come since takes over what was kept weakly', async () => {
  let backend: 'basic_text' | 'gnome_libsecret' = 'basic_text'
  const vault = keyring({ getSelectedStorageBackend: () => backend })
  await openSecrets(path, vault, 'linux').keep('line:1', 'hunter2', { weakly: true })
  backend = 'gnome_libsecret'
  const secrets = openSecrets(path, vault, 'linux')
  expect(await secrets.read('line:1')).toBe('hunter2')
  expect([await secrets.storage(), await secrets.whereIs('line:1')]).toEqual(['safe', 'keyring'])
})

test('a password that a keyring guarded is not looked for in the weak store', async () => {
  let backend: 'basic_text' | 'gnome_libsecret' = 'gnome_libsecret'
  const vault = keyring({ getSelectedStorageBackend: () => backend })
  await openSecrets(path, vault, 'linux').keep('line:1', 'hunter2')
  backend = 'basic_text'
  const secrets = openSecrets(path, vault, 'linux')
  expect([await secrets.read('line:1'), await secrets.whereIs('line:1')]).toEqual([null, 'missing'])
})

test('what is forgotten is gone from memory and from the file, and what is only remembered was never in it', async () => {
  const vault = keyring()
  const secrets = openSecrets(path, vault, 'linux')
  await secrets.keep('line:1', 'hunter2')
  await secrets.keep('line:2', 'hunter3')
  await secrets.forget('line:1')
  secrets.remember('line:3', 'hunter4')
  expect([await secrets.whereIs('line:1'), await secrets.whereIs('line:3')]).toEqual(['missing', 'typed'])
  const later = openSecrets(path, vault, 'linux')
  expect([await later.read('line:1'), await later.read('line:2'), await later.read('line:3')]).toEqual([
    null,
    'hunter3',
    null,
  ])
})
