import { EventEmitter, once } from 'node:events'
import type { App } from 'electron'
import { expect, test } from 'vitest'
import { closeBeforeQuit } from '../../../main/shell/quit.ts'

/** Of Electron's app: the asking before a quit, and the quit itself. */
class Quitting extends EventEmitter {
  quit(): void {
    let isPrevented = false
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) })
    if (!isPrevented) this.emit('gone')
  }
}

const asApp = (app: Quitting) => app as unknown as App

test('the app goes once everything is closed, and not before', async () => {
  const app = new Quitting()
  const closing = Promise.withResolvers<void>()
  let closed = 0
  const isQuitting = closeBeforeQuit(asApp(app), () => (closed++, closing.promise), expect.unreachable)
  let isGone = false
  const gone = once(app, 'gone').then(() => (isGone = true))
  expect(isQuitting()).toBe(false)
  app.quit()
  app.quit()
  expect([isQuitting(), isGone, closed]).toEqual([true, false, 1])
  closing.resolve()
  await gone
})

test('the app goes all the same when closing takes too long', async () => {
  const app = new Quitting()
  closeBeforeQuit(asApp(app), () => new Promise(() => {}), expect.unreachable, 1)
  const gone = once(app, 'gone')
  app.quit()
  await gone
})

test('the app goes all the same when closing fails, and the bug is told', async () => {
  const app = new Quitting()
  const bugs: unknown[] = []
  closeBeforeQuit(
    asApp(app),
    () => Promise.reject(new Error('disk full')),
    (where) => bugs.push(where),
  )
  const gone = once(app, 'gone')
  app.quit()
  await gone
  expect(bugs).toEqual(['quit'])
})
