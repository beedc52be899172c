import { defineConfig } from '@playwright/test'

/*
 *   sound   each renderer by itself in Chromium: the sound room against a far end in Node, the desk against a bridge
 *   app     the whole app
 *   lab     the whole app against SIP peers from Debian
 *
 * Several runs may be under way, each of other projects: whatever a run writes is under its projects' names.
 */
const projects = ['sound', 'app', 'lab'] as const
const folders = { sound: 'tests/renderer', app: 'tests/app', lab: 'tests/lab' }

const asked = process.argv.flatMap((word, i, words) =>
  word === '--project' ? [words[i + 1] ?? ''] : word.startsWith('--project=') ? [word.slice('--project='.length)] : [],
)

export default defineConfig({
  // A call is in real time and takes half a core: two at once are heard as well as one.
  workers: 2,
  // A machine that is busy elsewhere for half a second spoils a sound. A bug fails twice; what failed once is listed as flaky.
  retries: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: `out/tests/${asked.length > 0 ? asked.join('-') : 'all'}.json` }]],
  projects: projects.map((name) => ({
    name,
    // The lab has one provider, at one address.
    ...(name === 'lab' && { workers: 1 }),
    testDir: folders[name],
    testMatch: '**/*.spec.ts',
    outputDir: `out/tests/artifacts/${name}`,
  })),
})
