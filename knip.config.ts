import type { KnipConfig } from 'knip'

/** What nothing imports is dead, unless a process starts with it. */
export default {
  entry: [
    'main/shell/preload-*.ts',
    'main/**/*-worker.ts',
    'renderer/{desk,sound}/index.{html,ts,tsx}',
    'scripts/*.ts',
    'tests/**/*.{test,spec}.ts',
    'tests/**/*-child.ts',
    'tests/**/*-page.ts',
    'tests/bench/*.ts',
    'tests/bench/*/*.ts',
    'tests/pictures/*.ts',
    'tests/electron-on-chromium/*.{ts,cjs}',
  ],
  project: ['{main,shared,renderer,scripts,tests}/**/*.{ts,tsx,cjs}'],
  // System programs come from scripts/system-packages.ts.
  exclude: ['binaries'],
} satisfies KnipConfig
