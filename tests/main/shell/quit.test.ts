import { EventEmitter, once } from 'node:events'
import type { App } from 'electron'
import { expect, test } from 'vitest'
import { openQuit, type QuitPorts } from '../../../main/shell/quit.ts'

/** Of Electron's app: the asking before a quit, and the quit itself. */
class Quitting extends EventEmitter {
  isGone = false
  quit(): void {
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    if (isPrevented) return
    this.isGone = true
    this.emit('gone')
  }
}

function quitting(some: Partial<QuitPorts> = {}) {
  const app = new Quitting()
  const seen = { asked: 0, closed: 0, bugs: [] as string[] }
  const quit = openQuit(app as unknown as App, {
    isCallUp: () => false,
    close: async () => void seen.closed++,
    onBug: (where) => void seen.bugs.push(where),
    ...some,
    ask: () => {
      seen.asked++
      return some.ask?.() ?? Promise.resolve(false)
    },
  })
  return { app, quit, seen }
}

test('the app goes once everything is closed, and not before', async () => {
  const closing = Promise.withResolvers<void>()
  let closed = 0
  const { app, quit } = quitting({ close: () => (closed++, closing.promise) })
  expect(quit.isUnderWay()).toBe(false)
  app.quit()
  app.quit()
  expect([quit.isUnderWay(), app.isGone, closed]).toEqual([true, false, 1])
  closing.resolve()
  await once(app, 'gone')
})

test('the app goes all the same when closing takes too long', async () => {
  const { app } = quitting({ close: () => new Promise(() => {}), limitMs: 1 })
  app.quit()
  await once(app, 'gone')
})

test('the app goes all the same when closing fails, and the bug is told', async () => {
  const { app, seen } = quitting({ close: () => Promise.reject(new Error('disk full')) })
  app.quit()
  await once(app, 'gone')
  expect(seen.bugs).toEqual(['quit'])
})

test('with a call up every quit asks, once at a time, and Stay stays', async () => {
  let answer = Promise.withResolvers<boolean>()
  const { app, quit, seen } = quitting({ isCallUp: () => true, ask: () => answer.promise })
  app.quit()
  app.quit()
  expect(seen).toMatchObject({ asked: 1, closed: 0 })
  answer.resolve(false)
  await answer.promise
  await Promise.resolve()
  expect([quit.isUnderWay(), seen.closed]).toEqual([false, 0])
  answer = Promise.withResolvers()
  app.quit()
  expect(seen.asked).toBe(2)
  answer.resolve(true)
  await once(app, 'gone')
  expect(seen.closed).toBe(1)
})

test('the end of the session asks nobody, also where the question stands already', async () => {
  const { app, quit, seen } = quitting({ isCallUp: () => true, ask: () => new Promise(() => {}) })
  app.quit()
  expect(seen).toMatchObject({ asked: 1, closed: 0 })
  quit.withoutAsking()
  quit.withoutAsking()
  await once(app, 'gone')
  expect(seen).toMatchObject({ asked: 1, closed: 1 })
})

test('a question that cannot be shown keeps the call', async () => {
  const { app, quit, seen } = quitting({ isCallUp: () => true, ask: () => Promise.reject(new Error('no window')) })
  app.quit()
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
  expect([quit.isUnderWay(), seen.bugs]).toEqual([false, ['quit']])
})
