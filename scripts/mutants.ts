/*
 * npm run mutants -- PATH …                     changes every expression of these files, one at a time, and counts which
 *                                               changes no unit test sees
 * npm run mutants -- --sample 200 --seed S shared|main   the same on lines drawn from a whole room
 *
 * StrykerJS makes the mutants and runs the tests that cover them (stryker.config.json). Run by hand, not in CI.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { interruptSignal } from './interrupt.ts'
import { root, runStep, tool } from './run-step.ts'

/** An expression's change that no test can see is told by the reader, not by a tool: the bar leaves room for those. */
const bars = { shared: 0.85, main: 0.75 } as const
type Room = keyof typeof bars
/** A drawn line has about this many mutants. */
const MUTANTS_A_LINE = 1.3

interface MutantReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>
}
interface Mutant {
  readonly status: string
  readonly mutatorName: string
  readonly replacement?: string
  readonly location: { readonly start: { readonly line: number } }
}

const { values, positionals } = parseArgs({
  options: { sample: { type: 'string' }, seed: { type: 'string', default: 'first' } },
  allowPositionals: true,
})
const room = positionals[0]
if (values.sample && room !== 'shared' && room !== 'main') {
  console.error('A sample is drawn from one room: npm run mutants -- --sample 200 --seed S shared, or main.')
  process.exit(1)
}
if (positionals.length === 0) {
  console.error('Say which files: npm run mutants -- shared/call/outcome.ts')
  process.exit(1)
}
const size = Number(values.sample)
const places = values.sample ? drawLines(room as Room, Math.ceil(size / MUTANTS_A_LINE), values.seed) : positionals
const file = join(root, 'out', 'mutants', 'mutants.json')
rmSync(file, { force: true })
const { succeeded } = await runStep(
  { name: 'mutants', command: tool('@stryker-mutator/core', 'run', '--mutate', places.join(',')), prints: 'at-once' },
  interruptSignal(4 * 3_600_000),
)
if (!succeeded) process.exit(1)

const mutants = Object.entries((JSON.parse(readFileSync(file, 'utf8')) as MutantReport).files)
  .flatMap(([path, { mutants: all }]) => all.map((mutant) => ({ path, ...mutant })))
  .filter(({ status }) => status !== 'Ignored' && status !== 'CompileError' && status !== 'RuntimeError')
const isKilled = ({ status }: Mutant) => status === 'Killed' || status === 'Timeout'
for (const mutant of mutants.filter((each) => !isKilled(each))) {
  console.log(
    `survived: ${mutant.path}:${mutant.location.start.line} ${mutant.mutatorName} → ${mutant.replacement ?? ''}`,
  )
}
const killed = mutants.filter(isKilled).length
const killedShare = Math.round((killed / mutants.length) * 1000) / 1000
console.log(
  JSON.stringify({ mutants: mutants.length, killed, killedShare, ...(values.sample && { bar: bars[room as Room] }) }),
)

/** `count` lines of code of a room, drawn by the seed, as StrykerJS's ranges. */
function drawLines(from: Room, count: number, seed: string): string[] {
  const lines = globSync(`${from}/**/*.ts`, { cwd: root })
    .filter((path) => !path.includes('/migrations/'))
    .sort()
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((text, i) => (isCode(text) ? [`${path}:${i + 1}:0-${i + 1}:${text.length}`] : [])),
    )
  const order = (line: string) => createHash('sha256').update(`${seed} ${line}`).digest('hex')
  return lines
    .map((line) => ({ line, by: order(line) }))
    .sort((a, b) => (a.by < b.by ? -1 : 1))
    .slice(0, count)
    .map(({ line }) => line)
}

function isCode(text: string): boolean {
  const line = text.trim()
  return line !== '' && !/^(\*|\/\*|\/\/|import |export \* |[)}\]]+,?$)/.test(line)
}
