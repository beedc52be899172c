import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { expect, test } from 'vitest'
import { hearHandedOver } from '../../../main/shell/handed-over.ts'

test('a link or a second start while the app is still starting is kept, and delivered in order', () => {
  const app = new EventEmitter()
  const handedOver = hearHandedOver(app as unknown as App)
  let isPrevented = false
  app.emit('open-url', { preventDefault: () => (isPrevented = true) }, 'tel:1')
  app.emit('second-instance', {}, ['afterbeep', 'tel:2'])
  expect(isPrevented).toBe(true)
  const taken: (readonly string[])[] = []
  handedOver.deliverTo((words) => void taken.push(words))
  expect(taken).toEqual([['tel:1'], ['afterbeep', 'tel:2']])
  app.emit('second-instance', {}, ['afterbeep'])
  expect(taken).toHaveLength(3)
})
