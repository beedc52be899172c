import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { PracticeProcess } from '../../main/practice/practice-line.ts'

const entry = join(import.meta.dirname, '..', '..', 'main', 'practice', 'practice-process.ts')

/** The practice line's own process, under plain Node. */
export function forkPractice(): PracticeProcess {
  const child = fork(entry, { stdio: 'ignore' })
  return {
    postMessage: (message) => void child.send(message as object),
    on: (event: string, listener: (value: never) => void) => child.on(event, listener as (value: unknown) => void),
    kill: () => child.kill(),
  }
}
