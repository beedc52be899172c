import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, getCurrentFuseWire, FuseV1Options } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { root } from '../../scripts/run-step.ts'
import { fuses } from '../../scripts/set-fuses.ts'
import { listArchive, packParcel, type Parcel } from '../../scripts/pack-parcel.ts'

// Nothing of it is in real time, and it takes a whole core.
test.setTimeout(180_000)

/** Each file that is ours or native, and each package that comes along: the names that the build makes up are left out. */
function contentOf(files: readonly string[], { resources }: Parcel): string[] {
  const ours = files.filter((path) => /^\/(out|package\.json)/.test(path) && /\.\w+$/.test(path))
  const packages = files.filter((path) => /^\/node_modules\/(@[^/]+\/)?[^/@]+$/.test(path))
  const natives = files.filter((path) => path.endsWith('.node'))
  const hashed = natives.map((path) => {
    const bytes = readFileSync(join(resources, 'app.asar.unpacked', path))
    return `${path} ${createHash('sha256').update(bytes).digest('hex')}`
  })
  const beside = readdirSync(resources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('app.asar'))
    .map(({ parentPath, name }) => join(parentPath, name).slice(resources.length).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('/app.asar'))
    .map((path) => `beside it: ${path}`)
  const named = ours.map((path) => path.replace(/-[\w-]{8}(\.\w+)$/, '-*$1'))
  return [...new Set([...named, ...packages, ...hashed, ...beside])].toSorted()
}

for (const platform of ['linux', 'win32'] as const) {
  test(`the ${platform} parcel has what the app needs, its own binary of SQLite, and its fuses set`, async () => {
    const place = mkdtempSync(join(tmpdir(), 'afterbeep-package-'))
    try {
      const parcel = await packParcel(platform, place)
      const { resources } = parcel
      const files = await listArchive(parcel)

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

      const wire = await getCurrentFuseWire(parcel.executable)
      for (const [name, isOn] of Object.entries(fuses).filter(([key]) => /^\d+$/.test(key))) {
        const state = wire[Number(name) as FuseV1Options]
        expect(state, FuseV1Options[Number(name)]).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE)
      }

      const list = join(root, 'tests', 'app', `parcel-files-${platform}.txt`)
      const content = contentOf(files, parcel).join('\n')
      // A file that is new here is new in every rep's installation: it is looked at, then listed (--update-snapshots).
      if (test.info().config.updateSnapshots === 'all') writeFileSync(list, `${content}\n`)
      expect(content).toBe(readFileSync(list, 'utf8').trim())
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
