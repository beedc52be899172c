import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runStep, type Step } from '../../scripts/run-step.ts'

const never = new AbortController().signal
const shell = (script: string): Step => ({ name: 'step', command: ['sh', '-c', script], prints: 'on-failure' })

describe('a step', () => {
  test('keeps what it printed and says that it succeeded', async () => {
    expect(await runStep(shell('echo said; echo complained >&2'), never)).toMatchObject({
      succeeded: true,
      output: expect.stringMatching(/said[^]*complained|complained[^]*said/) as string,
    })
  })

  test('has failed when its program says so, or cannot be started', async () => {
    expect(await runStep(shell('exit 3'), never)).toMatchObject({ succeeded: false })
    const end = await runStep({ ...shell(''), command: ['no-such-program'] }, never)
    expect(end).toMatchObject({ succeeded: false, output: expect.stringContaining('ENOENT') as string })
  })

  test('that runs out of time has failed, and nothing that it started is left', { timeout: 30_000 }, async () => {
    const end = await runStep(shell('sleep 600 & echo $!; exec sleep 600'), AbortSignal.timeout(300))
    expect(end.succeeded).toBe(false)
    const pid = end.output.trim()
    expect(pid).toMatch(/^\d+$/)
    expect(isRunning(pid)).toBe(false)
  })
})

/** Z: it has ended, and its new parent has not asked how yet. */
function isRunning(pid: string): boolean {
  const file = `/proc/${pid}/stat`
  return existsSync(file) && !readFileSync(file, 'utf8').includes(') Z ')
}
