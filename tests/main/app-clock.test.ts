import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clockSeenAt } from '../../main/archive/trusted-clock.ts'
import { openHandlers } from '../../main/handlers.ts'
import { openApp } from '../../main/open-app.ts'
import type { Command } from '../../main/audio/sound-room.ts'
import { ok } from '../../shared/result.ts'
import { appPorts } from '../support/app-ports.ts'
import { must } from '../support/must.ts'

const minute = 60_000
const day = 86_400_000

test(
  'a clock that jumps ahead for a while ends no cadence and moves nothing, and is asked about until it is right or said to be',
  { timeout: 30_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'afterbeep-clock-'))
    const clock = { ahead: 0 }
    const opened = must(
      await openApp({
        ...appPorts(folder),
        now: () => Date.now() + clock.ahead,
        command: (async () => ok()) as Command,
        tellDesk: () => {},
      }),
    )
    onTestFinished(async () => {
      await opened.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    })
    const { archive, desk } = opened.app
    const handlers = openHandlers(opened.app)
    const plans = () => archive.prepare('SELECT * FROM follow_ups ORDER BY follow_up_id').all()
    const ended = () => archive.prepare('SELECT count(*) FROM enrolments WHERE stopped_at IS NOT NULL').pluck().get()
    const noticed = () => desk.state().notice?.code ?? null
    await opened.start()
    await handlers['notice.dismiss']({})
    const before = plans()
    expect(before.length).toBeGreaterThan(0)

    clock.ahead = 400 * day
    await expect.poll(noticed, { timeout: 5_000 }).toBe('clock-doubted')
    expect(plans()).toEqual(before)
    expect(ended()).toBe(0)

    // Set right by the rep: the next minute goes on as if nothing had been.
    clock.ahead = 11 * minute
    await handlers['notice.dismiss']({})
    const seen = clockSeenAt(archive)!
    await expect.poll(() => clockSeenAt(archive), { timeout: 5_000 }).toBeGreaterThan(seen)
    expect(noticed()).toBeNull()

    clock.ahead = 400 * day
    await expect.poll(noticed, { timeout: 5_000 }).toBe('clock-doubted')
    await handlers['clock.trust']({})
    expect(noticed()).toBeNull()
    // What went by in all that time is planned anew from here on.
    clock.ahead += minute
    await expect.poll(plans, { timeout: 5_000 }).not.toEqual(before)
    expect(noticed()).not.toBe('clock-doubted')
  },
)
