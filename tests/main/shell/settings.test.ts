import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { usualSound } from '../../../shared/audio/sound-settings.ts'
import { settingsState } from '../../../main/shell/desk-settings.ts'
import { usualSettings } from '../../../shared/contract/settings-bridge.ts'
import { boundsOnScreen, keptFolds, keptSettings, keptSound, openSettings } from '../../../main/shell/settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'afterbeep-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const bounds = { x: 10, y: 20, width: 1280, height: 800 }

test('settings are there after a restart', () => {
  openSettings(folder).set({ deskBounds: bounds })
  const settings = openSettings(folder)
  expect(settings.get('deskBounds')).toEqual(bounds)
  expect(settings.get('deskMaximized')).toBe(false)
  expect(settings.get('policyPath')).toBeNull()
})

test.skipIf(process.platform === 'win32')('settings are for the rep alone to read', () => {
  openSettings(folder).set({ deskBounds: bounds })
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)
})

test('the chosen headset is there after a restart; what does not fit is as if nothing had been chosen', () => {
  const chosen = { ...usualSound, microphone: { deviceId: 'h', label: 'Headset' }, ringerVolume: 0.2 }
  keptSound(openSettings(folder)).set(chosen)
  expect(keptSound(openSettings(folder)).get()).toEqual(chosen)
  writeFileSync(join(folder, 'settings.json'), '{"sound":{"microphone":7}}')
  expect(keptSound(openSettings(folder)).get()).toEqual(usualSound)
})

test('folded parts of the sidebar are folded after a restart; a part that there is not is passed over', () => {
  keptFolds(openSettings(folder)).set(['tries', 'script'])
  expect(keptFolds(openSettings(folder)).get()).toEqual(['tries', 'script'])
  writeFileSync(join(folder, 'settings.json'), '{"folded":["tries","weather"]}')
  expect(keptFolds(openSettings(folder)).get()).toEqual(['tries'])
})

test('how the rep wants the desk is there after a restart; each part that does not fit is as usual', () => {
  const chosen = { theme: 'dark', singleKeys: false, ownKeys: { M: 'Ö' }, dialsOn: false } as const
  keptSettings(openSettings(folder)).set(chosen)
  expect(keptSettings(openSettings(folder)).get()).toEqual(chosen)
  writeFileSync(join(folder, 'settings.json'), '{"desk":{"theme":"mauve","singleKeys":false,"ownKeys":{"M":"two"}}}')
  expect(keptSettings(openSettings(folder)).get()).toEqual({ ...usualSettings, singleKeys: false })
})

test('a policy that lets no session dial on outdoes the rep, and says whose it is', () => {
  const kept = keptSettings(openSettings(folder))
  const acme = { organisation: 'Acme', rules: {} }
  expect(settingsState(kept, { ...acme, mayDialOn: false })).toEqual({ ...usualSettings, dialOnForbiddenBy: 'Acme' })
  expect(settingsState(kept, acme).dialOnForbiddenBy).toBeNull()
  expect(settingsState(kept, null).dialOnForbiddenBy).toBeNull()
})

test.for(['{"deskBounds":', '{"deskBounds":{"x":"left"}}', '{"deskMaximized":7}', '\0\0\0'])(
  'a damaged file is put aside and the app starts: %j',
  (damaged) => {
    writeFileSync(join(folder, 'settings.json'), damaged)
    expect(openSettings(folder, () => 1).get('deskBounds')).toBeNull()
    expect(readFileSync(join(folder, 'settings.damaged-1.json'), 'utf8')).toBe(damaged)
    expect(readdirSync(folder)).toContain('settings.json')
  },
)

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
test.for([
  { at: bounds, screens: [screen], seen: true },
  { at: { ...bounds, x: 1900 }, screens: [screen], seen: false },
  { at: { ...bounds, y: -300 }, screens: [screen], seen: false },
  { at: { ...bounds, x: 2000 }, screens: [screen, { ...screen, x: 1920 }], seen: true },
  { at: { ...bounds, x: 2000 }, screens: [], seen: false },
])('a desk at $at.x,$at.y on $screens.length screens comes back there: $seen', ({ at, screens, seen }) => {
  expect(boundsOnScreen(at, screens)).toEqual(seen ? at : null)
})
