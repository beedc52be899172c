import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allowedLicences, bundled, notices, shippedPackages } from '../../scripts/make-notices.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the third-party notices', () => {
  test('are those of the packages that are shipped now (else: node scripts/make-notices.ts)', () => {
    expect(read('THIRD-PARTY-NOTICES.md') === notices()).toBe(true)
  })

  test('name only licences under which we may ship', () => {
    const others = shippedPackages().filter(({ licence }) => !allowedLicences.includes(licence))
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
  })

  test('have a text for every package', () => {
    expect(shippedPackages().filter(({ text }) => text.length < 40)).toEqual([])
  })

  test('cover whatever the windows bundle', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    const imported = globSync('{renderer,shared}/**/*.{ts,tsx}', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/(?:from|import) '((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g)].map(
        (match) => match[1]!,
      ),
    )
    expect(imported).toContain('react')
    expect([...new Set(imported)].filter((name) => !bundled.includes(name) && !(name in dependencies))).toEqual([])
  })
})
