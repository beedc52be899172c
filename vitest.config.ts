import { defineConfig } from 'vitest/config'

if (Number(process.versions.node.split('.')[0]) < 22) {
  process.stderr.write(
    `These tests need the Node that npm ci brought, not ${process.version}: npm test -- unit, or npx vitest.\n`,
  )
  process.exit(1)
}

export default defineConfig({
  test: {
    include: ['tests/{shared,main,renderer,support,scripts}/**/*.test.ts'],
    environment: 'node',
    // What Windows refuses to do with a file is refused here too.
    setupFiles: ['tests/support/windows-file-rules.cjs'],
    // Many wait for a timer or a process; the usual one core less would leave one of two.
    maxWorkers: '100%',
    // No test may reach Electron's lazy download: whatever asks for its binary gets a path that is not there.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  },
})
