import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** A TURN server, written by hand, that grants allocations and relays nothing: what an offer through one looks like. */
export interface TurnServer {
  /** turn:127.0.0.1:port */
  readonly url: string
  readonly username: string
  readonly credential: string
  /** Where its allocations are reached, it says. */
  readonly relayed: string
  close(): void
}

const COOKIE = 0x2112a442
const REALM = 'turn.test'
const [username, credential] = ['rep', 'relay-secret']
const relayed = { host: '203.0.113.7', port: 50_000 }

/** RFC 8656, by long-term credentials (RFC 8489 9.2), over a way that takes this long. */
export async function openTurnServer({ answersAfterMs = 0 } = {}): Promise<TurnServer> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const key = createHash('md5').update(`${username}:${REALM}:${credential}`).digest()
  const nonce = randomBytes(8).toString('hex')
  /** On their way. */
  const answers = new Set<NodeJS.Timeout>()

  socket.on('message', (message, from) => {
    const type = message.readUInt16BE(0)
    const transaction = message.subarray(4, 20)
    const isAllocate = type === 0x0003
    // A refresh says with no lifetime that it is over; other requests are not needed for an offer.
    if (!isAllocate && type !== 0x0004) return
    const isProved = attributesOf(message).has(0x0008)
    const reply = isProved
      ? answer(type + 0x0100, transaction, isAllocate ? granted(from) : [attribute(0x000d, long(600))], key)
      : answer(type + 0x0110, transaction, [
          attribute(0x0009, Buffer.concat([Buffer.from([0, 0, 4, 1]), Buffer.from('Unauthorized')])),
          attribute(0x0014, Buffer.from(REALM)),
          attribute(0x0015, Buffer.from(nonce)),
        ])
    const answering = setTimeout(() => {
      answers.delete(answering)
      socket.send(reply, from.port, from.address)
    }, answersAfterMs)
    answers.add(answering)
  })

  const { port } = socket.address() as AddressInfo
  return {
    url: `turn:127.0.0.1:${port}`,
    username,
    credential,
    relayed: `${relayed.host} ${relayed.port}`,
    close() {
      for (const answering of answers) clearTimeout(answering)
      socket.close()
    },
  }
}

function granted(from: RemoteInfo): Buffer[] {
  return [
    attribute(0x0016, xored(relayed.host, relayed.port)),
    // Seen from outside the rep sits somewhere else, which nobody is to learn.
    attribute(0x0020, xored('198.51.100.9', from.port)),
    attribute(0x000d, long(600)),
  ]
}

function answer(type: number, transaction: Buffer, attributes: readonly Buffer[], key?: Buffer): Buffer {
  const body = Buffer.concat(attributes)
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(body.length + (key ? 24 : 0), 2)
  const message = Buffer.concat([head, transaction, body])
  if (!key) return message
  const integrity = createHmac('sha1', key).update(message).digest()
  return Buffer.concat([message, attribute(0x0008, integrity)])
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

function attributesOf(message: Buffer): Set<number> {
  const found = new Set<number>()
  for (let at = 20; at + 4 <= message.length;) {
    found.add(message.readUInt16BE(at))
    at += 4 + Math.ceil(message.readUInt16BE(at + 2) / 4) * 4
  }
  return found
}

function xored(host: string, port: number): Buffer {
  const address = Buffer.from(host.split('.').map(Number)).readUInt32BE(0)
  const value = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])
  value.writeUInt16BE(port ^ (COOKIE >>> 16), 2)
  value.writeUInt32BE((address ^ COOKIE) >>> 0, 4)
  return value
}

function long(value: number): Buffer {
  const octets = Buffer.alloc(4)
  octets.writeUInt32BE(value)
  return octets
}
