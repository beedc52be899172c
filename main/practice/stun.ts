/** The two STUN messages an ICE-lite agent needs (RFC 8489): reading a Binding request, writing its answer. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { crc32 } from 'node:zlib'

const COOKIE = 0x2112a442
const BINDING_REQUEST = 0x0001
const BINDING_SUCCESS = 0x0101
const BINDING_ERROR = 0x0111
const USERNAME = 0x0006
const MESSAGE_INTEGRITY = 0x0008
const ERROR_CODE = 0x0009
const XOR_MAPPED_ADDRESS = 0x0020
const USE_CANDIDATE = 0x0025
const FINGERPRINT = 0x8028
const ICE_CONTROLLED = 0x8029
const INTEGRITY_BYTES = 24

export interface BindingRequest {
  readonly transaction: Buffer
  /** The receiver's ufrag: the first half of USERNAME (RFC 8445 7.2.2). */
  readonly ufrag: string
  readonly useCandidate: boolean
  /** The sender thinks that we are the controlling agent. */
  readonly controlled: boolean
  /** Was the request made with this password? */
  isBy(password: string): boolean
}

/** RFC 7983: the first two bits of STUN are zero, DTLS is 20 to 63, RTP and RTCP are 128 to 191. */
export function isStun(packet: Buffer): boolean {
  return packet.length >= 20 && packet[0]! < 4 && packet.readUInt32BE(4) === COOKIE
}

/** A well-formed Binding request with integrity, or null. */
export function readBindingRequest(packet: Buffer): BindingRequest | null {
  if (packet.readUInt16BE(0) !== BINDING_REQUEST || packet.readUInt16BE(2) !== packet.length - 20) return null
  const found = new Map<number, { at: number; value: Buffer }>()
  for (let at = 20; at + 4 <= packet.length;) {
    const size = packet.readUInt16BE(at + 2)
    if (at + 4 + size > packet.length) return null
    const type = packet.readUInt16BE(at)
    // Nothing after the integrity counts but the fingerprint (RFC 8489 14.5).
    if (!found.has(MESSAGE_INTEGRITY) || type === FINGERPRINT)
      found.set(type, { at, value: packet.subarray(at + 4, at + 4 + size) })
    at += 4 + size + ((4 - (size % 4)) % 4)
  }
  const integrity = found.get(MESSAGE_INTEGRITY)
  const username = found.get(USERNAME)?.value.toString()
  if (integrity?.value.length !== 20 || username === undefined) return null
  return {
    transaction: Buffer.from(packet.subarray(8, 20)),
    ufrag: username.split(':')[0]!,
    useCandidate: found.has(USE_CANDIDATE),
    controlled: found.has(ICE_CONTROLLED),
    isBy(password) {
      const covered = Buffer.from(packet.subarray(0, integrity.at))
      covered.writeUInt16BE(integrity.at - 20 + INTEGRITY_BYTES, 2)
      return timingSafeEqual(createHmac('sha1', password).update(covered).digest(), integrity.value)
    },
  }
}

export function writeBindingSuccess(request: BindingRequest, address: string, port: number, password: string): Buffer {
  const value = Buffer.concat([Buffer.from([0, isIPv6(address) ? 2 : 1]), Buffer.alloc(2), addressBytes(address)])
  value.writeUInt16BE(port ^ (COOKIE >>> 16), 2)
  // XORed with the cookie and, for IPv6, on with the transaction (RFC 8489 14.2).
  const mask = Buffer.alloc(16)
  mask.writeUInt32BE(COOKIE, 0)
  request.transaction.copy(mask, 4)
  for (let i = 4; i < value.length; i++) value[i]! ^= mask[i - 4]!
  return signed(BINDING_SUCCESS, request, attribute(XOR_MAPPED_ADDRESS, value), password)
}

/** 487: an ICE-lite agent is never the controlling one (RFC 8445 7.3.1.1). */
export function writeRoleConflict(request: BindingRequest, password: string): Buffer {
  const value = Buffer.from([0, 0, 4, 87, ...Buffer.from('Role Conflict')])
  return signed(BINDING_ERROR, request, attribute(ERROR_CODE, value), password)
}

function signed(type: number, request: BindingRequest, attributes: Buffer, password: string): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt16BE(type, 0)
  head.writeUInt32BE(COOKIE, 4)
  request.transaction.copy(head, 8)
  let message: Buffer = Buffer.concat([head, attributes])
  message.writeUInt16BE(attributes.length + INTEGRITY_BYTES, 2)
  const integrity = createHmac('sha1', password).update(message).digest()
  message = Buffer.concat([message, attribute(MESSAGE_INTEGRITY, integrity)])
  message.writeUInt16BE(message.length - 20 + 8, 2)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE((crc32(message) ^ 0x5354554e) >>> 0, 0)
  return Buffer.concat([message, attribute(FINGERPRINT, sum)])
}

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(value.length, 2)
  value.copy(bytes, 4)
  return bytes
}

function addressBytes(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number))
  const [before = '', after] = address.split('::')
  const words = (part: string) =>
    part
      .split(':')
      .filter(Boolean)
      .map((word) => Number.parseInt(word, 16))
  const [front, back] = [words(before), words(after ?? '')]
  const bytes = Buffer.alloc(16)
  front.forEach((word, i) => bytes.writeUInt16BE(word, i * 2))
  back.forEach((word, i) => bytes.writeUInt16BE(word, 16 - (back.length - i) * 2))
  return bytes
}
