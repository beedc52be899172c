import { join } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses'
import type { AfterPackContext } from 'electron-builder'

/**
 * What Electron's binary can be made to do is burnt in before it is signed. Every fuse is named: one that a later
 * Electron adds makes this fail.
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  /** ELECTRON_RUN_AS_NODE would make a signed Node of it. */
  [FuseV1Options.RunAsNode]: false,
  /** There are no cookies; with it Chromium asks the keyring for a key at every start, and a locked one asks the rep. */
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  /**
   * Also what Playwright needs: the app suite runs on a binary without fuses. --remote-debugging-port has no fuse: main refuses it
   * in the packed app.
   */
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** macOS and Windows check the archive against the hash that electron-builder writes; Linux has no such check. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** Nothing is loaded from file://. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config

/** Called by electron-builder when a platform's files are in place, before they are signed. */
export async function afterPack({ appOutDir, electronPlatformName, packager }: AfterPackContext): Promise<void> {
  const { name, productFilename } = packager.appInfo
  const executables: Record<string, string> = {
    linux: name,
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
  }
  const executable = executables[electronPlatformName]
  if (executable === undefined) throw new Error(`no executable is known for ${electronPlatformName}`)
  // Not electron-builder's own way: the copy of @electron/fuses that it brings along knows eight fuses.
  await flipFuses(join(appOutDir, executable), {
    ...fuses,
    // Arm Macs refuse a binary whose ad-hoc signature no longer fits; electron-builder signs it again later.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  })
}
