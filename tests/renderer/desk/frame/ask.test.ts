import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { makeRoomAsk } from '../../../../renderer/desk/frame/ask.ts'
import type { DeskBridge, RequestName } from '../../../../shared/contract/bridge.ts'
import { failed, ok, type Result } from '../../../../shared/result.ts'
import type { Trouble } from '../../../../shared/contract/trouble.ts'

interface Room {
  readonly asked: readonly RequestName[]
  readonly refusal: Trouble | null
  readonly playing: string | null
}

/** A room whose requests are answered when the test answers them, the oldest first. */
function room() {
  const answers: ((answer: Result<unknown>) => void)[] = []
  const asked: RequestName[] = []
  const bridge: DeskBridge = {
    request: (name) => (asked.push(name), new Promise((resolve) => answers.push(resolve as never))),
    on: () => () => {},
  }
  const store = createStore<Room>(() => ({ asked: [], refusal: null, playing: 'a take' }))
  return {
    asked,
    store,
    ask: makeRoomAsk(bridge, store, { playing: null }),
    answer: (it: Result<unknown>) => answers.shift()!(it),
  }
}

test('a second press while main has not answered asks nothing, and afterwards it does', async () => {
  const { ask, asked, answer, store } = room()
  const first = ask('import.check', {})
  expect(await ask('import.check', {})).toBeNull()
  expect(store.getState().asked).toEqual(['import.check'])
  answer(ok())
  expect(await first).toEqual(ok())
  expect(store.getState().asked).toEqual([])
  void ask('import.check', {})
  expect(asked).toEqual(['import.check', 'import.check'])
})

test('what main refuses stays until the next press, and an answer to something else does not take it away', async () => {
  const { ask, answer, store } = room()
  const refused = ask('import.check', {})
  const other = ask('import.cancel', {})
  answer(failed('not-found'))
  await refused
  answer(ok())
  await other
  expect(store.getState()).toEqual({ asked: [], refusal: { code: 'not-found', about: {} }, playing: null })
  void ask('import.check', {})
  expect(store.getState().refusal).toBeNull()
})
