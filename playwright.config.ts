import { defineConfig } from '@playwright/test'

/*
 *   desk    the desk by itself in Chromium, against a bridge
 *   sound   the sound room by itself in Chromium, against a far end in Node
 *   lab     the whole app against SIP peers from Debian
 *   app     the whole app
 *
 * Of the projects of a run the first comes first, as far as it may; the next one has the workers that are left. So the
 * desk, which needs the processor and no clock, runs beside a call, which needs a clock and little of the processor; and
 * neither they nor the lab and the app leave a worker with nothing to do.
 *
 * Several runs may be under way, each of other projects: whatever a run writes is under its projects' names.
 */
const projects = [
  // Nothing here waits for real time: what fails once is a bug.
  { name: 'desk', testDir: 'tests/renderer/desk', workers: 1, retries: 0 },
  // Each test has a sound room of its own.
  { name: 'sound', testDir: 'tests/renderer/sound', fullyParallel: true },
  // One provider, at one address.
  { name: 'lab', testDir: 'tests/lab', workers: 1 },
  { name: 'app', testDir: 'tests/app' },
]

const asked = process.argv.flatMap((word, i, words) =>
  word === '--project' ? [words[i + 1] ?? ''] : word.startsWith('--project=') ? [word.slice('--project='.length)] : [],
)

export default defineConfig({
  // A call is in real time and takes half a core: two at once are heard as well as one.
  workers: 2,
  // A machine that is busy elsewhere for half a second spoils a sound. A bug fails twice; what failed once is listed as flaky.
  retries: 1,
  // At the end, with the machine to itself.
  retryStrategy: 'isolated',
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: `out/tests/${asked.length > 0 ? asked.join('-') : 'all'}.json` }]],
  projects: projects.map((project) => ({
    ...project,
    testMatch: '**/*.spec.ts',
    outputDir: `out/tests/artifacts/${project.name}`,
  })),
})
