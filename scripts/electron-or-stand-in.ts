import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-step.ts'

/** What Afterbeep is opened with. `folder` is for ELECTRON_OVERRIDE_DIST_PATH, which Electron's own launcher reads. */
export interface Runtime {
  readonly kind: 'electron' | 'stand-in'
  readonly folder: string
  readonly executable: string
}

const standInFolder = join(root, 'tests', 'electron-on-chromium')
const standIn: Runtime = { kind: 'stand-in', folder: standInFolder, executable: join(standInFolder, 'electron') }

/** Long enough for a slow line, short enough for a firewall that swallows everything. */
const downloadLimitMs = 180_000

/**
 * Electron where its binary is there (also in ELECTRON_OVERRIDE_DIST_PATH), else the stand-in on Chromium.
 * @param download also try to fetch the binary, as Electron itself does at its first start.
 */
export function electronOrStandIn({ download }: { readonly download: boolean }): Runtime {
  const installed = installedElectron()
  if (installed || !download) return installed ?? standIn
  const install = join(root, 'node_modules', 'electron', 'install.js')
  spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: downloadLimitMs, env: withoutOverride() })
  return installedElectron() ?? standIn
}

function installedElectron(): Runtime | null {
  const electron = join(root, 'node_modules', 'electron')
  const pathFile = join(electron, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  for (const folder of [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join(electron, 'dist')]) {
    if (!folder || folder === standInFolder) continue
    const executable = join(folder, name)
    if (existsSync(executable)) return { kind: 'electron', folder, executable }
  }
  return null
}

function withoutOverride(): NodeJS.ProcessEnv {
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env
  return env
}
