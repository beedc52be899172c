import { expect, test } from 'vitest'
import { join } from 'node:path'
import { entryOf, keepLineSecrets } from '../../../main/line/line-secrets.ts'
import { openSecrets, type Vault } from '../../../main/shell/secrets.ts'
import { ok } from '../../../shared/result.ts'
import { mainLine } from '../../support/desk-samples.ts'
import { temporaryFolder } from '../../support/temporary-archive.ts'

/** Linux without a keyring: what is encrypted can be read by everybody. */
const vault: Vault = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: async (text) => Buffer.from(`v10${text}`),
  decryptStringAsync: async (bytes) => ({ result: bytes.toString().slice(3), shouldReEncrypt: false }),
}

test('what the rep chooses for the password holds for what is kept already, credentials of TURN servers with it', async () => {
  const path = join(temporaryFolder(), 'secrets.json')
  const line = { ...mainLine.line!, iceServers: [{ urls: 'turn:turn.test', user: 'sam' }] }
  const afterRestart = () => entryOf(openSecrets(path, vault, 'linux'), line, true)
  const secrets = openSecrets(path, vault, 'linux')

  await keepLineSecrets(secrets, line, { password: 'hunter2', iceCredentials: ['relay'], weakly: true })
  expect(await afterRestart()).toMatchObject({ password: 'weakly', iceCredentials: [true] })
  expect(await keepLineSecrets(secrets, line, { password: null, iceCredentials: [null], weakly: false })).toEqual(ok())
  expect(await afterRestart()).toMatchObject({ password: 'missing', iceCredentials: [false] })
  expect(await entryOf(secrets, line, true)).toMatchObject({ password: 'typed', iceCredentials: [true] })
  await keepLineSecrets(secrets, line, { password: null, iceCredentials: [null], weakly: true })
  expect(await afterRestart()).toMatchObject({ password: 'weakly', iceCredentials: [true] })
})

test('the credential of a server that is taken off the line is forgotten', async () => {
  const path = join(temporaryFolder(), 'secrets.json')
  const secrets = openSecrets(path, { ...vault, getSelectedStorageBackend: () => 'kwallet6' }, 'linux')
  const [one, two] = [
    { urls: 'turn:one.test', user: 'sam' },
    { urls: 'turn:two.test', user: 'sam' },
  ]
  const line = { ...mainLine.line!, iceServers: [one, two] }
  await keepLineSecrets(secrets, line, { password: null, iceCredentials: ['first', 'second'] })
  await keepLineSecrets(secrets, { ...line, iceServers: [two] }, { password: null, iceCredentials: [null] })
  expect((await entryOf(secrets, line, true)).iceCredentials).toEqual([false, true])
})
