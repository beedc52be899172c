import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { electronTypes, limitedMembers, usesIn } from '../../scripts/electron-members.ts'
import { root } from '../../scripts/run-step.ts'

/* What Electron has on some systems only, by its own types: used on another one it is undefined, and throws when it is called. */

const members = limitedMembers(electronTypes())
const sources = globSync('main/**/*.ts', { cwd: root })
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(root, file), 'utf8') }))
  .filter(({ text }) => /from 'electron'/.test(text))

/** Events that never come on the other systems: nobody waits for them there. */
const silentElsewhere: Readonly<Record<string, string>> = {
  'open-url': 'elsewhere a link is a word of the command line of a second start',
  activate: 'the Dock’s; elsewhere the app ends with its desk',
  failed: 'Linux shows a notification or says nothing',
}

test('the types name what only some systems have', () => {
  const named = (name: string) => members.find((member) => member.name === name)
  expect(named('getSelectedStorageBackend')).toMatchObject({ kind: 'method', platforms: ['linux'] })
  expect(named('askForMediaAccess')).toMatchObject({ kind: 'method', platforms: ['darwin'] })
  expect(named('open-url')).toMatchObject({ kind: 'event', platforms: ['darwin'] })
  expect(named('query-session-end')).toMatchObject({ kind: 'event', platforms: ['win32'] })
  expect(named('handleActivation')).toMatchObject({ kind: 'method', platforms: ['win32'] })
  expect(named('show')).toBeUndefined()
})

test('main calls a method that a system does not have only where it asked for the system', () => {
  const uses = usesIn(sources, members).filter(({ kind }) => kind === 'method')
  expect(uses.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['askForMediaAccess', 'getSelectedStorageBackend']),
  )
  const careless = uses.filter(({ before, platforms }) => {
    const asked = platforms.some((platform) => new RegExp(`platform === '${platform}'`).test(before))
    return !asked && !/platform !== '/.test(before)
  })
  expect(careless.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([])
})

test('an event that some systems never send is listened for where that is known', () => {
  const uses = usesIn(sources, members).filter(({ kind }) => kind === 'event')
  const unknown = uses.filter(
    ({ name, before }) => silentElsewhere[name] === undefined && !/platform (=|!)== '/.test(before),
  )
  expect(unknown.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([])
})

test('a method without an if is found', () => {
  const text = "import { app } from 'electron'\nfunction hide() {\n  app.hide()\n  app.on('activate', f)\n}"
  const found = usesIn([{ file: 'x.ts', text }], members).map(({ name, line }) => [name, line])
  expect(found).toEqual(expect.arrayContaining([['activate', 4]]))
})
