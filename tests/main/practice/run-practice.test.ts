import { describe, expect, it } from 'vitest'
import type { PracticeLine } from '../../../main/practice/practice-line.ts'
import { runPractice } from '../../../main/practice/run-practice.ts'
import { failed, ok } from '../../../shared/result.ts'

/** A practice line that can be told to die. */
function mortalPractice() {
  const exits: (() => void)[] = []
  let [starts, stops, gone, time] = [0, 0, 0, 0]
  const practice = runPractice({
    start: async () => {
      starts += 1
      const line: Pick<PracticeLine, 'server' | 'stop' | 'onExit'> = {
        server: `ws://127.0.0.1:${7000 + starts}/secret`,
        stop: async () => void (stops += 1),
        onExit: (listener) => void exits.push(listener as () => void),
      }
      return ok(line as PracticeLine)
    },
    now: () => time,
    onGone: () => (gone += 1),
  })
  return {
    practice,
    die: () => exits.at(-1)?.(),
    pass: (ms: number) => (time += ms),
    seen: () => ({ starts, stops, gone }),
  }
}

describe('the practice line', () => {
  it('is started once, however often it is asked for', async () => {
    const { practice, seen } = mortalPractice()
    const [first, second] = await Promise.all([practice.server(), practice.server()])
    expect(first).toEqual(ok('ws://127.0.0.1:7001/secret'))
    expect(second).toEqual(first)
    expect(seen()).toEqual({ starts: 1, stops: 0, gone: 0 })
  })

  it('has another address when it died and was started again', async () => {
    const { practice, die, seen } = mortalPractice()
    await practice.server()
    die()
    expect(seen().gone).toBe(1)
    expect(await practice.server()).toEqual(ok('ws://127.0.0.1:7002/secret'))
  })

  it('is not mourned when it was stopped on purpose', async () => {
    const { practice, die, seen } = mortalPractice()
    await practice.server()
    await practice.stop()
    die()
    expect(seen()).toEqual({ starts: 1, stops: 1, gone: 0 })
  })

  it('is given up when it keeps dying, and tried again a minute later', async () => {
    const { practice, die, pass } = mortalPractice()
    for (let time = 0; time < 3; time += 1) {
      expect((await practice.server()).ok).toBe(true)
      die()
    }
    expect(await practice.server()).toEqual(failed('practice-failed', { reason: 'its process keeps stopping' }))
    pass(60_000)
    expect((await practice.server()).ok).toBe(true)
  })
})
