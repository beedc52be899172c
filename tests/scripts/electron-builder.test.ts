import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { trayPicture } from '../../main/shell/tray-picture.ts'
import { packingArguments } from '../../scripts/package.ts'
import { root } from '../../scripts/run-step.ts'
import { fuses } from '../../scripts/set-fuses.ts'

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const config = parse(textOf('electron-builder.yml')) as {
  readonly appId: string
  readonly toolsets: { readonly appimage: string }
  readonly linux: { readonly syncDesktopName: boolean; readonly executableArgs?: readonly string[] }
  readonly mac: { readonly extendInfo: Record<string, unknown>; readonly entitlements: string }
}
const about = JSON.parse(textOf('package.json')) as { readonly name: string; readonly desktopName: string }

test('the AppImage carries its own runtime, and nobody starts Afterbeep without its sandbox', () => {
  expect(config.toolsets.appimage).toMatch(/^1\./)
  expect(config.linux.executableArgs ?? []).not.toContain('--no-sandbox')
})

test('the .desktop file, the app id and the window class have one name', () => {
  expect(about.desktopName).toBe(`${about.name}.desktop`)
  expect(config.linux.syncDesktopName).toBe(true)
})

test('macOS is told why, shows calls with their button, and lets a registration be renewed', () => {
  const { extendInfo } = config.mac
  expect(extendInfo['NSMicrophoneUsageDescription']).toMatch(/voice/)
  expect(extendInfo['NSLocalNetworkUsageDescription']).toMatch(/network/)
  expect(extendInfo['NSUserNotificationAlertStyle']).toBe('alert')
  expect(extendInfo['LSAppNapIsDisabled']).toBe(true)
})

test('a build for macOS without a certificate is signed ad hoc and loads its own libraries; one with a certificate checks them', () => {
  const bare = packingArguments(['--dir'], 'darwin', {})
  expect(bare).toContain('-c.mac.identity=-')
  const [, plist = ''] = /entitlements=(\S+)/.exec(bare.join(' ')) ?? []
  const librariesOff = /cs\.disable-library-validation<\/key>\s*<true\/>/
  expect(textOf(plist)).toMatch(librariesOff)
  expect(packingArguments(['--dir'], 'darwin', { CSC_NAME: 'Afterbeep' })).toEqual(['--dir'])
  expect(packingArguments(['--linux'], 'darwin', {})).toEqual(['--linux'])
  expect(packingArguments([], 'linux', {})).toEqual([])
  expect(textOf(config.mac.entitlements)).not.toMatch(librariesOff)
})

test('nothing asks the keyring at the start for cookies that are not there', () => {
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(false)
})

test('each system has its picture beside the clock, in its own kind and sizes', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(existsSync(join(root, 'resources', trayPicture(platform)))).toBe(true)
  expect(trayPicture('darwin')).toMatch(/Template\.png$/)
  const sizeOf = (file: string) => {
    const png = readFileSync(join(root, 'resources', file))
    return [png.readUInt32BE(16), png.readUInt32BE(20)]
  }
  expect(['trayTemplate.png', 'trayTemplate@2x.png', 'tray.png', 'tray@2x.png'].map(sizeOf)).toEqual([
    [16, 16],
    [32, 32],
    [22, 22],
    [44, 44],
  ])
  const ico = readFileSync(join(root, 'resources', 'tray.ico'))
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index))
  expect(sizes).toEqual([16, 20, 24, 32, 40, 48])
})
