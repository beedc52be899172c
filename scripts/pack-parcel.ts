import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root, tool } from './run-step.ts'

/*
 * What `npm run package` puts into the parcel, with everything of it real but Electron itself: in its place stand files
 * with its names, and the fuse wire in one of them.
 */
const systems = {
  linux: { flag: '--linux', executable: 'electron', packed: 'afterbeep', folder: 'linux-unpacked' },
  win32: { flag: '--win', executable: 'electron.exe', packed: 'Afterbeep.exe', folder: 'win-unpacked' },
} as const

export type ParcelSystem = keyof typeof systems

export interface Parcel {
  /** app.asar, what is unpacked beside it, and what comes with it. */
  readonly resources: string
  readonly executable: string
}

const wireStart = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Packs what was built, for this system on x64, into `place`. Throws what electron-builder says of a failure. */
export async function packParcel(system: ParcelSystem, place: string): Promise<Parcel> {
  const { flag, executable, packed, folder } = systems[system]
  const electron = join(place, 'electron')
  mkdirSync(join(electron, 'resources'), { recursive: true })
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox']) writeFileSync(join(electron, name), '')
  writeFileSync(join(electron, 'version'), '45.4.1')
  writeFileSync(join(electron, executable), `binary ${wireStart}\u0001\u0009101100011 binary`)

  const [program, ...args] = tool('electron-builder', flag, 'dir', '--x64')
  const settings = [`electronDist=${electron}`, `directories.output=${join(place, 'dist')}`]
  // Name, icon and the archive's hash can only be written into a real executable.
  if (system === 'win32') settings.push('win.signAndEditExecutable=false', 'disableAsarIntegrity=true')
  try {
    await promisify(execFile)(program!, [...args, ...settings.map((setting) => `-c.${setting}`)], { cwd: root })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`electron-builder failed: ${stdout}${stderr}`, { cause: error })
  }
  const unpacked = join(place, 'dist', folder)
  return { resources: join(unpacked, 'resources'), executable: join(unpacked, packed) }
}

/** The paths within app.asar, each beginning with a slash. */
export async function listArchive({ resources }: Parcel): Promise<string[]> {
  const [program, ...args] = tool('@electron/asar', 'list', join(resources, 'app.asar'))
  const { stdout } = await promisify(execFile)(program!, args, { maxBuffer: 64 << 20 })
  return stdout
    .trim()
    .split('\n')
    .map((path) => path.trim().replaceAll('\\', '/'))
}

/** Writes app.asar out as a folder: what is unpacked beside it as well. */
export async function extractArchive({ resources }: Parcel, folder: string): Promise<void> {
  const [program, ...args] = tool('@electron/asar', 'extract', join(resources, 'app.asar'), folder)
  await promisify(execFile)(program!, args)
}
