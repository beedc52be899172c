import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { openAnnouncer, type Announced, type AnnouncePorts } from '../../../main/shell/announce-calls.ts'
import type { CallId } from '../../../shared/ids.ts'

interface Shown extends EventEmitter {
  readonly options: { title: string; timeoutType?: string; urgency?: string }
  isClosed: boolean
}

function announcing(isDeskSeen = () => false) {
  const shown: Shown[] = []
  const heard: string[] = []
  class Notification extends EventEmitter {
    static isSupported = () => true
    isClosed = false
    readonly options: Shown['options']
    constructor(options: Shown['options']) {
      super()
      this.options = options
    }
    show() {
      shown.push(this)
    }
    close() {
      this.isClosed = true
    }
  }
  const announce = openAnnouncer({
    Notification: Notification as unknown as AnnouncePorts['Notification'],
    isDeskSeen,
    answer: (callId) => void heard.push(`answer ${callId}`),
    failed: (reason) => void heard.push(`failed: ${reason}`),
  })
  return { announce, shown, heard }
}

const ringing = (name: string): Announced => ({
  callId: name as CallId,
  name,
  company: 'Northgate',
  number: '+1 212 555 0177',
})

test('a call that rings stays on the screen as long as it rings, and is answered by a click', () => {
  const { announce, shown, heard } = announcing()
  announce([ringing('Jane')])
  expect(shown.map(({ options }) => options)).toMatchObject([
    { title: 'Jane is calling', timeoutType: 'never', urgency: 'critical' },
  ])
  shown[0]!.emit('click')
  announce([])
  expect(shown[0]!.isClosed).toBe(true)
  // Windows keeps it in the Action Center: pressed there it does what it says, as far as that can be done.
  shown[0]!.emit('click')
  expect(heard).toEqual(['answer Jane', 'answer Jane'])
})

test('a notification that the system does not show is told of, and a desk that is looked at needs none', () => {
  const { announce, shown, heard } = announcing()
  announce([ringing('Jane')])
  shown[0]!.emit('failed', {}, 'not signed')
  expect(heard).toEqual(['failed: not signed'])
  const looking = announcing(() => true)
  looking.announce([ringing('Jane')])
  expect(looking.shown).toEqual([])
})
