import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{shared,main,renderer,support,scripts}/**/*.test.ts'],
    environment: 'node',
    // No test may reach Electron's lazy download: whatever asks for its binary gets a path that is not there.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  },
})
