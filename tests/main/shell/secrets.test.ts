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

/**
 * A keyring of real cryptography, with a key of its own.
 * @param tag what Chromium writes first: v10 where there is no keyring on Linux, v11 with one.
 */
function keyring(some: Partial<Vault> & { tag?: () => string } = {}): Vault {
  const { tag = () => 'v11', ...others } = some
  const key = randomBytes(32)
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptStringAsync: async (text) => {
      const start = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, start)
      return Buffer.concat([
        Buffer.from(tag()),
        start,
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
    },
    decryptStringAsync: async (bytes) => {
      if (tag() === 'v10' && bytes.subarray(0, 3).toString() !== 'v10') throw new Error('no such key')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(3, 15))
      cipher.setAuthTag(bytes.subarray(-16))
      const result = cipher.update(bytes.subarray(15, -16)).toString('utf8') + cipher.final('utf8')
      return { result, shouldReEncrypt: false }
    },
    ...others,
  }
}

/** As Linux without a keyring; GNOME's name says nothing about whether one runs. */
const weak = { tag: () => 'v10' }

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
  ['Linux without a keyring, and nothing agreed', keyring(weak), 'linux'],
  ['a keyring that refuses', keyring({ encryptStringAsync: () => Promise.reject(new Error('locked')) }), 'linux'],
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
  const vault = keyring(weak)
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
  let tag = 'v10'
  const vault = keyring({ tag: () => tag })
  await openSecrets(path, vault, 'linux').keep('line:1', 'hunter2', { weakly: true })
  tag = 'v11'
  const secrets = openSecrets(path, vault, 'linux')
  expect(await secrets.read('line:1')).toBe('hunter2')
  expect([await secrets.storage(), await secrets.whereIs('line:1')]).toEqual(['safe', 'keyring'])
})

test('a password that a keyring guarded is not looked for in the weak store', async () => {
  let tag = 'v11'
  const vault = keyring({ tag: () => tag })
  await openSecrets(path, vault, 'linux').keep('line:1', 'hunter2')
  tag = 'v10'
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

test('where nothing is kept the keyring is not asked, so that it cannot keep the desk waiting', async () => {
  const asleep = keyring({ isAsyncEncryptionAvailable: () => new Promise(() => {}) })
  const secrets = openSecrets(path, asleep, 'linux')
  expect(await secrets.read('line:1')).toBeNull()
  expect(await secrets.whereIs('line:1')).toBe('missing')
  await secrets.forget('line:1')
})

test.for([
  ['gnome_libsecret', 'v10', 'weak'],
  ['basic_text', 'v11', 'safe'],
  ['unknown', 'v12', 'safe'],
] as const)('a desktop called %s whose ciphertext begins with %s is %s', async ([backend, tag, storage]) => {
  const vault = keyring({ getSelectedStorageBackend: () => backend, tag: () => tag })
  const secrets = openSecrets(path, vault, 'linux')
  expect(await secrets.storage()).toBe(storage)
  const kept = await secrets.keep('line:1', 'hunter2')
  expect(kept.ok).toBe(storage === 'safe')
})

test('on macOS and Windows v10 is how every guarded secret begins', async () => {
  for (const platform of ['darwin', 'win32'] as const) {
    const secrets = openSecrets(
      join(folder, platform),
      keyring({ ...weak, getSelectedStorageBackend: expect.unreachable }),
      platform,
    )
    expect(await secrets.storage()).toBe('safe')
    expect(await secrets.keep('line:1', 'hunter2')).toEqual(ok())
    expect(await secrets.whereIs('line:1')).toBe('keyring')
  }
})
