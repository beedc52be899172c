import { expect, test } from 'vitest'
import { createLevels, expectLevels, forgetLevels, reportLevels } from '../../../renderer/sound/levels.ts'
import type { CallId } from '../../../shared/ids.ts'

function level(name: string, microphone: number) {
  return { callId: name as CallId, microphone, farEnd: 0 }
}

test('all calls are told of together, and none waits for one that is silent or gone', () => {
  const told: string[] = []
  const levels = createLevels((all) => told.push(all.map((one) => `${one.callId} ${one.microphone}`).join(', ')))
  for (const name of ['a', 'b']) expectLevels(levels, name as CallId)
  reportLevels(levels, level('a', 1))
  reportLevels(levels, level('b', 2))
  reportLevels(levels, level('a', 3))
  reportLevels(levels, level('b', 4))
  expect(told.splice(0)).toEqual(['a 1, b 2', 'a 3, b 4'])
  reportLevels(levels, level('a', 5))
  reportLevels(levels, level('a', 6))
  expect(told.splice(0)).toEqual(['a 5'])
  forgetLevels(levels, 'b' as CallId)
  reportLevels(levels, level('a', 7))
  expect(told.splice(0)).toEqual(['a 6', 'a 7'])
})
