/**
 * `npm run bench -- NAME [args]` runs the contest NAME: tests/bench/NAME.ts or tests/bench/NAME/NAME.ts, which exports
 * `bench(args)` and prints its result, one JSON object, as its last line.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const home = join(import.meta.dirname, '../tests/bench')

function benchFile(name: string): string | undefined {
  return [join(home, `${name}.ts`), join(home, name, `${name}.ts`)].find((file) => existsSync(file))
}

function benchNames(): string[] {
  if (!existsSync(home)) return []
  const names = readdirSync(home).map((entry) => entry.replace(/\.ts$/, ''))
  return names.filter((name, index) => names.indexOf(name) === index && benchFile(name) !== undefined).sort()
}

const [name, ...args] = process.argv.slice(2)
const file = name !== undefined && /^[\w-]+$/.test(name) ? benchFile(name) : undefined
if (file === undefined) {
  console.error(
    `${name === undefined ? 'Which bench?' : `There is no bench "${name}".`} There are: ${benchNames().join(', ')}`,
  )
  process.exitCode = 1
} else {
  const { bench } = (await import(pathToFileURL(file).href)) as { bench: (args: readonly string[]) => Promise<void> }
  await bench(args)
}
