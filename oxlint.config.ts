import { defineConfig } from 'oxlint'

/*
 * Lint rules, and the finer walls between the rooms. The coarse ones (which room sees which) are the compiler's:
 * see the tsconfig in each room. Here each package has its door, and the message says where that is.
 */
const doors = {
  'sip.js': {
    matches: '^sip\\.js(/|$)',
    message: 'SIP is spoken in main/exchange (and, as the far end, in main/practice). Ask the exchange instead.',
  },
  ws: {
    matches: '^ws(/|$)',
    message: 'WebSockets are opened in main/exchange and served in main/practice. Nothing else talks to a network.',
  },
  werift: {
    matches: '^werift(/|$)',
    message: 'werift is the far end of the practice line: main/practice only. Our own media is in renderer/sound.',
  },
  'better-sqlite3': {
    matches: '^better-sqlite3(/|$)',
    message: 'The archive is opened in main/archive/open.ts, which also exports the type of an open archive.',
  },
  'date-holidays': {
    matches: '^date-holidays(/|$)',
    message:
      'Public holidays are looked up in main/cadence/public-holidays.ts, which knows the ones that were struck out.',
  },
  electron: {
    matches: '^electron(/|$)',
    message:
      'Electron is touched at the edges of main only (main/index.ts and main/shell). Take what you need as an argument (its type may be imported), so that it can be tested in Node.',
    allowTypeImports: true,
  },
  'electron-store': {
    matches: '^electron-store(/|$)',
    message: 'Settings are kept in main/shell/settings.ts. Facts about contacts and calls belong in the archive.',
  },
  zod: {
    matches: '^zod(/|$)',
    message:
      'Schemas live in shared/contract, laws beside their noun; main/shell/ipc.ts parses what crosses a process.',
  },
  react: {
    matches: '^(react|react-dom|react-aria-components|zustand)(/|$)',
    message: 'React and its kin live in renderer/desk. The other rooms have no screen.',
  },
  node: {
    matches: '^node:',
    message: 'No files, sockets or processes here: this room also runs where there is no Node. Main does it and tells.',
  },
} as const

type Door = keyof typeof doors

/** The rooms. Only tests and scripts go from one into another, and all into shared. */
const rooms = ['main', 'renderer/sound', 'renderer/desk', 'shared'] as const

/** How deep the folders of a room lie in it, at most. */
const deepest = 3

/** Which doors may be used where. The last row that a file belongs to decides. */
const uses: readonly { readonly files: readonly string[]; readonly may: readonly Door[] }[] = [
  { files: ['shared/**'], may: [] },
  { files: ['shared/contract/**', 'shared/ids.ts'], may: ['zod'] },
  { files: ['renderer/sound/**'], may: [] },
  { files: ['renderer/desk/**'], may: ['react'] },
  { files: ['main/**'], may: ['node'] },
  { files: ['main/exchange/**'], may: ['node', 'sip.js', 'ws'] },
  { files: ['main/practice/**'], may: ['node', 'sip.js', 'ws', 'werift'] },
  { files: ['main/cadence/public-holidays.ts'], may: ['node', 'date-holidays'] },
  { files: ['main/archive/open.ts', 'main/archive/open-to-read.ts'], may: ['node', 'better-sqlite3'] },
  {
    files: ['main/index.ts', 'main/shell/**'],
    may: ['node', 'electron'],
  },
  { files: ['main/shell/settings.ts'], may: ['node', 'electron', 'electron-store'] },
  { files: ['main/shell/ipc.ts'], may: ['node', 'electron', 'zod'] },
  { files: ['scripts/**'], may: ['node', 'electron'] },
  { files: ['tests/**'], may: ['node', 'electron', 'sip.js', 'ws', 'werift', 'react'] },
  // It makes payloads from the schemas.
  { files: ['tests/bench/fuzz/**'], may: ['node', 'electron', 'sip.js', 'ws', 'zod'] },
  {
    files: ['tests/main/archive/**'],
    may: ['node', 'better-sqlite3'],
  },
]

interface Wall {
  readonly regex: string
  readonly message: string
  readonly allowTypeImports?: boolean
}

function wallAt(door: Door): Wall {
  const { matches, message, ...rest } = doors[door]
  return { regex: matches, message, allowTypeImports: 'allowTypeImports' in rest }
}

/**
 * A relative path that climbs out of its room, from a file so many folders deep in it, and into another one. Counted by
 * where the file is: a folder within a room may be called like another room. (These patterns know no lookahead, so the
 * rooms are named instead of shared excepted.)
 */
function wallAround(room: (typeof rooms)[number], depth: number): Wall {
  const out = (levels: number, names: string) => `(\\.\\./){${depth + levels}}(${names})/`
  const isWindow = room.startsWith('renderer/')
  const others = isWindow
    ? [out(1, 'sound|desk'), out(2, 'main|renderer|scripts|tests')]
    : [out(1, 'main|renderer|scripts|tests')]
  return {
    regex: `^(${others.join('|')})`,
    message:
      'Rooms do not import each other. What both need is in shared; what crosses a process is a row in shared/contract/bridge.ts.',
  }
}

/** The patterns of the files that a pattern means, with how deep each lies in its room. */
function byDepth(pattern: string): { files: string; room: (typeof rooms)[number] | undefined; depth: number }[] {
  const room = rooms.find((each) => pattern.startsWith(`${each}/`))
  if (room === undefined) return [{ files: pattern, room, depth: 0 }]
  const depth = pattern.slice(room.length + 1).split('/').length - 1
  if (!pattern.endsWith('/**')) return [{ files: pattern, room, depth }]
  const levels = Array.from({ length: deepest + 1 - depth }, (_, below) => below)
  return levels.map((below) => ({
    files: pattern.replace(/\*\*$/, `${'*/'.repeat(below)}*`),
    room,
    depth: depth + below,
  }))
}

const walls = uses.flatMap(({ files, may }) =>
  files.flatMap(byDepth).map(({ files: pattern, room, depth }) => ({
    files: [pattern],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...(Object.keys(doors) as Door[]).filter((door) => !may.includes(door)).map(wallAt),
            ...(room === undefined ? [] : [wallAround(room, depth)]),
          ],
        },
      ] as ['error', object],
    },
  })),
)

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'react', 'jsx-a11y'],
  jsPlugins: ['eslint-plugin-regexp', './scripts/lint/outside-words.ts'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    'import/no-default-export': 'error',
    'typescript/no-explicit-any': 'error',
    'no-console': 'error',
    'no-shadow': ['error', { allow: ['_'] }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    'react/react-in-jsx-scope': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'import/no-unassigned-import': 'off',
    // `fc.property` and `z.string` are how their libraries are written.
    'import/no-named-as-default-member': 'off',
    'react/no-danger': 'error',
    // A name that labels something stands in <bdi>, which may stand in <b>.
    'jsx-a11y/label-has-associated-control': ['error', { depth: 5 }],
    'jsx-a11y/control-has-associated-label': ['error', { depth: 5 }],
    // A stranger's words are matched by many of these: none may take longer than the text is long, whoever wrote it.
    'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
    'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false, ignorePartial: false }],
  },
  overrides: [
    // Electron has a default export, and so has what stands in for it.
    { files: ['*.config.ts', 'tests/electron-on-chromium/electron.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['scripts/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
    { files: ['renderer/desk/**'], rules: { 'outside-words/in-bdi': 'error' } },
    { files: ['scripts/lint/**'], rules: { 'import/no-default-export': 'off' } },
    // Tests read what they wrote themselves.
    {
      files: ['tests/**'],
      rules: { 'regexp/no-super-linear-backtracking': 'off', 'regexp/no-super-linear-move': 'off' },
    },
    ...walls,
  ],
  ignorePatterns: ['out/**', 'dist/**', 'node_modules/**'],
})
