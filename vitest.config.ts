import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{shared,main,renderer,support,scripts}/**/*.test.ts'],
    environment: 'node',
    // Many wait for a timer or a process; the usual one core less would leave one of two.
    maxWorkers: '100%',
    // No test may reach Electron's lazy download: whatever asks for its binary gets a path that is not there.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  },
})
