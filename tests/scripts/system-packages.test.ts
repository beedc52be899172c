import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const module = join(import.meta.dirname, '..', '..', 'scripts', 'system-packages.ts')

/** Asks for programs in a process of its own, since what is missing ends it. */
function ensure(programs: readonly string[], path: string): { exitCode: number | null; output: string } {
  const script = `import { ensurePackages } from ${JSON.stringify(module)}\nensurePackages(${JSON.stringify(programs)})`
  const args = ['--input-type=module', '--eval', script]
  const end = spawnSync(process.execPath, args, { encoding: 'utf8', env: { PATH: path } })
  return { exitCode: end.status, output: `${end.stdout}${end.stderr}` }
}

describe('the system packages', () => {
  test('are not spoken of when nothing is missing', { timeout: 30_000 }, () => {
    expect(ensure([], '')).toEqual({ exitCode: 0, output: '' })
  })

  test('that are missing where they cannot be installed are named, with what they are for', { timeout: 30_000 }, () => {
    const { exitCode, output } = ensure(['chromium', 'baresip'], '/nowhere')
    expect(exitCode).toBe(1)
    expect(output).toMatch(/^Missing: chromium \(the engine .*\), baresip \(a far end .*\)\..*run this again/)
  })
})
