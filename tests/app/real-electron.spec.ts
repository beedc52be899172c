import { expect } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { test } from '../support/launch.ts'

/*
 * What no stand-in can show. Skipped where Electron's binary is not there; AFTERBEEP_REQUIRE_ELECTRON=1 makes that a
 * failure instead.
 */
test.beforeEach(() => {
  const { kind } = electronOrStandIn({ download: false })
  if (process.env['AFTERBEEP_REQUIRE_ELECTRON'] === '1') expect(kind).toBe('electron')
  test.skip(kind !== 'electron', 'Electron’s binary is not here: this was not shown on a real Electron')
})

test('the system’s keyring gives back what it was given, or says that there is none', async ({ launch }) => {
  const { app } = await launch()
  const kept = await app.evaluate(async ({ safeStorage }) => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none'
    const ciphertext = await safeStorage.encryptStringAsync('secret')
    return (await safeStorage.decryptStringAsync(ciphertext)).result
  })
  expect(['none', 'secret']).toContain(kept)
})

test('the app runs on the Electron and the Chromium it was built for', async ({ launch }) => {
  const { app } = await launch()
  const versions = await app.evaluate(() => process.versions)
  expect(versions['electron']).toMatch(/^45\./)
  expect(versions['chrome']).toMatch(/^156\./)
})
