/*
 * Builds the app and packs it: npm run package, or npm run package -- --linux --x64. What is given goes on to electron-builder.
 *
 * On a Mac without a certificate (CSC_LINK, CSC_NAME) the app is signed ad hoc: an arm Mac starts nothing that is not signed at
 * all, and with a signature that names nobody library validation has to be off. Such a build shows no notifications, and the keychain asks
 * anew after each update.
 */
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
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

function isPlatform(word: string): boolean {
  return /^(--(linux|win|windows|mac|macos)|-[lwm]+)$/.test(word)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const steps = [
    tool('electron-vite', 'build'),
    tool('electron-builder', ...packingArguments(process.argv.slice(2), process.platform, process.env)),
  ]
  for (const [program, ...args] of steps) {
    const { status } = spawnSync(program!, args, { cwd: root, stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
}
