import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, type Page } from '@playwright/test'
import { electronOrStandIn } from '../../scripts/electron-or-stand-in.ts'
import { closeApp } from '../../scripts/launch-afterbeep.ts'
import { root } from '../../scripts/run-step.ts'
import { askDesk } from '../support/ask-desk.ts'
import { whenRegistered } from '../support/at-the-desk.ts'
import { deskOf, test, type Afterbeep } from '../support/launch.ts'

/* What becomes of a rep's archive that is damaged, replaced, removed or given back. */

const { kind, executable } = electronOrStandIn({ download: false })
test.skip(kind !== 'stand-in', 'Electron’s own dialogs cannot be answered')

const [early, late] = ['+1 416 555 0123', '+1 416 555 0124']

let folder: string
test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'afterbeep-lost-'))))
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const archive = () => join(folder, 'archive.sqlite')
const inTheWay = () => readdirSync(folder).filter((name) => name.includes('.put-aside-'))

/** The do-not-call list stands for all that a rep keeps. */
const keep = (desk: Page, number: string) => askDesk(desk, 'ownList.add', { number, why: 'asked' })
const kept = async (desk: Page) => (await askDesk(desk, 'ownList.show', { text: '' })).count

/** One number before the backup, and one after it. */
async function furnish(desk: Page): Promise<void> {
  await whenRegistered(desk)
  await keep(desk, early)
  await askDesk(desk, 'backups.make', {})
  await keep(desk, late)
}

/** Nobody closes the archive. */
async function kill({ app }: Afterbeep): Promise<void> {
  const exited = once(app.process(), 'exit')
  process.kill(app.process().pid!, 'SIGKILL')
  await exited
}

/** Starts it where nobody presses anything but Quit: what it said. */
async function startAndQuit(): Promise<string> {
  const child = spawn(executable, [root, `--user-data-dir=${folder}`, '--no-sandbox'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, AFTERBEEP_HEADLESS: '1', AFTERBEEP_FAKE_MICROPHONE: 'beep' },
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await once(child, 'close')
  return said
}

const whoPressesYes = { AFTERBEEP_ANSWER: 'yes' }

test('a damaged archive is refused and not touched; its backup takes its place when the rep says so, and the damaged one is kept', async ({
  launch,
}) => {
  const first = await launch({ folder })
  await furnish(await deskOf(first.app))
  await kill(first)
  const db = new DatabaseSync(archive(), { readOnly: true })
  const { rootpage } = db.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'contacts'`).get() as {
    rootpage: number
  }
  db.close()
  rmSync(`${archive()}-wal`)
  writeFileSync(`${archive()}-wal`, '')
  const bytes = readFileSync(archive())
  bytes.fill(0, (rootpage - 1) * 4096, rootpage * 4096)
  writeFileSync(archive(), bytes)

  const said = await startAndQuit()
  expect(said).toContain('Afterbeep’s archive is damaged.')
  expect(said).toContain(archive())
  expect(said).toMatch(/The newest backup is of \w{3} \d+ \w{3} \d{4}, \d\d:\d\d: \d+ contacts/)
  expect(readFileSync(archive()).equals(bytes)).toBe(true)

  const desk = await deskOf((await launch({ folder, env: whoPressesYes })).app)
  await whenRegistered(desk)
  expect(await kept(desk)).toBe(1)
  const [aside] = inTheWay()
  expect(readFileSync(join(folder, aside!)).equals(bytes)).toBe(true)
})

test('a good copy put beside the log of a crash is not overwritten by it', async ({ launch }) => {
  const first = await launch({ folder })
  await furnish(await deskOf(first.app))
  await kill(first)
  const copy = readdirSync(join(folder, 'backups')).findLast((name) => name.endsWith('.sqlite'))!
  copyFileSync(join(folder, 'backups', copy), archive())
  const good = readFileSync(archive())
  expect(await startAndQuit()).toContain('The log beside Afterbeep’s archive belongs to another copy of it.')
  expect(readFileSync(archive()).equals(good)).toBe(true)
  const desk = await deskOf((await launch({ folder, env: whoPressesYes })).app)
  await whenRegistered(desk)
  expect(await kept(desk)).toBe(1)
  expect(inTheWay().some((name) => name.endsWith('-wal'))).toBe(true)
})

test('an archive that is gone is not replaced by an empty one: it is said, and the backup is offered', async ({
  launch,
}) => {
  const first = await launch({ folder })
  await furnish(await deskOf(first.app))
  await closeApp(first.app)
  rmSync(archive())
  expect(await startAndQuit()).toContain('Afterbeep’s archive is gone.')
  expect(readdirSync(folder)).not.toContain('archive.sqlite')
  const desk = await deskOf((await launch({ folder, env: whoPressesYes })).app)
  await whenRegistered(desk)
  expect(await kept(desk)).toBe(1)
})

test('a backup is restored from the desk: what was there is backed up first, and can be restored in turn', async ({
  launch,
}) => {
  const first = await launch({ folder })
  const desk = await deskOf(first.app)
  await furnish(desk)
  const [backup] = (await askDesk(desk, 'backups.list', {})).backups
  const ended = once(first.app.process(), 'exit')
  await askDesk(desk, 'backups.restore', { name: backup!.name }).catch(() => null)
  await ended

  const second = await launch({ folder })
  const deskAgain = await deskOf(second.app)
  await whenRegistered(deskAgain)
  expect(await kept(deskAgain)).toBe(1)
  const { backups } = await askDesk(deskAgain, 'backups.list', {})
  expect(backups.length).toBeGreaterThan(1)
  const endedAgain = once(second.app.process(), 'exit')
  await askDesk(deskAgain, 'backups.restore', { name: backups[0]!.name }).catch(() => null)
  await endedAgain

  const deskAtLast = await deskOf((await launch({ folder })).app)
  await whenRegistered(deskAtLast)
  expect(await kept(deskAtLast)).toBe(2)
})
