/*
 * node scripts/make-notices.ts: writes THIRD-PARTY-NOTICES.md, the licences of everything that is shipped inside Afterbeep:
 * the production dependencies, and what is bundled into the desk. (Electron and Chromium bring their own notices.)
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-step.ts'

interface LockedPackage {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export interface ShippedPackage {
  readonly name: string
  readonly version: string
  /** SPDX expression, as the package declares it. */
  readonly licence: string
  /** The text that the package carries, or where it carries none, what it declares. */
  readonly text: string
}

/** Development dependencies in package.json that the build puts into the desk's files, and so into what is shipped. */
export const bundled: readonly string[] = [
  'react',
  'react-dom',
  'react-aria-components',
  'zustand',
  '@fontsource-variable/inter',
]

/**
 * Licences that let us ship under MIT. MPL-2.0 asks that the files it covers stay under it and their source can be had:
 * they are shipped unchanged, as the published package. CC-BY-3.0 (the dates of public holidays) asks to be named, which the
 * notices do; PSF-2.0 is as free as MIT. OFL-1.1 (the
 * typeface) asks that it is not sold by itself.
 */
export const allowedLicences: readonly string[] = [
  'MIT', '0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', 'Unlicense', '(MIT OR CC0-1.0)',
  '(ISC AND CC-BY-3.0)', 'PSF-2.0', 'OFL-1.1', 'BlueOak-1.0.0',
] // prettier-ignore

/** Everything that is shipped, each version once, by name. */
export function shippedPackages(): ShippedPackage[] {
  const { packages } = readJson<{ packages: Record<string, LockedPackage> }>('package-lock.json')
  const folders = new Set<string>()
  for (const [folder, { dev, devOptional, optional }] of Object.entries(packages)) {
    // Optional at the top are only the Node binaries that run the scripts.
    if (folder !== '' && !dev && !devOptional && !optional) folders.add(folder)
  }
  for (const name of bundled) addClosure(packages, '', name, folders)

  const shipped = new Map<string, ShippedPackage>()
  for (const folder of folders) {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
    // Types are erased by the build.
    if (name.startsWith('@types/') || name === '@react-types/shared') continue
    const { version, license } = packages[folder]!
    shipped.set(`${name} ${version}`, {
      name,
      version,
      licence: license ?? 'none declared',
      text: licenceText(folder) ?? declaredLicence(folder),
    })
  }
  return [...shipped.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

export function notices(): string {
  const entries = shippedPackages().map(
    ({ name, version, licence, text }) => `## ${name} ${version}\n\n${licence}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`,
  )
  return `# Third-party notices

Afterbeep contains the following software, each under its own licence. Made by \`node scripts/make-notices.ts\`.

${entries.join('\n')}`
}

/** Adds a package and what it needs, each found as Node finds it: in the nearest node_modules above `from`. */
function addClosure(packages: Record<string, LockedPackage>, from: string, name: string, into: Set<string>): void {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const folder = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`
    const found = packages[folder]
    if (found) {
      if (into.has(folder)) return
      into.add(folder)
      const needed = { ...found.dependencies, ...found.optionalDependencies }
      for (const other of Object.keys(needed)) addClosure(packages, folder, other, into)
      return
    }
    if (base === '') throw new Error(`${name}, needed by ${from || 'package.json'}, is not in package-lock.json`)
  }
}

function licenceText(folder: string): string | null {
  const names = readdirSync(join(root, folder)).filter((name) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(name))
  const texts = names.toSorted().map((name) =>
    readFileSync(join(root, folder, name), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim(),
  )
  return texts.length > 0 ? texts.join('\n\n') : null
}

/** For a package without a text of its own: whose it is, and the licence it names, in full where that is MIT. */
function declaredLicence(folder: string): string {
  const { author, license } = readJson<{ author?: string | { name: string }; license?: string }>(
    `${folder}/package.json`,
  )
  const name = typeof author === 'string' ? author : author?.name
  const holder = `Copyright (c) ${name ?? 'the authors'}`
  if (license !== 'MIT') return `${license}\n\n${holder}`
  const own = readFileSync(join(root, 'LICENSE'), 'utf8')
  return `MIT License\n\n${holder}\n\n${own.slice(own.indexOf('Permission is hereby granted')).trim()}`
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as T
}

if (import.meta.main) writeFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), notices())
