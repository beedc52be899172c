import { spawn, type ChildProcess } from 'node:child_process'
import { electronOrStandIn } from './electron-or-stand-in.ts'
import { root } from './run-step.ts'
import { ensurePackages } from './system-packages.ts'

/**
 * Opens the built app on the screen: in Electron where its binary is there or can be downloaded, else in Chromium.
 * Ends this process with 1 where there is no display, or neither of the two.
 */
export function openAfterbeep(args: readonly string[]): ChildProcess {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.error('There is no display to open Afterbeep on. `npm run demo` shows it without one.')
    process.exit(1)
  }
  const runtime = electronOrStandIn({ download: true })
  if (runtime.kind === 'stand-in') {
    if (process.platform !== 'linux') {
      console.error('Electron could not be downloaded, and Afterbeep cannot do without it on this system.')
      process.exit(1)
    }
    console.log('Electron is neither here nor downloadable; opening the same app in Chromium instead.')
    ensurePackages(['chromium'])
  }
  return spawn(runtime.executable, [root, ...args], { stdio: 'inherit' })
}
