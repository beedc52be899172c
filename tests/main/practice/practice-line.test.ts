import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  startPracticeLine,
  type PracticeLinePorts,
  type PracticeProcess,
} from '../../../main/practice/practice-line.ts'
import { practiceAccount, practiceSoundsDir } from '../../support/practice.ts'
import { connectCaller } from '../../support/sip-caller.ts'

const entry = join(import.meta.dirname, '..', '..', '..', 'main', 'practice', 'practice-process.ts')

async function ports(soundsDir = practiceSoundsDir) {
  const heardDir = await mkdtemp(join(tmpdir(), 'afterbeep-heard-'))
  const children: ReturnType<typeof fork>[] = []
  onTestFinished(async () => {
    for (const child of children) child.kill('SIGKILL')
    await rm(heardDir, { recursive: true })
  })
  const given: PracticeLinePorts = {
    fork(): PracticeProcess {
      const child = fork(entry, { execArgv: [], serialization: 'advanced' })
      children.push(child)
      return {
        postMessage: (message) => child.send(message as object),
        on: (event: string, listener: (given: never) => void) => child.on(event, listener as () => void),
        kill: () => child.kill(),
      }
    },
    soundsDir,
    heardDir,
    account: practiceAccount,
  }
  return { given, children }
}

async function startedLine(given: PracticeLinePorts) {
  const started = await startPracticeLine(given)
  if (!started.ok) throw new Error(JSON.stringify(started.trouble))
  return started.value
}

test('the practice line runs in a process of its own, which ends when it is stopped', async () => {
  const { given, children } = await ports()
  const line = await startedLine(given)
  expect(line.server).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/[\w-]{32}$/)
  const caller = await connectCaller(line.server, practiceAccount.password)
  expect((await caller.register(practiceAccount.password)).status).toBe(200)
  const exits: number[] = []
  line.onExit((code) => exits.push(code))
  const exited = once(children[0]!, 'exit')
  await line.stop()
  expect(await exited).toEqual([0, null])
  expect(exits).toEqual([])
  caller.close()
}, 20_000)

test('a process that dies is reported', async () => {
  const { given, children } = await ports()
  const line = await startedLine(given)
  const told = new Promise((resolve) => line.onExit(resolve))
  children[0]!.kill('SIGKILL')
  await told
  await line.stop()
}, 20_000)

test('a practice line without its sounds fails with the reason', async () => {
  const { given } = await ports('/nonexistent')
  const started = await startPracticeLine(given)
  expect(started).toMatchObject({ ok: false, trouble: { code: 'practice-failed' } })
  expect(!started.ok && started.trouble.about['reason']).toContain('ENOENT')
}, 20_000)
