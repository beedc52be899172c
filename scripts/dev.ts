/*
 * npm run dev: opens Afterbeep, and opens it anew whenever a source has changed. The app is loaded from its bundles
 * and under its real policies here too: a development server would need looser ones.
 */
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, ensureBuilt } from './ensure-built.ts'
import { openAfterbeep } from './open-afterbeep.ts'
import { root } from './run-step.ts'

/** Editors write several files at once, and some write each twice. */
const SETTLE_MS = 300

function open() {
  const app = openAfterbeep(process.argv.slice(2))
  // Whoever closes the window is done; whoever changes a source is not.
  app.once('exit', () => app === running && process.exit(0))
  return app
}

ensureBuilt()
let running = open()
let settled: NodeJS.Timeout | undefined
process.on('SIGINT', () => {})

for (const room of ['main', 'renderer', 'shared']) {
  watch(join(root, room), { recursive: true }, () => {
    clearTimeout(settled)
    settled = setTimeout(() => void openAnew(), SETTLE_MS)
  })
}

async function openAnew(): Promise<void> {
  // What does not build is mended by the next change; until then the former app stays.
  if (!buildIfStale()) return
  const former = running
  former.removeAllListeners('exit')
  former.kill('SIGTERM')
  if (former.exitCode === null && former.signalCode === null) await once(former, 'exit')
  running = open()
}
