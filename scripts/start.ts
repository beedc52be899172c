/*
 * npm start: opens Afterbeep, in Electron where its binary is there or can be downloaded, else the same built app in
 * Chromium.
 */
import { spawn } from 'node:child_process'
import { electronOrStandIn } from './electron-or-stand-in.ts'
import { ensureBuilt } from './ensure-built.ts'
import { root } from './run-step.ts'
import { ensurePackages } from './system-packages.ts'

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
if (!hasDisplay) {
  console.error('There is no display to open Afterbeep on. `npm run demo` shows it without one.')
  process.exit(1)
}

ensureBuilt()
const runtime = electronOrStandIn({ download: true })
if (runtime.kind === 'stand-in') {
  if (process.platform !== 'linux') {
    console.error('Electron could not be downloaded, and Afterbeep cannot do without it on this system.')
    process.exit(1)
  }
  console.log('Electron is neither here nor downloadable; opening the same app in Chromium instead.')
  ensurePackages(['chromium'])
}

const app = spawn(runtime.executable, [root, ...process.argv.slice(2)], { stdio: 'inherit' })
// The terminal sends Ctrl-C to both; the app closes its calls and its archive, and this waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => app.kill('SIGTERM'))
app.once('exit', (exitCode, signal) => process.exit(exitCode ?? (signal ? 1 : 0)))
