import { expect, test } from 'vitest'
import { withStableRows } from '../../../../renderer/desk/queue/stable-rows.ts'
import { desk } from '../../../support/desk-samples.ts'

const { queue } = desk()
const copy = structuredClone(queue)

test('rows that say the same are the same rows, and those that do not are new ones', () => {
  const [first, second, ...rest] = copy.items
  const told = { ...copy, items: [{ ...second!, why: 'They asked.' }, first!, ...rest] }
  const kept = withStableRows(queue, told)
  expect(kept).toEqual(told)
  expect(kept.items[0]).not.toBe(queue.items[1])
  expect(kept.items[1]).toBe(queue.items[0])
  expect(kept.items.slice(2).every((item) => queue.items.includes(item))).toBe(true)
})

test('a contact who has gone, or a queue that is the first, takes nothing along', () => {
  expect(withStableRows(undefined, copy)).toBe(copy)
  expect(withStableRows(queue, { ...copy, items: copy.items.slice(1) }).items).toEqual(queue.items.slice(1))
})
