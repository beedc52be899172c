import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHandlers } from '../../../main/handlers.ts'
import { openApp, type OpenApp } from '../../../main/open-app.ts'
import type { FactNow } from '../../../shared/contract/bridge.ts'
import type { Secrets } from '../../../main/shell/secrets.ts'
import type { LineId } from '../../../shared/ids.ts'
import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import type { Line } from '../../../shared/contract/line.ts'
import { ok } from '../../../shared/result.ts'
import { appPorts } from '../../support/app-ports.ts'
import { plainSecrets } from '../../support/plain-secrets.ts'

/* A keyring that asks the rep first, as a locked GNOME keyring or the keychain after an update: the desk does not wait for it. */

const line: Line = {
  lineId: 'own' as LineId,
  kind: 'sip',
  name: 'Main line',
  server: 'ws://127.0.0.1:9',
  domain: '',
  user: 'sam',
  authUser: '',
  callerName: '',
  ...lineDefaults,
}

let folder: string
let opened: OpenApp | null = null
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'afterbeep-keyring-'))))
afterEach(async () => {
  await opened?.close()
  await rm(folder, { recursive: true })
})

async function open(secrets: Secrets) {
  const notices = new EventTarget()
  const app = await openApp({
    ...appPorts(folder),
    secrets,
    command: (async () => ok()) as never,
    tellDesk: (name, event) => {
      const fact = event as FactNow
      if (name === 'state.changed' && fact.key === 'notice')
        notices.dispatchEvent(new CustomEvent('told', { detail: fact.value }))
    },
  })
  if (!app.ok) throw new Error(app.trouble.code)
  opened = app.value
  const nextNotice = () =>
    new Promise<unknown>((resolve) => {
      notices.addEventListener('told', (event) => resolve((event as CustomEvent<unknown>).detail), { once: true })
    })
  return { opened: app.value, handlers: openHandlers(app.value.app), nextNotice }
}

/** As a keyring with `kept` in it, asked about by a question that stands until `unlock`. */
function lockedSecrets(kept: Map<string, string>) {
  const { promise: unlocked, resolve: unlock } = Promise.withResolvers<void>()
  const plain = plainSecrets(kept)
  const asked: string[] = []
  const secrets: Secrets = {
    ...plain,
    async read(name) {
      if (kept.has(name)) await unlocked
      return plain.read(name)
    },
    async whereIs(name) {
      if (kept.has(name)) await unlocked
      return plain.whereIs(name)
    },
    async storage() {
      asked.push('storage')
      await unlocked
      return 'safe'
    },
  }
  return { secrets, unlock, asked }
}

test('the desk has its lines at once, says that the password is being waited for, and connects when the keyring opens', async () => {
  const kept = new Map<string, string>()
  const first = await open(plainSecrets(kept))
  await first.handlers['line.use']({ line, password: 'hunter2' })
  await first.opened.close()

  const { secrets, unlock, asked } = lockedSecrets(kept)
  const { opened: later, nextNotice } = await open(secrets)
  const password = () => later.app.lines.state().entries.find((entry) => entry.line.lineId === line.lineId)?.password
  expect(password()).toBe('waiting')
  const told = nextNotice()
  const started = later.start()
  expect(await told).toMatchObject({ code: 'keyring-waiting' })
  const takenBack = nextNotice()
  unlock()
  expect(await takenBack).toBeNull()
  await started
  await later.app.lines.changed()
  expect(password()).toBe('keyring')
  expect(later.app.exchange.lineState().line?.name).toBe('Main line')
  // Nobody was about to type a password.
  expect(asked).toEqual([])
})

test('how passwords are kept is asked when one is about to be typed, and not before', async () => {
  const { secrets, unlock, asked } = lockedSecrets(new Map())
  const { opened: app, handlers } = await open(secrets)
  await app.app.lines.changed()
  expect([app.app.lines.state().keeping, asked]).toEqual([null, []])
  await handlers['line.askStorage']({})
  unlock()
  await expect.poll(() => app.app.lines.state().keeping).toBe('safe')
})
