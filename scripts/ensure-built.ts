import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, tool } from './run-step.ts'

const sources = ['main/**', 'renderer/**', 'shared/**', 'electron.vite.config.ts', 'package-lock.json']
const built = ['out/main/index.js', 'out/preload/sound.cjs', 'out/renderer/sound/index.html']

/** Builds the app if what is in out/ is missing or older than its sources. A build that fails ends this process with 1. */
export function ensureBuilt(): void {
  if (!buildIfStale()) process.exit(1)
}

/** The same, but a build that fails is said and answers false. */
export function buildIfStale(): boolean {
  if (!isStale()) return true
  console.log('Building Afterbeep …')
  const [program, ...args] = tool('electron-vite', 'build')
  const build = spawnSync(program!, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (build.status === 0) return true
  console.error(`${build.stdout}${build.stderr}\nThe build failed.`)
  return false
}

function isStale(): boolean {
  const changedAt = (path: string) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const oldestBuilt = Math.min(...built.map(changedAt))
  return globSync(sources, { cwd: root }).some((path) => changedAt(path) > oldestBuilt)
}
