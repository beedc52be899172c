import { expect, test } from 'vitest'
import { takeBreath } from '../../../main/shell/breath.ts'

const minute = 60_000

test('a window that crashed after a while comes back at once', () => {
  expect(takeBreath().after('crashed', minute)).toBe(0)
})

test('one that dies again and again, or for want of memory, is left alone longer each time, up to half a minute', () => {
  const breath = takeBreath()
  const waits = Array.from({ length: 7 }, () => breath.after('crashed', 50))
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(breath.after('crashed', minute)).toBe(0)
  for (const reason of ['oom', 'launch-failed', 'memory-eviction', 'integrity-failure'] as const)
    expect(takeBreath().after(reason, minute)).toBe(1_000)
})
