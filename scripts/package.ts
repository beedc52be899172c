/*
 * Builds the app and packs it: npm run package, or npm run package -- --linux --x64. What is given goes on to electron-builder.
 *
 * Where Electron's own files cannot be downloaded, and no target was named, everything else is packed for Linux and Windows: to be looked
 * at, not to be run.
 *
 * On a Mac without a certificate (CSC_LINK, CSC_NAME) the app is signed ad hoc: an arm Mac starts nothing that is not signed at
 * all, and with a signature that names nobody library validation has to be off. Such a build shows no notifications, and the keychain asks
 * anew after each update.
 */
import { spawnSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { electronOrStandIn } from './electron-or-stand-in.ts'
import { packParcel } from './pack-parcel.ts'
import { root, tool } from './run-step.ts'

const adHoc = [
  '-c.mac.identity=-',
  '-c.mac.entitlements=resources/entitlements.adhoc.plist',
  '-c.mac.entitlementsInherit=resources/entitlements.adhoc.plist',
]

/** What electron-builder is given. */
export function packingArguments(
  given: readonly string[],
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const isForMac = given.some((word) => ['--mac', '-m', '--macos'].includes(word)) || !given.some(isPlatform)
  const isSigned = Boolean(env['CSC_LINK'] || env['CSC_NAME'])
  return platform === 'darwin' && isForMac && !isSigned ? [...given, ...adHoc] : [...given]
}

async function packWithoutElectron(): Promise<void> {
  const place = join(root, 'dist', 'without-electron')
  console.log(
    '\nElectron’s own files could not be downloaded here. All that is Afterbeep’s own is packed without them:',
  )
  for (const system of ['linux', 'win32'] as const) {
    const { resources } = await packParcel(system, join(place, system))
    console.log(`  ${system}: ${relative(root, resources)}`)
  }
  console.log('It is there to be looked at, and does not run. Its content is held against a list by: npm test -- app')
}

function isPlatform(word: string): boolean {
  return /^(--(linux|win|windows|mac|macos)|-[lwm]+)$/.test(word)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const given = process.argv.slice(2)
  const run = ([program, ...args]: readonly string[]) =>
    spawnSync(program!, args, { cwd: root, stdio: 'inherit' }).status ?? 1
  const built = run(tool('electron-vite', 'build'))
  if (built !== 0) process.exit(built)
  const packed = run(tool('electron-builder', ...packingArguments(given, process.platform, process.env)))
  // Whoever names what they want, as a release does, gets that or a failure.
  const isLenient = given.length === 0 && process.env['AFTERBEEP_REQUIRE_ELECTRON'] !== '1'
  if (packed !== 0 && (!isLenient || electronOrStandIn({ download: false }).kind === 'electron')) process.exit(packed)
  if (packed !== 0) await packWithoutElectron()
}
