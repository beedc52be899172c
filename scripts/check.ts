/*
 * npm run check: types, lint, format and the unit tests, in less than a minute and in few words.
 */
import { staticChecks } from './checks.ts'
import { interruptSignal } from './interrupt.ts'
import { runStep, tool, type Step } from './run-step.ts'

/** Whole calls with sound, which take as long as a call takes: npm test makes them. */
const inRealTime = ['tests/main/practice/sound.test.ts']
const excluded = inRealTime.map((file) => `--exclude=${file}`)
const unit: Step = {
  name: 'unit tests',
  command: tool('vitest', 'run', '--reporter=dot', '--silent', ...excluded),
  prints: 'on-failure',
}
const signal = interruptSignal(180_000)

async function check(step: Step): Promise<boolean> {
  const end = await runStep(step, signal)
  const seconds = (end.tookMs / 1000).toFixed(1)
  console.log(`${end.succeeded ? 'ok     ' : 'failed '} ${step.name} (${seconds} s)`)
  if (!end.succeeded) console.log(end.output.trimEnd())
  return end.succeeded
}

const ends = [...(await Promise.all(staticChecks.map(check))), await check(unit)]
process.exit(ends.every(Boolean) ? 0 : 1)
