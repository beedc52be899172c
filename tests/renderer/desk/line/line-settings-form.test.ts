import { expect, test } from 'vitest'
import {
  codecMoved,
  codecOffered,
  errorsInSettings,
  isPlain,
  settingsFormOf,
  settingsOf,
} from '../../../../renderer/desk/line/line-settings-form.ts'
import { linePresets } from '../../../../shared/line/line-presets.ts'
import { lineSchema } from '../../../../shared/contract/line.ts'
import { linesOf, mainLine } from '../../../support/desk-samples.ts'

const line = mainLine.line!
const plain = settingsFormOf(null, null)
const stun = { urls: 'stun:stun.example.com:3478', user: '', credential: '', kept: false }
const turn = { urls: 'turn:turn.example.com?transport=tcp', user: 'sam', credential: 'secret', kept: false }

test('a new line has the usual settings, and nothing in them is wrong', () => {
  expect(errorsInSettings(plain)).toEqual({})
  expect(lineSchema.parse({ ...line, ...settingsOf(plain).settings })).toEqual(line)
  expect([isPlain(null), isPlain(line), isPlain({ ...line, domain: 'example.com' })]).toEqual([true, true, false])
})

test('servers are saved with what was typed, a kept credential stays, and an empty row is none', () => {
  const blank = { ...stun, urls: ' ' }
  const kept = { ...turn, credential: '', kept: true }
  const { settings, iceCredentials } = settingsOf({ ...plain, iceServers: [stun, blank, turn, kept] })
  expect(settings.iceServers.map(({ urls }) => urls)).toEqual([stun.urls, turn.urls, turn.urls])
  expect(iceCredentials).toEqual([null, 'secret', null])
  expect(lineSchema.safeParse({ ...line, ...settings }).success).toBe(true)
})

test('what is kept for a server is known by its place, and never shown', () => {
  const own = { ...line, iceServers: [{ urls: turn.urls, user: 'sam' }] }
  const entry = linesOf(own).entries.find((one) => one.line === own)!
  expect(settingsFormOf(own, entry).iceServers).toEqual([{ ...turn, credential: '', kept: true }])
})

test.for([
  ['no kind of server', { ...stun, urls: 'stun.example.com' }, /It looks like/],
  ['more than a name and a port', { ...stun, urls: 'stun:a.example.com/x' }, /Only the name and the port/],
  ['TURN without a user', { ...turn, user: '' }, /needs a user/],
  ['TURN without a credential', { ...turn, credential: '' }, /needs a user and a credential/],
] as const)('%s is put right first', ([, server, says]) => {
  expect(errorsInSettings({ ...plain, iceServers: [server] }).iceServers?.[0]).toMatch(says)
})

test.for(['', '30', '600.5', '90000', 'soon'])('%j is no expiry', (registerExpiryS) => {
  expect(errorsInSettings({ ...plain, registerExpiryS }).registerExpiryS).toBeDefined()
})

test('realms are typed with commas', () => {
  expect(settingsOf({ ...plain, moreRealms: ' a.test, b.test ,, a.test' }).settings.moreRealms).toEqual([
    'a.test',
    'b.test',
  ])
})

test('codecs move up, go off the list and back to its end; the last one stays', () => {
  expect(codecMoved(['opus', 'g722', 'pcmu'], 'pcmu')).toEqual(['opus', 'pcmu', 'g722'])
  expect(codecMoved(['opus', 'g722'], 'opus')).toEqual(['opus', 'g722'])
  expect(codecOffered(['opus', 'g722'], 'opus', false)).toEqual(['g722'])
  expect(codecOffered(['g722'], 'opus', true)).toEqual(['g722', 'opus'])
  expect(codecOffered(['g722'], 'g722', false)).toEqual(['g722'])
})

test('every preset fills in what makes a line, and nothing where its source confirms nothing', () => {
  for (const { server, iceServers, source } of linePresets) {
    const filled = { ...line, server: (server ?? line.server).replace('HOST', 'pbx.example.com'), iceServers }
    expect(lineSchema.safeParse(filled).success).toBe(true)
    if (source === null) expect([server, iceServers]).toEqual([null, []])
  }
})
