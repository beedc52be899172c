import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { circlesIn, importsWithin, runningUp, valueImports, type Order } from '../support/imports.ts'

const root = join(import.meta.dirname, '..', '..')
const rooms = ['shared', 'main', 'renderer/sound', 'renderer/desk']
const built: string[] = []

afterAll(() => {
  for (const tree of built) rmSync(tree, { recursive: true, force: true })
})

interface SourceFile {
  readonly path: string
  readonly text: string
}

const lawful: readonly SourceFile[] = [
  { path: 'main/fact.ts', text: `import { readFileSync } from 'node:fs'\nexport const fact = readFileSync` },
  { path: 'renderer/sound/fact.ts', text: `export const fact = new AudioContext()` },
  {
    path: 'renderer/desk/fact.tsx',
    text: `import { useState } from 'react'\nexport const fact = () => <p>{useState(1)[0]}</p>`,
  },
]

/** A small tree with the real walls: every tsconfig, the lint rules, `shared`, a lawful file in each other room, and more. */
function buildTree(more: readonly SourceFile[] = []): string {
  const tree = mkdtempSync(join(tmpdir(), 'afterbeep-walls-'))
  built.push(tree)
  for (const file of [
    'tsconfig.base.json',
    'tsconfig.json',
    'oxlint.config.ts',
    'package.json',
    'shared',
    'scripts/lint',
  ]) {
    cpSync(join(root, file), join(tree, file), { recursive: true })
  }
  for (const room of rooms) cpSync(join(root, room, 'tsconfig.json'), join(tree, room, 'tsconfig.json'))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const { path, text } of [...lawful, ...more]) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), `${text}\n`)
  }
  return tree
}

function run(tree: string, command: string, ...args: string[]): { succeeded: boolean; output: string } {
  const end = spawnSync(join(root, 'node_modules', '.bin', command), args, { cwd: tree, encoding: 'utf8' })
  return { succeeded: end.status === 0, output: `${end.stdout}${end.stderr}` }
}

/** What the linter says of each file: rule and lesson. */
function lint(tree: string): { filename: string; code: string; help: string }[] {
  return (JSON.parse(run(tree, 'oxlint', '--format=json').output) as { diagnostics: ReturnType<typeof lint> })
    .diagnostics
}

describe('the compiler', () => {
  const trespasses = [
    ['renderer/desk', `import { fact } from '../../main/fact.ts'`, /main\/fact\.ts' is not under/],
    ['renderer/desk', `import { fact } from '../sound/fact.ts'`, /sound\/fact\.ts' is not under/],
    ['renderer/desk', `import { readFileSync as fact } from 'node:fs'`, /'node:fs'/],
    ['renderer/sound', `import { fact } from '../desk/fact.tsx'`, /desk\/fact\.tsx'/],
    ['renderer/sound', `import { fact } from '../../main/fact.ts'`, /main\/fact\.ts' is not under/],
    ['main', `import { fact } from '../renderer/sound/fact.ts'`, /sound\/fact\.ts' is not under/],
    ['main', `const fact = document`, /Cannot find name 'document'/],
    ['shared', `import { readFileSync as fact } from 'node:fs'`, /'node:fs'/],
    ['shared', `import { fact } from '../main/fact.ts'`, /main\/fact\.ts' is not under/],
    ['shared', `const fact = document`, /Cannot find name 'document'/],
  ] as const
  const files = trespasses.map(([room, line], i) => ({
    path: `${room}/trespass-${i}.ts`,
    text: `${line}\nexport const kept = fact`,
  }))
  const isShared = ({ path }: SourceFile) => path.startsWith('shared/')
  // What is wrong in shared stops every room above it, so its own trespasses are tried in another tree.
  let said: string[] = []
  beforeAll(() => {
    const ends = [
      run(buildTree(files.filter((file) => !isShared(file))), 'tsc', '-b', ...rooms),
      run(buildTree(files.filter(isShared)), 'tsc', '-b', 'shared'),
    ]
    expect(ends.map(({ succeeded }) => succeeded)).toEqual([false, false])
    said = ends.flatMap(({ output }) => output.split('\n'))
  }, 60_000)

  test('lets lawful files pass', { timeout: 60_000 }, () => {
    expect(run(buildTree(), 'tsc', '-b', ...rooms)).toEqual({ succeeded: true, output: '' })
  })

  test.each(trespasses.map(([room, line, complaint], i) => ({ room, line, complaint, path: files[i]!.path })))(
    'does not let $room say: $line',
    ({ path, complaint }) => {
      expect(said.filter((line) => line.startsWith(`${path}(`)).join('\n')).toMatch(complaint)
    },
  )
})

describe('the linter', () => {
  const trespasses = [
    ['renderer/desk', 'sip.js', 'Ask the exchange instead'],
    ['main', 'better-sqlite3', 'The archive is opened in main/archive/open.ts'],
    ['main/archive', 'electron', 'so that it can be tested in Node'],
    ['main/exchange', 'werift', 'main/practice only'],
    ['main', 'electron-store', 'main/shell/settings.ts'],
    ['main', 'zod', 'Schemas live in shared'],
    ['shared/call', 'zod', 'Schemas live in shared'],
    ['renderer/sound', 'react', 'React and its kin live in renderer/desk'],
    ['shared', 'node:fs', 'Main does it and tells'],
    ['shared', '../main/fact.ts', 'a row in shared/contract/bridge.ts'],
    ['shared/line', '../../scripts/fact.ts', 'a row in shared/contract/bridge.ts'],
    ['main/exchange/line-diagnosis', '../../../renderer/sound/fact.ts', 'a row in shared/contract/bridge.ts'],
    ['renderer/desk/call', '../../sound/fact.ts', 'a row in shared/contract/bridge.ts'],
    ['renderer/sound', '../desk/fact.tsx', 'a row in shared/contract/bridge.ts'],
  ] as const
  const files = trespasses.map(([room, from], i) => ({
    path: `${room}/trespass-${i}.ts`,
    text: `export { fact } from '${from}'`,
  }))
  let said: ReturnType<typeof lint> = []
  beforeAll(() => {
    said = lint(buildTree(files))
  }, 60_000)

  test.each(trespasses.map(([room, from, lesson], i) => ({ room, from, lesson, path: files[i]!.path })))(
    'tells whoever uses $from in $room where its door is',
    ({ path, lesson }) => {
      expect(said.filter(({ filename }) => filename === path)).toMatchObject([
        { code: 'eslint(no-restricted-imports)', help: expect.stringContaining(lesson) as string },
      ])
    },
  )

  test('lets each package through its own door', { timeout: 60_000 }, () => {
    const doors = [
      ['main/exchange/door.ts', 'sip.js'],
      ['main/exchange/socket.ts', 'ws'],
      ['main/practice/door.ts', 'werift'],
      ['main/archive/open.ts', 'better-sqlite3'],
      ['main/shell/windows.ts', 'electron'],
      ['main/shell/settings.ts', 'electron-store'],
      ['main/shell/ipc.ts', 'zod'],
      ['shared/contract/door.ts', 'zod'],
      ['renderer/desk/door.ts', 'react-aria-components'],
    ] as const
    const tree = buildTree(doors.map(([path, from]) => ({ path, text: `export { fact } from '${from}'` })))
    expect(lint(tree)).toEqual([])
  })

  test(
    'lets a room have folders that are called like other rooms, and every room use shared',
    { timeout: 60_000 },
    () => {
      const lawfulImports = [
        ['renderer/desk/call/facts.ts', '../sound/fact.ts'],
        ['renderer/desk/sound/fact.ts', '../../../shared/result.ts'],
        ['main/line/facts.ts', '../desk/fact.ts'],
        ['main/exchange/line-diagnosis/facts.ts', '../../main/fact.ts'],
        ['main/facts.ts', '../shared/result.ts'],
        ['renderer/sound/facts.ts', '../../shared/result.ts'],
        ['shared/call/facts.ts', '../scripts/fact.ts'],
      ] as const
      const tree = buildTree(lawfulImports.map(([path, from]) => ({ path, text: `export { fact } from '${from}'` })))
      expect(lint(tree)).toEqual([])
    },
  )

  test('knows every folder of a room', () => {
    const depths = rooms.flatMap((room) =>
      globSync('**/*.{ts,tsx}', { cwd: join(root, room) }).map((file) => file.split(/[\\/]/).length - 1),
    )
    expect(Math.max(...depths)).toBeLessThanOrEqual(3)
  })
})

/*
 * The order of the folders in each room: what stands in a row may use what stands in a lower row, and its neighbours in its
 * own. A folder's name holds for all that lies in it; a file that is named for itself stands where it is named. Imports of
 * types are not counted: they are gone when the program runs, and AppContext names the types of every folder.
 */
const orders: Readonly<Record<string, Order>> = {
  main: [
    ['index.ts'],
    ['open-app.ts', 'handlers.ts'],
    ['app-context.ts', 'app-clock.ts', 'desk.ts'],
    ['call', 'import', 'practice'],
    ['cadence', 'compliance', 'contact', 'audio', 'studio', 'line'],
    ['shell'],
    ['backup'],
    ['archive', 'exchange'],
  ],
  shared: [
    // Presets are parsed like any other cadence.
    ['cadence/cadence-presets.ts'],
    ['contract'],
    ['contact'],
    ['call', 'cadence', 'compliance', 'insights'],
    ['line', 'import', 'number', 'audio'],
    ['studio', 'time'],
    ['result.ts', 'trouble-sentences.ts', 'ids.ts', 'outside-words.ts'],
  ],
  'renderer/desk': [
    ['index.tsx'],
    ['app.tsx'],
    // What holds the features together: the header, the palette, the feed of facts, the intents of all.
    ['frame'],
    // A feature's view, state and intents stand together, and what every view has: the keys, a trouble in its sentence.
    [
      'audio',
      'backup',
      'cadence',
      'call',
      'compliance',
      'contact',
      'import',
      'insights',
      'line',
      'outcome',
      'queue',
      'studio',
      'frame/actions.ts',
      'frame/covering-view.tsx',
      'frame/shortcuts.ts',
      'frame/trouble-note.tsx',
    ],
    // What the desk knows, and how a view asks for something.
    ['frame/ask.ts', 'frame/breaths.ts', 'frame/desk-store.ts', 'frame/drafts.ts', 'frame/intents-context.ts'],
    // The features' parts of what the desk knows.
    ['audio/sound-desk.ts', 'call/in-call-desk.ts', 'outcome/assistant-desk.ts'],
    ['controls'],
  ],
}

describe('the order of the folders', () => {
  test.each(Object.entries(orders))('of %s is kept by every import', (room, order) => {
    expect(runningUp(order, importsWithin(join(root, room)))).toEqual([])
  })

  test('is broken by an import that runs up, and by a folder that it does not know', () => {
    const order = [['index.ts'], ['call'], ['shell', 'call/state.ts']]
    expect(
      runningUp(order, [
        { from: 'index.ts', to: 'call/calls.ts' },
        { from: 'call/calls.ts', to: 'call/state.ts' },
        { from: 'shell/log.ts', to: 'call/state.ts' },
        { from: 'shell/log.ts', to: 'call/calls.ts' },
        { from: 'call/state.ts', to: 'call/calls.ts' },
        { from: 'misc/helpers.ts', to: 'shell/log.ts' },
      ]),
    ).toEqual([
      'shell/log.ts imports call/calls.ts, which stands above it',
      'call/state.ts imports call/calls.ts, which stands above it',
      'misc/helpers.ts has no place in the order',
    ])
  })

  test('counts what is there when the program runs: values, and what is passed on or only run', () => {
    const lines = [
      `import { note, type Log } from './log.ts'`,
      `import type { Call } from './call.ts'`,
      `import {`,
      `  type Drop,`,
      `  type Beep,`,
      `} from './drop.ts'`,
      `export { presentation } from './presentation.ts'`,
      `import './desk.css'`,
      `import { z } from 'zod'`,
    ]
    expect(valueImports(lines.join('\n'))).toEqual(['./log.ts', './presentation.ts', './desk.css'])
  })

  test.each([...Object.keys(orders), 'renderer/sound'])('no file of %s needs one that needs it', (room) => {
    expect(circlesIn(importsWithin(join(root, room)))).toEqual([])
  })

  test('a circle is found', () => {
    const there = { from: 'call.ts', to: 'drop.ts' }
    expect(circlesIn([there, { from: 'drop.ts', to: 'call.ts' }])).toEqual([['call.ts', 'drop.ts']])
    expect(circlesIn([there])).toEqual([])
  })
})
