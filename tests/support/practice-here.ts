import { EventEmitter } from 'node:events'
import type { PracticeCommand, PracticeProcess } from '../../main/practice/practice-line.ts'
import { servePractice } from '../../main/practice/serve-practice.ts'

/**
 * The practice line in the test's own process: another one would take half a second of a core to start, for each test.
 * Its prospects pick up at once.
 */
export function practiceHere(): PracticeProcess {
  const child = new EventEmitter()
  const end = () => child.emit('exit', 0)
  const take = servePractice((event) => child.emit('message', event), end, { ringMs: 50 })
  return {
    postMessage: (message) => take(message as PracticeCommand),
    on: (event: string, listener: (value: never) => void) => child.on(event, listener as (value: unknown) => void),
    kill: () => true,
  }
}
