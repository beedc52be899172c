import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { askDesk } from '../support/ask-desk.ts'
import { callContact, callIn, whenRegistered } from '../support/at-the-desk.ts'
import { deskOf, test } from '../support/launch.ts'
import { extractArchive, packParcel } from '../../scripts/pack-parcel.ts'

test.skip(
  electronOrStandIn({ download: false }).kind !== 'stand-in',
  'A packed Electron cannot be driven; scripts/smoke-start.ts starts it',
)
test.setTimeout(240_000)

/** Every file below a folder, with its size and when it was changed. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const { size, mtimeMs } = statSync(join(parentPath, name))
      return `${join(parentPath, name)} ${size} ${mtimeMs}`
    })
    .toSorted()
}

test('the app calls from its parcel: windows, workers and the practice line out of the archive, SQLite from beside it', async ({
  launch,
}) => {
  const place = mkdtempSync(join(tmpdir(), 'afterbeep-parcel-'))
  try {
    const { resources } = await packParcel('linux', place)
    const written = join(place, 'written')
    await extractArchive({ resources, executable: '' }, written)
    rmSync(join(resources, 'app.asar'))
    const archive = join(resources, 'app.asar')
    renameSync(written, archive)
    // In the archive there is a name and no module: it can be loaded from beside it only.
    const natives = readdirSync(archive, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('.node'))
    expect(natives).not.toEqual([])
    for (const native of natives) {
      expect(existsSync(join(`${archive}.unpacked`, native))).toBe(true)
      truncateSync(join(archive, native))
    }
    const before = filesIn(archive)

    const { app, folder } = await launch({ appFolder: archive, env: { AFTERBEEP_PARCEL: resources } })
    expect(await app.evaluate(({ app: main }) => main.isPackaged)).toBe(true)
    const desk = await deskOf(app)
    await whenRegistered(desk)
    await callContact(desk, 'Jane Adams')
    const call = await callIn(desk, 'Jane Adams', 'talking')
    await askDesk(desk, 'call.hangUp', { callId: call.callId })
    // What the smoke test of a real parcel waits for.
    expect(readFileSync(join(folder, 'logs', 'afterbeep.log'), 'utf8')).toContain('the sound room is ready')
    expect(filesIn(archive)).toEqual(before)
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 })
  }
})
