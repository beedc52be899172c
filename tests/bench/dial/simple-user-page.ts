import { Web } from 'sip.js'

/* In a page: SIP.js's own SimpleUser, which calls a number at the press of a button. */

export interface SimpleUserOptions {
  readonly server: string
  readonly iceServers: readonly RTCIceServer[]
}

declare global {
  // oxlint-disable-next-line no-var -- only `var` adds to globalThis
  var simpleUser: {
    open(options: SimpleUserOptions): Promise<void>
    /** Resolves when the far end has answered. */
    answered(): Promise<void>
    /** Epoch milliseconds. */
    pressedAt(): number
    hangUp(): Promise<void>
    close(): Promise<void>
  }
}

let user: Web.SimpleUser
let pressedAt = 0
let whenAnswered = Promise.withResolvers<void>()
let whenHungUp = Promise.withResolvers<void>()

document.querySelector('button')!.addEventListener('click', (event) => {
  pressedAt = Date.now() - (performance.now() - event.timeStamp)
  whenAnswered = Promise.withResolvers()
  whenHungUp = Promise.withResolvers()
  void user.call('sip:5551000@pbx.test')
})

globalThis.simpleUser = {
  async open({ server, iceServers }) {
    const audio = new Audio()
    user = new Web.SimpleUser(server, {
      aor: 'sip:web2@pbx.test',
      delegate: { onCallAnswered: () => whenAnswered.resolve(), onCallHangup: () => whenHungUp.resolve() },
      media: { constraints: { audio: true, video: false }, remote: { audio } },
      userAgentOptions: {
        authorizationUsername: 'web2',
        authorizationPassword: 'webpass2',
        // In its favour: its log takes longer than its call.
        logLevel: 'error',
        // Without a word it would ask a server of Google, which cannot be reached here.
        sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers } },
      },
    })
    await user.connect()
    await user.register()
  },
  answered: () => whenAnswered.promise,
  pressedAt: () => pressedAt,
  async hangUp() {
    await user.hangup()
    await whenHungUp.promise
  },
  async close() {
    await user.unregister()
    await user.disconnect()
  },
}
