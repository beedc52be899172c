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
    message: 'Schemas live in shared beside their types; main/shell/ipc.ts parses what crosses a process.',
  },
  react: {
    matches: '^(react|react-dom|react-aria-components|zustand)(/|$)',
    message: 'React and its kin live in renderer/desk. The other rooms have no screen.',
  },
  node: {
    matches: '^node:',
    message: 'No files, sockets or processes here: this room also runs where there is no Node. Main does it and tells.',
  },
  'another room': {
    matches: '^(\\.\\./)+(main|renderer|sound|desk|tests|scripts)/',
    message:
      'Rooms do not import each other. What both need is in shared; what crosses a process is a row in shared/contract/bridge.ts.',
  },
} as const

type Door = keyof typeof doors

/** Which doors a room may use. The last room that a file belongs to decides. */
const rooms: readonly { readonly files: readonly string[]; readonly may: readonly Door[] }[] = [
  { files: ['shared/**'], may: ['zod'] },
  { files: ['renderer/**'], may: [] },
  { files: ['renderer/desk/**'], may: ['react'] },
  { files: ['main/**'], may: ['node'] },
  { files: ['main/exchange/**'], may: ['node', 'sip.js', 'ws'] },
  { files: ['main/practice/**'], may: ['node', 'sip.js', 'ws', 'werift'] },
  { files: ['main/cadence/public-holidays.ts'], may: ['node', 'date-holidays'] },
  { files: ['main/archive/open.ts'], may: ['node', 'better-sqlite3'] },
  {
    files: ['main/index.ts', 'main/shell/**'],
    may: ['node', 'electron'],
  },
  { files: ['main/shell/settings.ts'], may: ['node', 'electron', 'electron-store'] },
  { files: ['main/shell/ipc.ts'], may: ['node', 'electron', 'zod'] },
  { files: ['scripts/**'], may: ['node', 'electron', 'another room'] },
  { files: ['tests/**'], may: ['node', 'electron', 'sip.js', 'ws', 'werift', 'react', 'another room'] },
  // It makes payloads from the schemas.
  { files: ['tests/bench/fuzz/**'], may: ['node', 'electron', 'sip.js', 'ws', 'zod', 'another room'] },
  {
    files: ['tests/main/archive/**'],
    may: ['node', 'better-sqlite3', 'another room'],
  },
]

function wallAt(door: Door): { regex: string; message: string; allowTypeImports: boolean } {
  const { matches, message, ...rest } = doors[door]
  return { regex: matches, message, allowTypeImports: 'allowTypeImports' in rest }
}

const walls = rooms.map(({ files, may }) => ({
  files: [...files],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: (Object.keys(doors) as Door[]).filter((door) => !may.includes(door)).map(wallAt),
      },
    ] as ['error', object],
  },
}))

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
