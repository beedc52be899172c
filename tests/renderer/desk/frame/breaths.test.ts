import { expect, test } from 'vitest'
import { openBreaths } from '../../../../renderer/desk/frame/breaths.ts'

/** Breaths that end only when they are ended, but for `ms` of the one test that waits. */
function breathsOf(ms = 3_600_000) {
  const done: string[] = []
  const { promise: first, resolve } = Promise.withResolvers<string>()
  const breaths = openBreaths<string>((key) => {
    done.push(key)
    resolve(key)
  }, ms)
  return { breaths, done, first }
}

test('what is typed is kept by itself after a breath', async () => {
  const { breaths, first } = breathsOf(1)
  breaths.begin('note 1')
  expect(await first).toBe('note 1')
})

test('who leaves has everything kept that waits, each once, and nothing a second time', () => {
  const { breaths, done } = breathsOf()
  breaths.begin('note 1')
  breaths.begin('note 2')
  breaths.begin('note 1')
  breaths.end()
  expect(done.toSorted()).toEqual(['note 1', 'note 2'])
  breaths.end()
  expect(done).toHaveLength(2)
})

test('what was given up is not kept, and the rest is', () => {
  const { breaths, done } = breathsOf()
  breaths.begin('note 1')
  breaths.begin('note 2')
  breaths.drop('note 1')
  breaths.end()
  expect(done).toEqual(['note 2'])
})
