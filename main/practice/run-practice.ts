import { failed, ok, type Result } from '../../shared/result.ts'
import type { PracticeLine } from './practice-line.ts'

/** The practice line runs only while it is in use. */
export interface Practice {
  /** Its address, started now if it does not run. */
  server(): Promise<Result<string>>
  /** Has whoever has this number call the rep, who is registered. Fails with `practice-only` while it does not run. */
  callBack(number: string): Promise<Result<null>>
  stop(): Promise<void>
}

/** A far end that dies this often in a minute will not get better by being started again. */
const MOST_STARTS_A_MINUTE = 3

/**
 * @param start starts the practice line's process.
 * @param onGone told when it died by itself and was in use: its next address will be another one.
 */
export function runPractice(ports: {
  start: () => Promise<Result<PracticeLine>>
  now: () => number
  onGone: () => void
}): Practice {
  let running: Promise<Result<PracticeLine>> | null = null
  let starts: number[] = []

  const start = async (): Promise<Result<PracticeLine>> => {
    starts = [...starts.filter((at) => ports.now() - at < 60_000), ports.now()]
    if (starts.length > MOST_STARTS_A_MINUTE) return failed('practice-failed', { reason: 'its process keeps stopping' })
    return ports.start()
  }

  const run = () => {
    const starting = start()
    const isCurrent = () => running === starting
    void starting.then((started) => {
      if (!started.ok) {
        if (isCurrent()) running = null
        return
      }
      started.value.onExit(() => {
        if (!isCurrent()) return
        running = null
        ports.onGone()
      })
    })
    return starting
  }

  return {
    async server() {
      running ??= run()
      const practice = await running
      return practice.ok ? ok(practice.value.server) : practice
    },
    async callBack(number) {
      const practice = await running
      if (!practice) return failed('practice-only')
      if (!practice.ok) return practice
      practice.value.callTheRep(number)
      return ok()
    },
    async stop() {
      const stopping = running
      running = null
      const practice = await stopping
      if (practice?.ok) await practice.value.stop()
    },
  }
}
