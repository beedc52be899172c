import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { root, tool } from '../../scripts/run-step.ts'
import { fuses } from '../../scripts/set-fuses.ts'

// Nothing of it is in real time, and it takes a whole core.
test.setTimeout(180_000)

/*
 * What `npm run package` puts into the parcel, with everything of it real but Electron itself: in its place stand files
 * with its names, and the fuse wire in one of them.
 */
const targets = [
  { platform: 'linux', flag: '--linux', executable: 'electron', packed: 'afterbeep', folder: 'linux-unpacked' },
  { platform: 'win32', flag: '--win', executable: 'electron.exe', packed: 'Afterbeep.exe', folder: 'win-unpacked' },
] as const

const wireStart = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

for (const { platform, flag, executable, packed, folder } of targets) {
  test(`the ${platform} parcel has what the app needs, its own binary of SQLite, and its fuses set`, async () => {
    const place = mkdtempSync(join(tmpdir(), 'afterbeep-package-'))
    try {
      const electron = join(place, 'electron')
      mkdirSync(join(electron, 'resources'), { recursive: true })
      for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox'])
        writeFileSync(join(electron, name), '')
      writeFileSync(join(electron, 'version'), '45.4.1')
      writeFileSync(join(electron, executable), `binary ${wireStart}\u0001\u0009101100011 binary`)

      const [program, ...args] = tool('electron-builder', flag, 'dir', '--x64')
      const settings = [`electronDist=${electron}`, `directories.output=${join(place, 'dist')}`]
      // Name, icon and the archive's hash can only be written into a real executable.
      if (platform === 'win32') settings.push('win.signAndEditExecutable=false', 'disableAsarIntegrity=true')
      const packing = promisify(execFile)(program!, [...args, ...settings.map((setting) => `-c.${setting}`)], {
        cwd: root,
      })
      const { failed } = await packing.then(
        () => ({ failed: '' }),
        (error: { stdout: string; stderr: string }) => ({ failed: error.stdout + error.stderr }),
      )
      expect(failed).toBe('')

      const unpacked = join(place, 'dist', folder)
      const resources = join(unpacked, 'resources')
      const [archiver, ...list] = tool('@electron/asar', 'list', join(resources, 'app.asar'))
      const { stdout } = await promisify(execFile)(archiver!, list, { maxBuffer: 64 << 20 })
      const files = stdout
        .trim()
        .split('\n')
        .map((path) => path.replaceAll('\\', '/'))

      expect(files).toEqual(expect.arrayContaining(['/package.json', '/out/main/index.js', '/out/preload/desk.cjs']))
      expect(files).toEqual(expect.arrayContaining(['/out/preload/sound.cjs', '/out/renderer/desk/index.html']))
      const top = new Set(files.map((path) => path.split('/')[1]))
      expect([...top].toSorted()).toEqual(['node_modules', 'out', 'package.json'])
      expect(new Set(files.filter((path) => /^\/out\/[^/]+$/.test(path)))).toEqual(
        new Set(['/out/main', '/out/preload', '/out/renderer']),
      )
      expect(files.filter((path) => path.endsWith('.node'))).toEqual([
        `/node_modules/better-sqlite3/prebuilds/${platform}-x64.node`,
      ])
      expect(files.filter((path) => /\/node_modules\/(electron|node-(linux|win)-x64|vite|react)\//.test(path))).toEqual(
        [],
      )
      expect(readdirSync(join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds'))).toEqual([
        `${platform}-x64.node`,
      ])
      expect(readdirSync(resources)).toEqual(expect.arrayContaining(['LICENSE', 'THIRD-PARTY-NOTICES.md', 'resources']))
      expect(readdirSync(join(resources, 'resources'))).toEqual(
        expect.arrayContaining(['icon.png', 'practice', 'recordings']),
      )

      const wire = await getCurrentFuseWire(join(unpacked, packed))
      for (const [name, isOn] of Object.entries(fuses).filter(([key]) => /^\d+$/.test(key))) {
        const state = wire[Number(name) as FuseV1Options]
        expect(state, FuseV1Options[Number(name)]).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE)
      }
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  })
}

test('the parcel of macOS says why it wants the microphone, and may use it', () => {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  expect(config).toMatch(/NSMicrophoneUsageDescription: \S+/)
  expect(config).toContain("'!node_modules/better-sqlite3/prebuilds/!(darwin-${arch}).node'")
  const entitlements = readFileSync(join(root, 'resources', 'entitlements.mac.plist'), 'utf8')
  expect(entitlements).toMatch(/<key>com\.apple\.security\.device\.audio-input<\/key>\s*<true\/>/)
})
