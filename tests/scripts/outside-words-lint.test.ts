import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const home = join(import.meta.dirname, '../..')

/** What the rule says of one element, by the real linter. */
function foundIn(element: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'outside-words-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'view.tsx'), `export const View = ({ call, name, open }: Props) => (${element})\n`)
  const rules = { 'outside-words/in-bdi': 'error' }
  const jsPlugins = [join(home, 'scripts/lint/outside-words.ts')]
  writeFileSync(join(folder, 'oxlint.json'), JSON.stringify({ jsPlugins, rules, categories: { correctness: 'off' } }))
  const linter = join(home, 'node_modules/.bin/oxlint')
  const { stdout } = spawnSync(linter, ['-c', 'oxlint.json', '-f', 'json', 'view.tsx'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return (JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics.filter(({ code }) =>
    code.includes('in-bdi'),
  ).length
}

test.for([
  ['a name', '<b>{name}</b>', 1],
  ['a name in something', '<b>{call.callerName}</b>', 1],
  ['a name that may be missing', '<b>{call?.company}</b>', 1],
  ['a name beside other words', '<>{name} calls</>', 1],
  ['a name or something else', "<b>{call.name || 'somebody'}</b>", 1],
  ['a name in quotes that are part of the text', '<b>{`“${call.name}”`}</b>', 1],
  ['a name under a condition', "<b>{open ? call.name : 'nobody'}</b>", 1],
  ['a name in bdi', '<b><bdi>{name}</bdi></b>', 0],
  ['a name in quotes in bdi', '<b><bdi>{`“${call.name}”`}</bdi></b>', 0],
  ['a name that is only asked about', "<b>{call.name === '' ? 'nobody' : 'somebody'}</b>", 0],
  ['a name that decides whether something is shown', '<b>{name && <i>known</i>}</b>', 0],
  ['what is none of these words', '<b>{call.number}</b>', 0],
] as const)('%s is found by the rule: %s', ([, element, times]) => {
  expect(foundIn(element)).toBe(times)
})
